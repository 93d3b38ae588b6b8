package dev.trivium.recommender.baseline;

import java.util.Map;
import java.util.TreeMap;

/**
 * Settings of {@link BprMf}.
 *
 * @param dimension numbers in a factor, without the bias
 * @param epochs passes over the interactions
 * @param learningRate of a step
 * @param regularization λ of all factors and biases
 * @param negativeExponent negatives are drawn in proportion to their number of users to this power:
 *     0 draws all alike, 1 by popularity
 * @param candidates of so many drawn the highest scored is the negative (Zhang et al.,
 *     <i>Optimizing top-N collaborative filtering via dynamic negative item sampling</i>, SIGIR
 *     2013); 1 for plain BPR
 */
public record BprSettings(
    int dimension,
    int epochs,
    double learningRate,
    double regularization,
    double negativeExponent,
    int candidates) {
  /** The best of a small search on MovieLens-small. */
  public static final BprSettings DEFAULT = new BprSettings(64, 200, 0.05, 0.03, 0, 1);

  public BprSettings {
    Settings.requireDimension(dimension);
    Settings.require(epochs >= 1, "epochs", epochs, "a whole number of 1 or more, such as 200");
    Settings.requireRates(learningRate, regularization);
    Settings.requireNegativeExponent(negativeExponent);
    Settings.require(candidates >= 1, "candidates", candidates, "a whole number of 1 or more");
  }

  Map<String, String> asMap() {
    Map<String, String> map = new TreeMap<>();
    map.put("dimension", Integer.toString(dimension));
    map.put("epochs", Integer.toString(epochs));
    map.put("learningRate", Double.toString(learningRate));
    map.put("regularization", Double.toString(regularization));
    map.put("negativeExponent", Double.toString(negativeExponent));
    map.put("candidates", Integer.toString(candidates));
    return map;
  }
}

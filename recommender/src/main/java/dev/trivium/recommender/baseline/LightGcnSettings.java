package dev.trivium.recommender.baseline;

import java.util.Map;
import java.util.TreeMap;

/**
 * Settings of {@link LightGcn}.
 *
 * @param dimension numbers in a vector
 * @param layers of propagation; 0 is matrix factorization
 * @param epochs passes over the interactions
 * @param batch interactions a step
 * @param learningRate of Adam
 * @param regularization λ of the vectors before propagation
 * @param negativeExponent negatives are drawn in proportion to their number of users to this power:
 *     0 draws all alike, 1 by popularity
 */
public record LightGcnSettings(
    int dimension,
    int layers,
    int epochs,
    int batch,
    double learningRate,
    double regularization,
    double negativeExponent) {
  /** The best of a small search on MovieLens-small; sparser data may want more layers. */
  public static final LightGcnSettings DEFAULT =
      new LightGcnSettings(64, 1, 200, 4096, 0.005, 0.01, 0);

  public LightGcnSettings {
    Settings.requireDimension(dimension);
    Settings.require(
        layers >= 0 && layers <= 16, "layers", layers, "a whole number from 0 to 16, such as 2");
    Settings.require(epochs >= 1, "epochs", epochs, "a whole number of 1 or more, such as 200");
    Settings.require(batch >= 1, "batch", batch, "a whole number of 1 or more, such as 4096");
    Settings.requireRates(learningRate, regularization);
    Settings.requireNegativeExponent(negativeExponent);
  }

  Map<String, String> asMap() {
    Map<String, String> map = new TreeMap<>();
    map.put("dimension", Integer.toString(dimension));
    map.put("layers", Integer.toString(layers));
    map.put("epochs", Integer.toString(epochs));
    map.put("batch", Integer.toString(batch));
    map.put("learningRate", Double.toString(learningRate));
    map.put("regularization", Double.toString(regularization));
    map.put("negativeExponent", Double.toString(negativeExponent));
    return map;
  }
}

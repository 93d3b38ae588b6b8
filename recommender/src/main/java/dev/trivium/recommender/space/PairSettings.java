package dev.trivium.recommender.space;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Settings of contrastive training on matched pairs.
 *
 * @param dimension numbers in a vector of the shared space, at most
 * @param ridge of the canonical correlations that training starts from, on features of mean squared
 *     length 1
 * @param temperature τ of the in-batch softmax over cosines
 * @param batchSize pairs in a batch, each the others' negatives
 * @param learningRate of Adam
 * @param weightDecay pulls the projections back to where training started, per step, times the
 *     learning rate
 * @param epochs passes over the pairs, at most; 0 leaves the canonical correlations as they are
 * @param patience passes without a lower loss on held-out pairs before training stops
 */
public record PairSettings(
    int dimension,
    double ridge,
    double temperature,
    int batchSize,
    double learningRate,
    double weightDecay,
    int epochs,
    int patience) {
  public static final PairSettings DEFAULT = new PairSettings(256, 1, 0.07, 256, 2e-4, 0.1, 30, 3);

  public PairSettings {
    require(dimension >= 1, "dimension", dimension, "1 or more, such as 256");
    require(ridge > 0, "ridge", ridge, "a number above 0, such as 1");
    require(temperature > 0, "temperature", temperature, "a number above 0, such as 0.07");
    require(
        batchSize >= 2,
        "batchSize",
        batchSize,
        "2 or more, such as 256: a pair's negatives are the rest of its batch");
    require(learningRate > 0, "learningRate", learningRate, "a number above 0, such as 0.001");
    require(weightDecay >= 0, "weightDecay", weightDecay, "0 or more");
    require(epochs >= 0, "epochs", epochs, "0 or more");
    require(patience >= 1, "patience", patience, "1 or more");
  }

  private static void require(boolean right, String setting, Number value, String remedy) {
    if (!right || !Double.isFinite(value.doubleValue())) {
      throw new IllegalArgumentException(setting + " is " + value + "; choose " + remedy);
    }
  }

  public PairSettings withDimension(int value) {
    return new PairSettings(
        value, ridge, temperature, batchSize, learningRate, weightDecay, epochs, patience);
  }

  public PairSettings withRidge(double value) {
    return new PairSettings(
        dimension, value, temperature, batchSize, learningRate, weightDecay, epochs, patience);
  }

  public PairSettings withTemperature(double value) {
    return new PairSettings(
        dimension, ridge, value, batchSize, learningRate, weightDecay, epochs, patience);
  }

  public PairSettings withLearningRate(double value) {
    return new PairSettings(
        dimension, ridge, temperature, batchSize, value, weightDecay, epochs, patience);
  }

  public PairSettings withWeightDecay(double value) {
    return new PairSettings(
        dimension, ridge, temperature, batchSize, learningRate, value, epochs, patience);
  }

  public PairSettings withEpochs(int value) {
    return new PairSettings(
        dimension, ridge, temperature, batchSize, learningRate, weightDecay, value, patience);
  }

  /** The settings by name, for a provenance. */
  SortedMap<String, String> asMap() {
    SortedMap<String, String> map = new TreeMap<>();
    map.put("dimension", Integer.toString(dimension));
    map.put("ridge", Double.toString(ridge));
    map.put("temperature", Double.toString(temperature));
    map.put("batchSize", Integer.toString(batchSize));
    map.put("learningRate", Double.toString(learningRate));
    map.put("weightDecay", Double.toString(weightDecay));
    map.put("epochs", Integer.toString(epochs));
    map.put("patience", Integer.toString(patience));
    return map;
  }
}

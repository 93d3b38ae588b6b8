package dev.trivium.recommender.space;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Settings of non-linear heads.
 *
 * @param hidden rectified units of each modality's head
 * @param dropout share of them left out at random in each step of training
 * @param learningRate of Adam
 * @param weightDecay pulls a head back to where it started, which is the linear one, per step,
 *     times the learning rate
 * @param epochs passes over the rows, at most; 0 leaves the linear heads as they are
 * @param batchSize rows in a step
 * @param patience passes without a lower loss on held-out rows before training stops
 */
public record NeuralSettings(
    int hidden,
    double dropout,
    double learningRate,
    double weightDecay,
    int epochs,
    int batchSize,
    int patience) {
  /** As tried on emoji and on MovieLens-small. */
  public static final NeuralSettings DEFAULT = new NeuralSettings(256, 0.5, 3e-4, 0.1, 40, 128, 4);

  public NeuralSettings {
    require(hidden >= 1, "hidden", hidden, "1 or more, such as 256");
    require(dropout >= 0 && dropout < 1, "dropout", dropout, "a share from 0 to below 1");
    require(learningRate > 0, "learningRate", learningRate, "a number above 0, such as 0.0003");
    require(weightDecay >= 0, "weightDecay", weightDecay, "0 or more");
    require(epochs >= 0, "epochs", epochs, "0 or more");
    require(batchSize >= 1, "batchSize", batchSize, "1 or more, such as 128");
    require(patience >= 1, "patience", patience, "1 or more");
  }

  private static void require(boolean right, String setting, Number value, String remedy) {
    if (!right || !Double.isFinite(value.doubleValue())) {
      throw new IllegalArgumentException(setting + " is " + value + "; choose " + remedy);
    }
  }

  public NeuralSettings withHidden(int value) {
    return new NeuralSettings(
        value, dropout, learningRate, weightDecay, epochs, batchSize, patience);
  }

  public NeuralSettings withDropout(double value) {
    return new NeuralSettings(
        hidden, value, learningRate, weightDecay, epochs, batchSize, patience);
  }

  public NeuralSettings withLearningRate(double value) {
    return new NeuralSettings(hidden, dropout, value, weightDecay, epochs, batchSize, patience);
  }

  public NeuralSettings withWeightDecay(double value) {
    return new NeuralSettings(hidden, dropout, learningRate, value, epochs, batchSize, patience);
  }

  public NeuralSettings withEpochs(int value) {
    return new NeuralSettings(
        hidden, dropout, learningRate, weightDecay, value, batchSize, patience);
  }

  public NeuralSettings withBatchSize(int value) {
    return new NeuralSettings(hidden, dropout, learningRate, weightDecay, epochs, value, patience);
  }

  public NeuralSettings withPatience(int value) {
    return new NeuralSettings(hidden, dropout, learningRate, weightDecay, epochs, batchSize, value);
  }

  /** The settings by name, for a provenance. */
  SortedMap<String, String> asMap() {
    SortedMap<String, String> map = new TreeMap<>();
    map.put("heads", "neural");
    map.put("heads.hidden", Integer.toString(hidden));
    map.put("heads.dropout", Double.toString(dropout));
    map.put("heads.learningRate", Double.toString(learningRate));
    map.put("heads.weightDecay", Double.toString(weightDecay));
    map.put("heads.epochs", Integer.toString(epochs));
    map.put("heads.batchSize", Integer.toString(batchSize));
    map.put("heads.patience", Integer.toString(patience));
    return map;
  }
}

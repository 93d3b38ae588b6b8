package dev.trivium.text;

import java.util.function.Consumer;

/**
 * How an encoder of sentences is trained.
 *
 * @param epochs passes over the examples at most
 * @param batch examples in a step; of pairs, each is told from all others in its batch
 * @param rate the highest step size of AdamW, reached after the warm-up, then falling to 0
 * @param headRate that of the classifier on top, which starts from nothing
 * @param warmup share of the steps in which the rate rises
 * @param weightDecay what AdamW takes off the weights in a step, as a share of the rate
 * @param clip the largest length of a step's gradient; longer ones are shortened to it
 * @param maxTokens tokens of a text that are read
 * @param scale what cosines of pairs are multiplied with before the softmax: one over its
 *     temperature
 * @param symmetric whether pairs are told apart from both their sides
 * @param patience epochs without a better score on the development set before training ends
 * @param checkpointSteps steps between two checkpoints; one is written after each epoch too
 * @param seed what order and dropout are drawn from
 */
public record FineTuneSettings(
    int epochs,
    int batch,
    double rate,
    double headRate,
    double warmup,
    double weightDecay,
    double clip,
    int maxTokens,
    double scale,
    boolean symmetric,
    int patience,
    int checkpointSteps,
    long seed) {
  /** Three epochs in batches of 32 at a rate of 5e-5, 128 tokens of a text. */
  public static final FineTuneSettings DEFAULT =
      new FineTuneSettings(3, 32, 5e-5, 1e-3, 0.1, 0.01, 1, 128, 20, false, 2, 1000, 1);

  /** For a recurrent encoder, which starts from nothing: ten epochs at a rate of 2e-3. */
  public static final FineTuneSettings RECURRENT = DEFAULT.withEpochs(10).withRate(2e-3);

  public FineTuneSettings {
    require(epochs >= 1, "epochs", epochs, "1 or more, say 3");
    require(batch >= 2, "batch", batch, "2 or more, say 32");
    require(rate > 0 && rate < 1, "rate", rate, "a number between 0 and 1, say 5e-5");
    require(
        headRate > 0 && headRate < 1, "headRate", headRate, "a number between 0 and 1, say 1e-3");
    require(warmup >= 0 && warmup < 1, "warmup", warmup, "a share below 1, say 0.1");
    require(
        weightDecay >= 0 && weightDecay < 1,
        "weightDecay",
        weightDecay,
        "a share below 1, say 0.01");
    require(clip > 0, "clip", clip, "a number above 0, say 1");
    require(maxTokens >= 3, "maxTokens", maxTokens, "3 or more, say 128");
    require(scale > 0 && scale < 1e6, "scale", scale, "a number above 0, say 20");
    require(patience >= 1, "patience", patience, "1 or more, say 2");
    require(checkpointSteps >= 1, "checkpointSteps", checkpointSteps, "1 or more, say 1000");
  }

  private static void require(boolean holds, String setting, Object value, String remedy) {
    if (!holds) {
      throw new IllegalArgumentException(setting + " is " + value + "; choose " + remedy);
    }
  }

  /** The share of the highest rate that step {@code step} of {@code steps} has. */
  double rateShare(int step, int steps) {
    double rising = warmup * steps;
    return step < rising
        ? (step + 1) / rising
        : Math.min(1, (steps - step) / Math.max(1, steps - rising));
  }

  public FineTuneSettings withEpochs(int value) {
    return with(d -> d.epochs = value);
  }

  public FineTuneSettings withBatch(int value) {
    return with(d -> d.batch = value);
  }

  public FineTuneSettings withRate(double value) {
    return with(d -> d.rate = value);
  }

  public FineTuneSettings withMaxTokens(int value) {
    return with(d -> d.maxTokens = value);
  }

  public FineTuneSettings withSymmetric(boolean value) {
    return with(d -> d.symmetric = value);
  }

  public FineTuneSettings withPatience(int value) {
    return with(d -> d.patience = value);
  }

  public FineTuneSettings withCheckpointSteps(int value) {
    return with(d -> d.checkpointSteps = value);
  }

  public FineTuneSettings withSeed(long value) {
    return with(d -> d.seed = value);
  }

  private FineTuneSettings with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.settings();
  }

  /** A copy that one setting is changed in. */
  private static final class Draft {
    private int epochs;
    private int batch;
    private double rate;
    private double headRate;
    private double warmup;
    private double weightDecay;
    private double clip;
    private int maxTokens;
    private double scale;
    private boolean symmetric;
    private int patience;
    private int checkpointSteps;
    private long seed;

    Draft(FineTuneSettings from) {
      epochs = from.epochs;
      batch = from.batch;
      rate = from.rate;
      headRate = from.headRate;
      warmup = from.warmup;
      weightDecay = from.weightDecay;
      clip = from.clip;
      maxTokens = from.maxTokens;
      scale = from.scale;
      symmetric = from.symmetric;
      patience = from.patience;
      checkpointSteps = from.checkpointSteps;
      seed = from.seed;
    }

    FineTuneSettings settings() {
      return new FineTuneSettings(
          epochs,
          batch,
          rate,
          headRate,
          warmup,
          weightDecay,
          clip,
          maxTokens,
          scale,
          symmetric,
          patience,
          checkpointSteps,
          seed);
    }
  }
}

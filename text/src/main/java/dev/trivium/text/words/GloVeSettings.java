package dev.trivium.text.words;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * How GloVe is trained; the result is the same bytes for a seed at any number of threads and any
 * memory.
 *
 * @param dimension numbers in a vector
 * @param window the most words to one side that are context; one at a distance of k counts 1/k
 * @param symmetric whether words on both sides are context, or those on the left alone
 * @param maximum the count x_max at which a pair has its full weight in the loss
 * @param exponent α: a pair that is counted x times weighs (x / x_max)^α, at most 1
 * @param learningRate AdaGrad's first step width
 * @param epochs passes over the counts
 * @param threads that work side by side
 * @param memory bytes that counts may take before they are put into temporary files; at most half
 *     of what the JVM has is taken
 * @param seed of all that is drawn
 */
public record GloVeSettings(
    int dimension,
    int window,
    boolean symmetric,
    double maximum,
    double exponent,
    float learningRate,
    int epochs,
    int threads,
    long memory,
    long seed) {
  /** Those of the paper, with a gibibyte for the counts, on all processors. */
  public static final GloVeSettings DEFAULT =
      new GloVeSettings(
          100,
          15,
          true,
          100,
          0.75,
          0.05f,
          15,
          Runtime.getRuntime().availableProcessors(),
          1L << 30,
          1);

  public GloVeSettings {
    require(dimension >= 1, "dimension", dimension, "1 or more, say 100");
    require(window >= 1 && window <= 10_000, "window", window, "1 to 10000, say 15");
    require(maximum > 0 && maximum < 1e30, "maximum", maximum, "a number above 0, say 100");
    require(exponent >= 0 && exponent <= 1, "exponent", exponent, "0 to 1, say 0.75");
    require(
        learningRate > 0 && learningRate <= 1,
        "learningRate",
        learningRate,
        "a number above 0, at most 1, say 0.05");
    require(epochs >= 1, "epochs", epochs, "1 or more, say 15");
    require(
        threads >= 1 && threads <= 10_000,
        "threads",
        threads,
        "1 to 10000, say the number of cores");
    require(memory >= 0, "memory", memory, "a number of bytes, say 1073741824");
  }

  private static void require(boolean holds, String setting, Object value, String remedy) {
    if (!holds) {
      throw new IllegalArgumentException(setting + " is " + value + "; choose " + remedy);
    }
  }

  /** What the result depends on, by name, as it goes into a provenance; the seed has its place. */
  public Map<String, String> asMap() {
    Map<String, String> map = new TreeMap<>();
    map.put("dimension", Integer.toString(dimension));
    map.put("window", Integer.toString(window));
    map.put("symmetric", Boolean.toString(symmetric));
    map.put("maximum", Double.toString(maximum));
    map.put("exponent", Double.toString(exponent));
    map.put("learningRate", Float.toString(learningRate));
    map.put("epochs", Integer.toString(epochs));
    return map;
  }

  public GloVeSettings withDimension(int value) {
    return with(d -> d.dimension = value);
  }

  public GloVeSettings withWindow(int value) {
    return with(d -> d.window = value);
  }

  public GloVeSettings withSymmetric(boolean value) {
    return with(d -> d.symmetric = value);
  }

  /** With another x_max and α. */
  public GloVeSettings withWeighting(double otherMaximum, double otherExponent) {
    return with(
        d -> {
          d.maximum = otherMaximum;
          d.exponent = otherExponent;
        });
  }

  public GloVeSettings withLearningRate(float value) {
    return with(d -> d.learningRate = value);
  }

  public GloVeSettings withEpochs(int value) {
    return with(d -> d.epochs = value);
  }

  public GloVeSettings withThreads(int value) {
    return with(d -> d.threads = value);
  }

  public GloVeSettings withMemory(long value) {
    return with(d -> d.memory = value);
  }

  public GloVeSettings withSeed(long value) {
    return with(d -> d.seed = value);
  }

  private GloVeSettings with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.settings();
  }

  /** A copy that some settings are changed in. */
  private static final class Draft {
    private int dimension;
    private int window;
    private boolean symmetric;
    private double maximum;
    private double exponent;
    private float learningRate;
    private int epochs;
    private int threads;
    private long memory;
    private long seed;

    Draft(GloVeSettings from) {
      dimension = from.dimension;
      window = from.window;
      symmetric = from.symmetric;
      maximum = from.maximum;
      exponent = from.exponent;
      learningRate = from.learningRate;
      epochs = from.epochs;
      threads = from.threads;
      memory = from.memory;
      seed = from.seed;
    }

    GloVeSettings settings() {
      return new GloVeSettings(
          dimension,
          window,
          symmetric,
          maximum,
          exponent,
          learningRate,
          epochs,
          threads,
          memory,
          seed);
    }
  }
}

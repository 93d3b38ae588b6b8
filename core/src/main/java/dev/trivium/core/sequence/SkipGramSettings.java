package dev.trivium.core.sequence;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * How vectors are trained on sequences.
 *
 * @param mode what is told from what
 * @param loss how it is told
 * @param dimension numbers in a vector
 * @param window the most ids to either side that are context; each position draws its own width
 *     from 1 to {@code window}, so that near ids count more
 * @param negatives noise ids drawn for each pair of ids, shared by four pairs of single ids; of no
 *     effect where the loss draws no noise
 * @param epochs passes over the sequences
 * @param learningRate the first step width, falling in a straight line over the whole work
 * @param minimumRate the last step width
 * @param subsampling the share t of all ids above which an id of share f is thinned, kept with
 *     probability √(t/f) + t/f; 0 keeps all
 * @param noiseExponent noise ids are drawn in proportion to count to this power
 * @param threads that work side by side
 * @param repeatable the same bytes for a seed at any number of threads (of one kind of processor:
 *     registers of other widths sum in another order); otherwise one thread repeats, and more write
 *     to the same vectors without locks (Hogwild) and repeat only nearly
 * @param seed of all that is drawn
 */
public record SkipGramSettings(
    Mode mode,
    Loss loss,
    int dimension,
    int window,
    int negatives,
    int epochs,
    float learningRate,
    float minimumRate,
    double subsampling,
    double noiseExponent,
    int threads,
    boolean repeatable,
    long seed) {
  /** What is told from what (Mikolov et al., <i>Efficient estimation</i>, ICLR 2013). */
  public enum Mode {
    /** The id in the middle from each one around it: better for rare ids. */
    SKIP_GRAM,
    /** The id in the middle from the mean of those around it (CBOW): several times as fast. */
    CBOW
  }

  /**
   * How an id is told from the others (Mikolov et al., <i>Distributed representations</i>, 2013).
   */
  public enum Loss {
    /** From a few drawn as noise. */
    NEGATIVE_SAMPLING,
    /** By its way through a Huffman tree, whose length is the logarithm of the vocabulary. */
    HIERARCHICAL_SOFTMAX
  }

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  /** word2vec's for a corpus of words, on all processors, repeatable. */
  public static final SkipGramSettings WORDS =
      new SkipGramSettings(
          Mode.SKIP_GRAM,
          Loss.NEGATIVE_SAMPLING,
          100,
          5,
          5,
          5,
          0.025f,
          1e-4f,
          1e-3,
          0.75,
          PROCESSORS,
          true,
          1);

  /** node2vec's for walks on a graph, on all processors, repeatable. */
  public static final SkipGramSettings WALKS =
      new SkipGramSettings(
          Mode.SKIP_GRAM,
          Loss.NEGATIVE_SAMPLING,
          128,
          10,
          5,
          1,
          0.025f,
          1e-4f,
          0,
          0.75,
          PROCESSORS,
          true,
          1);

  public SkipGramSettings {
    require(dimension >= 1, "dimension", dimension, "1 or more, say 128");
    require(window >= 1 && window <= 10_000, "window", window, "1 to 10000, say 10");
    require(negatives >= 1 && negatives <= 10_000, "negatives", negatives, "1 to 10000, say 5");
    require(epochs >= 1, "epochs", epochs, "1 or more, say 5");
    require(
        learningRate > 0 && learningRate <= 1,
        "learningRate",
        learningRate,
        "a number above 0, at most 1, say 0.025");
    require(
        minimumRate >= 0 && minimumRate <= learningRate,
        "minimumRate",
        minimumRate,
        "a number from 0 to learningRate " + learningRate);
    require(
        subsampling >= 0 && subsampling <= 1, "subsampling", subsampling, "0 (off) to 1, say 1e-3");
    require(
        noiseExponent >= 0 && noiseExponent <= 1,
        "noiseExponent",
        noiseExponent,
        "0 to 1, say 0.75");
    require(threads >= 1, "threads", threads, "1 or more, say the number of cores");
  }

  private static void require(boolean holds, String setting, Object value, String remedy) {
    if (!holds) {
      throw new IllegalArgumentException(setting + " is " + value + "; choose " + remedy);
    }
  }

  /**
   * The settings by name, as they go into a provenance; without the seed, which has its place, and
   * without the threads where they change nothing.
   */
  public Map<String, String> asMap() {
    Map<String, String> map = new TreeMap<>();
    map.put("mode", mode.name());
    map.put("loss", loss.name());
    map.put("dimension", Integer.toString(dimension));
    map.put("window", Integer.toString(window));
    map.put("negatives", Integer.toString(negatives));
    map.put("epochs", Integer.toString(epochs));
    map.put("learningRate", Float.toString(learningRate));
    map.put("minimumRate", Float.toString(minimumRate));
    map.put("subsampling", Double.toString(subsampling));
    map.put("noiseExponent", Double.toString(noiseExponent));
    map.put("repeatable", Boolean.toString(repeatable));
    if (!repeatable) {
      map.put("threads", Integer.toString(threads));
    }
    return map;
  }

  /**
   * The settings that {@link #asMap} has written.
   *
   * @throws IllegalArgumentException where one is missing, or is none
   */
  public static SkipGramSettings of(Map<String, String> map, long seed) {
    return new SkipGramSettings(
        Mode.valueOf(value(map, "mode")),
        Loss.valueOf(value(map, "loss")),
        Integer.parseInt(value(map, "dimension")),
        Integer.parseInt(value(map, "window")),
        Integer.parseInt(value(map, "negatives")),
        Integer.parseInt(value(map, "epochs")),
        Float.parseFloat(value(map, "learningRate")),
        Float.parseFloat(value(map, "minimumRate")),
        Double.parseDouble(value(map, "subsampling")),
        Double.parseDouble(value(map, "noiseExponent")),
        Integer.parseInt(map.getOrDefault("threads", Integer.toString(PROCESSORS))),
        Boolean.parseBoolean(value(map, "repeatable")),
        seed);
  }

  private static String value(Map<String, String> map, String setting) {
    String value = map.get(setting);
    if (value == null) {
      throw new IllegalArgumentException(
          setting + " is missing among the settings; give all that asMap has");
    }
    return value;
  }

  public SkipGramSettings withMode(Mode value) {
    return with(d -> d.mode = value);
  }

  public SkipGramSettings withLoss(Loss value) {
    return with(d -> d.loss = value);
  }

  public SkipGramSettings withDimension(int value) {
    return with(d -> d.dimension = value);
  }

  public SkipGramSettings withWindow(int value) {
    return with(d -> d.window = value);
  }

  public SkipGramSettings withNegatives(int value) {
    return with(d -> d.negatives = value);
  }

  public SkipGramSettings withEpochs(int value) {
    return with(d -> d.epochs = value);
  }

  public SkipGramSettings withLearningRate(float value) {
    return with(d -> d.learningRate = value);
  }

  public SkipGramSettings withMinimumRate(float value) {
    return with(d -> d.minimumRate = value);
  }

  public SkipGramSettings withSubsampling(double value) {
    return with(d -> d.subsampling = value);
  }

  public SkipGramSettings withNoiseExponent(double value) {
    return with(d -> d.noiseExponent = value);
  }

  public SkipGramSettings withThreads(int value) {
    return with(d -> d.threads = value);
  }

  public SkipGramSettings withRepeatable(boolean value) {
    return with(d -> d.repeatable = value);
  }

  public SkipGramSettings withSeed(long value) {
    return with(d -> d.seed = value);
  }

  private SkipGramSettings with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.settings();
  }

  /** A copy that one setting is changed in. */
  private static final class Draft {
    private Mode mode;
    private Loss loss;
    private int dimension;
    private int window;
    private int negatives;
    private int epochs;
    private float learningRate;
    private float minimumRate;
    private double subsampling;
    private double noiseExponent;
    private int threads;
    private boolean repeatable;
    private long seed;

    Draft(SkipGramSettings from) {
      mode = from.mode;
      loss = from.loss;
      dimension = from.dimension;
      window = from.window;
      negatives = from.negatives;
      epochs = from.epochs;
      learningRate = from.learningRate;
      minimumRate = from.minimumRate;
      subsampling = from.subsampling;
      noiseExponent = from.noiseExponent;
      threads = from.threads;
      repeatable = from.repeatable;
      seed = from.seed;
    }

    SkipGramSettings settings() {
      return new SkipGramSettings(
          mode,
          loss,
          dimension,
          window,
          negatives,
          epochs,
          learningRate,
          minimumRate,
          subsampling,
          noiseExponent,
          threads,
          repeatable,
          seed);
    }
  }
}

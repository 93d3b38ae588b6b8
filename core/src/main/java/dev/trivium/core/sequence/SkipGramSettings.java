package dev.trivium.core.sequence;

import java.util.Map;
import java.util.TreeMap;

/**
 * How skip-gram is trained.
 *
 * @param dimension numbers in a vector
 * @param window the most ids to either side that are context; each position draws its own width
 *     from 1 to {@code window}, so that near ids count more
 * @param negatives noise ids drawn for each pair of ids, shared by four pairs
 * @param epochs passes over the sequences
 * @param learningRate the first step width, falling in a straight line over the whole work
 * @param minimumRate the last step width
 * @param subsampling the share t of all ids above which an id of share f is thinned, kept with
 *     probability √(t/f) + t/f; 0 keeps all
 * @param noiseExponent noise ids are drawn in proportion to count to this power
 * @param threads 1 repeats to the byte; more write to the same vectors without locks (Hogwild) and
 *     repeat only nearly
 * @param seed of all that is drawn
 */
public record SkipGramSettings(
    int dimension,
    int window,
    int negatives,
    int epochs,
    float learningRate,
    float minimumRate,
    double subsampling,
    double noiseExponent,
    int threads,
    long seed) {
  /** word2vec's for a corpus of words. */
  public static final SkipGramSettings WORDS =
      new SkipGramSettings(100, 5, 5, 5, 0.025f, 1e-4f, 1e-3, 0.75, 1, 1);

  /** node2vec's for walks on a graph. */
  public static final SkipGramSettings WALKS =
      new SkipGramSettings(128, 10, 5, 1, 0.025f, 1e-4f, 0, 0.75, 1, 1);

  public SkipGramSettings {
    require(dimension >= 1, "dimension", dimension, "1 or more, say 128");
    require(window >= 1, "window", window, "1 or more, say 10");
    require(negatives >= 1, "negatives", negatives, "1 or more, say 5");
    require(epochs >= 1, "epochs", epochs, "1 or more");
    require(
        learningRate > 0 && learningRate <= 1, "learningRate", learningRate, "0.025, at most 1");
    require(
        minimumRate >= 0 && minimumRate <= learningRate,
        "minimumRate",
        minimumRate,
        "a number from 0 to learningRate " + learningRate);
    require(subsampling >= 0 && subsampling <= 1, "subsampling", subsampling, "0 (off) or 1e-3");
    require(
        noiseExponent >= 0 && noiseExponent <= 1,
        "noiseExponent",
        noiseExponent,
        "0 to 1, say 0.75");
    require(threads >= 1, "threads", threads, "1 or more");
  }

  private static void require(boolean holds, String setting, Object value, String remedy) {
    if (!holds) {
      throw new IllegalArgumentException(setting + " is " + value + "; choose " + remedy);
    }
  }

  /** The settings by name, as they go into a provenance; without the seed, which has its place. */
  public Map<String, String> asMap() {
    Map<String, String> map = new TreeMap<>();
    map.put("dimension", Integer.toString(dimension));
    map.put("window", Integer.toString(window));
    map.put("negatives", Integer.toString(negatives));
    map.put("epochs", Integer.toString(epochs));
    map.put("learningRate", Float.toString(learningRate));
    map.put("minimumRate", Float.toString(minimumRate));
    map.put("subsampling", Double.toString(subsampling));
    map.put("noiseExponent", Double.toString(noiseExponent));
    map.put("threads", Integer.toString(threads));
    return map;
  }

  public SkipGramSettings withDimension(int dimension) {
    return new SkipGramSettings(
        dimension,
        window,
        negatives,
        epochs,
        learningRate,
        minimumRate,
        subsampling,
        noiseExponent,
        threads,
        seed);
  }

  public SkipGramSettings withWindow(int window) {
    return new SkipGramSettings(
        dimension,
        window,
        negatives,
        epochs,
        learningRate,
        minimumRate,
        subsampling,
        noiseExponent,
        threads,
        seed);
  }

  public SkipGramSettings withNegatives(int negatives) {
    return new SkipGramSettings(
        dimension,
        window,
        negatives,
        epochs,
        learningRate,
        minimumRate,
        subsampling,
        noiseExponent,
        threads,
        seed);
  }

  public SkipGramSettings withEpochs(int epochs) {
    return new SkipGramSettings(
        dimension,
        window,
        negatives,
        epochs,
        learningRate,
        minimumRate,
        subsampling,
        noiseExponent,
        threads,
        seed);
  }

  public SkipGramSettings withLearningRate(float learningRate) {
    return new SkipGramSettings(
        dimension,
        window,
        negatives,
        epochs,
        learningRate,
        minimumRate,
        subsampling,
        noiseExponent,
        threads,
        seed);
  }

  public SkipGramSettings withMinimumRate(float minimumRate) {
    return new SkipGramSettings(
        dimension,
        window,
        negatives,
        epochs,
        learningRate,
        minimumRate,
        subsampling,
        noiseExponent,
        threads,
        seed);
  }

  public SkipGramSettings withSubsampling(double subsampling) {
    return new SkipGramSettings(
        dimension,
        window,
        negatives,
        epochs,
        learningRate,
        minimumRate,
        subsampling,
        noiseExponent,
        threads,
        seed);
  }

  public SkipGramSettings withNoiseExponent(double noiseExponent) {
    return new SkipGramSettings(
        dimension,
        window,
        negatives,
        epochs,
        learningRate,
        minimumRate,
        subsampling,
        noiseExponent,
        threads,
        seed);
  }

  public SkipGramSettings withThreads(int threads) {
    return new SkipGramSettings(
        dimension,
        window,
        negatives,
        epochs,
        learningRate,
        minimumRate,
        subsampling,
        noiseExponent,
        threads,
        seed);
  }

  public SkipGramSettings withSeed(long seed) {
    return new SkipGramSettings(
        dimension,
        window,
        negatives,
        epochs,
        learningRate,
        minimumRate,
        subsampling,
        noiseExponent,
        threads,
        seed);
  }
}

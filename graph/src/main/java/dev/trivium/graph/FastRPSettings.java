package dev.trivium.graph;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How FastRP projects.
 *
 * @param dimension numbers in a vector
 * @param normalization β: a node's random vector counts its degree to this power; below 0, nodes
 *     with many edges count less; 0 counts all alike; from −2 to 2, beyond which floats lose the
 *     small
 * @param weights of the powers of the transition matrix, from the first up
 * @param sparsity s: of a random vector about one number in s is not zero
 * @param seed of the random vectors
 */
public record FastRPSettings(
    int dimension, double normalization, List<Double> weights, int sparsity, long seed) {
  /**
   * The powers 3 and 4 alike, degrees not counted: of those tried on the PPI, Cora and Facebook
   * graphs the best at labels and links together. A sparse graph, as Cora, is served better still
   * by powers up to 8.
   */
  public static final FastRPSettings DEFAULT =
      new FastRPSettings(128, 0, List.of(0.0, 0.0, 1.0, 1.0), 3, 1);

  public FastRPSettings {
    weights = List.copyOf(weights);
    require(dimension >= 1, "dimension", dimension, "1 or more, say 128");
    require(
        normalization >= -2 && normalization <= 2,
        "normalization",
        normalization,
        "a number from -2 to 2, 0 to count degrees not at all");
    require(
        weights.stream().allMatch(Double::isFinite)
            && weights.stream().anyMatch(weight -> weight != 0),
        "weights",
        weights,
        "finite numbers, not all 0, say 0, 0, 1, 1");
    require(sparsity >= 1, "sparsity", sparsity, "1 or more, say 3");
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
    map.put("normalization", Double.toString(normalization));
    map.put("weights", weights.toString());
    map.put("sparsity", Integer.toString(sparsity));
    return map;
  }

  public FastRPSettings withDimension(int dimension) {
    return new FastRPSettings(dimension, normalization, weights, sparsity, seed);
  }

  public FastRPSettings withNormalization(double normalization) {
    return new FastRPSettings(dimension, normalization, weights, sparsity, seed);
  }

  public FastRPSettings withWeights(List<Double> weights) {
    return new FastRPSettings(dimension, normalization, weights, sparsity, seed);
  }

  public FastRPSettings withSeed(long seed) {
    return new FastRPSettings(dimension, normalization, weights, sparsity, seed);
  }
}

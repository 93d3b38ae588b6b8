package dev.trivium.core.learn;

/**
 * How k-means looks for clusters.
 *
 * @param clusters k, how many to find
 * @param restarts how often it begins anew; the best is kept
 * @param maxIterations rounds of one start at most
 * @param seed of the first centres
 */
public record KMeansSettings(int clusters, int restarts, int maxIterations, long seed) {
  public KMeansSettings {
    require(clusters >= 1, "clusters", clusters, "1 or more");
    require(restarts >= 1, "restarts", restarts, "1 or more, say 10");
    require(maxIterations >= 1, "maxIterations", maxIterations, "1 or more, say 300");
  }

  /** {@code clusters} of them, 10 starts of at most 300 rounds. */
  public static KMeansSettings of(int clusters, long seed) {
    return new KMeansSettings(clusters, 10, 300, seed);
  }

  private static void require(boolean holds, String setting, int value, String remedy) {
    if (!holds) {
      throw new IllegalArgumentException(setting + " is " + value + "; choose " + remedy);
    }
  }
}

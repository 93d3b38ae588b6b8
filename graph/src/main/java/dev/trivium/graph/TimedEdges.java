package dev.trivium.graph;

import dev.trivium.core.TriviumException;
import java.util.Arrays;
import java.util.List;

/**
 * Edges in any order, each with a time, duplicates and self-loops among them. The arrays are
 * shared, not copied.
 */
public final class TimedEdges {
  private final List<String> ids;
  private final boolean directed;
  private final int[] from;
  private final int[] to;
  private final float[] weights;
  private final double[] times;

  /**
   * @param ids of the nodes, in the order of their numbers
   * @param weights one for each edge, those of duplicates add up; empty where unweighted, then
   *     duplicates are one edge
   * @param times one for each edge, in any unit; finite
   */
  public TimedEdges(
      List<String> ids, boolean directed, int[] from, int[] to, float[] weights, double[] times) {
    boolean fit = weights.length == 0 || weights.length == from.length;
    if (to.length != from.length || times.length != from.length || !fit) {
      throw new IllegalArgumentException(
          "%d sources, %d targets, %d weights and %d times do not go together; give one of each an edge"
              .formatted(from.length, to.length, weights.length, times.length));
    }
    for (int i = 0; i < times.length; i++) {
      if (!Double.isFinite(times[i])) {
        throw new TriviumException(
            "the edge '%s' – '%s' has time %s; expected a finite number, mend it or drop the edge"
                .formatted(ids.get(from[i]), ids.get(to[i]), times[i]));
      }
    }
    this.ids = List.copyOf(ids);
    this.directed = directed;
    this.from = from;
    this.to = to;
    this.weights = weights;
    this.times = times;
  }

  /** How many edges there are, duplicates among them. */
  public int size() {
    return from.length;
  }

  List<String> ids() {
    return ids;
  }

  boolean directed() {
    return directed;
  }

  boolean weighted() {
    return weights.length > 0;
  }

  int from(int i) {
    return from[i];
  }

  int to(int i) {
    return to[i];
  }

  float weight(int i) {
    return weighted() ? weights[i] : 1;
  }

  double time(int i) {
    return times[i];
  }

  /**
   * The time before which about {@code share} of the edges lie: never more, unless the first time
   * alone has more.
   */
  double cut(double share) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    if (sorted.length == 0 || sorted[0] == sorted[sorted.length - 1]) {
      throw new TriviumException(
          "the %d edges have no two different times; a split by time needs earlier and later ones"
              .formatted(sorted.length));
    }
    double cut = sorted[(int) (share * sorted.length)];
    if (cut == sorted[0]) {
      return Arrays.stream(sorted).filter(t -> t > cut).findFirst().orElseThrow();
    }
    return cut;
  }
}

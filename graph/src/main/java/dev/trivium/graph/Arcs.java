package dev.trivium.graph;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Edges dealt into rows by a counting sort over their sources; then each row is sorted by itself,
 * on all cores, and its duplicates are merged.
 */
final class Arcs {
  private final EdgeColumns edges;
  private final boolean directed;
  private final int[] offsets;
  private int[] columns;
  private float[] weights;

  private Arcs(EdgeColumns edges, int nodes, boolean directed) {
    this.edges = edges;
    this.directed = directed;
    this.offsets = new int[nodes + 1];
    this.columns = new int[count()];
    this.weights = new float[edges.weighted() ? columns.length : 0];
  }

  /**
   * The graph of the edges. Linear but for the sorting of rows; beyond the result it needs no more
   * memory than the result takes.
   *
   * @param sum whether the weights of parallel edges add up; otherwise they are one edge of weight
   *     1
   */
  static Adjacency adjacency(NodeIds ids, boolean directed, EdgeColumns edges, boolean sum) {
    Arcs arcs = new Arcs(edges, ids.size(), directed);
    arcs.deal();
    IntStream.range(0, ids.size()).parallel().forEach(arcs::sort);
    arcs.merge(sum);
    return arcs.adjacency(ids);
  }

  /** Leaves the place where each row begins in {@link #offsets}. */
  private int count() {
    long arcs = 0;
    for (int e = 0; e < edges.size(); e++) {
      offsets[edges.from(e) + 1]++;
      arcs++;
      if (twoWays(e)) {
        offsets[edges.to(e) + 1]++;
        arcs++;
      }
    }
    EdgeColumns.requireRoom(arcs);
    for (int v = 1; v < offsets.length; v++) {
      offsets[v] += offsets[v - 1];
    }
    return (int) arcs;
  }

  private boolean twoWays(int e) {
    return !directed && edges.from(e) != edges.to(e);
  }

  /** Each beginning moves to the end of its row, which is where the next begins, and then back. */
  private void deal() {
    for (int e = 0; e < edges.size(); e++) {
      put(edges.from(e), edges.to(e), edges.weight(e));
      if (twoWays(e)) {
        put(edges.to(e), edges.from(e), edges.weight(e));
      }
    }
    System.arraycopy(offsets, 0, offsets, 1, offsets.length - 1);
    offsets[0] = 0;
  }

  private void put(int row, int column, float weight) {
    int at = offsets[row]++;
    columns[at] = column;
    if (weights.length > 0) {
      weights[at] = weight;
    }
  }

  private void sort(int row) {
    int begin = offsets[row];
    int end = offsets[row + 1];
    if (weights.length == 0) {
      Arrays.sort(columns, begin, end);
    } else if (end - begin > 1) {
      sortWithWeights(begin, end);
    }
  }

  /** Arcs to one node stay in the order they came in, so that sums are the same both ways round. */
  private void sortWithWeights(int begin, int end) {
    long[] order = new long[end - begin];
    for (int i = 0; i < order.length; i++) {
      order[i] = (long) columns[begin + i] << 32 | i;
    }
    Arrays.sort(order);
    float[] before = Arrays.copyOfRange(weights, begin, end);
    for (int i = 0; i < order.length; i++) {
      columns[begin + i] = (int) (order[i] >>> 32);
      weights[begin + i] = before[(int) order[i]];
    }
  }

  /** Makes one arc of those that lie together in a sorted row. */
  private void merge(boolean sum) {
    int kept = 0;
    int begin = 0;
    for (int r = 0; r < offsets.length - 1; r++) {
      int first = kept;
      int end = offsets[r + 1];
      for (int i = begin; i < end; i++) {
        if (kept > first && columns[kept - 1] == columns[i]) {
          again(kept - 1, i, sum);
        } else {
          move(i, kept++);
        }
      }
      begin = end;
      offsets[r + 1] = kept;
    }
    columns = kept < columns.length ? Arrays.copyOf(columns, kept) : columns;
    weights = kept < weights.length ? Arrays.copyOf(weights, kept) : weights;
  }

  private void move(int from, int to) {
    columns[to] = columns[from];
    if (weights.length > 0) {
      weights[to] = weights[from];
    }
  }

  private void again(int kept, int i, boolean sum) {
    if (!sum) {
      return;
    }
    if (weights.length == 0) {
      weights = new float[columns.length];
      Arrays.fill(weights, 1);
    }
    weights[kept] += weights[i];
  }

  private Adjacency adjacency(NodeIds ids) {
    for (float weight : weights) {
      if (weight != 1) {
        return new Adjacency(ids, directed, offsets, columns, weights);
      }
    }
    return new Adjacency(ids, directed, offsets, columns, new float[0]);
  }
}

package dev.trivium.graph;

import dev.trivium.core.TriviumException;
import java.util.Arrays;

/**
 * Arcs dealt into rows: each is counted, the rows are opened, each is put. Dealt to their targets
 * and from there, target by target, to their sources, they come out sorted without a comparison,
 * and those between the same two nodes in the order they went in, so that sums are the same both
 * ways.
 */
final class Arcs {
  /** Where each row begins; while arcs are put, where its next one goes. */
  private final int[] offsets;

  private int[] columns = {};
  private float[] weights = {};

  private Arcs(int rows) {
    offsets = new int[rows + 1];
  }

  /**
   * The graph of the edges, in linear time. On its way there are, beside the edges, at most two
   * copies of the arcs.
   *
   * @param sum whether the weights of parallel edges add up; otherwise they are one edge of weight
   *     1
   */
  static Adjacency adjacency(NodeIds ids, boolean directed, EdgeColumns edges, boolean sum) {
    Arcs arcs = byTarget(edges, ids.size(), directed).transposed();
    arcs.merge(sum);
    return arcs.adjacency(ids, directed);
  }

  private static Arcs byTarget(EdgeColumns edges, int nodes, boolean directed) {
    Arcs arcs = new Arcs(nodes);
    long all = edges.size();
    for (int e = 0; e < edges.size(); e++) {
      arcs.count(edges.to(e));
      if (!directed && edges.from(e) != edges.to(e)) {
        arcs.count(edges.from(e));
        all++;
      }
    }
    EdgeColumns.requireRoom(all);
    arcs.open((int) all, edges.weighted());
    for (int e = 0; e < edges.size(); e++) {
      int from = edges.from(e);
      int to = edges.to(e);
      float weight = edges.weight(e);
      arcs.put(to, from, weight);
      if (!directed && from != to) {
        arcs.put(from, to, weight);
      }
    }
    arcs.close();
    return arcs;
  }

  private void count(int row) {
    offsets[row + 1]++;
  }

  private void open(int arcs, boolean weighted) {
    for (int r = 1; r < offsets.length; r++) {
      offsets[r] += offsets[r - 1];
    }
    columns = new int[arcs];
    weights = new float[weighted ? arcs : 0];
  }

  private void put(int row, int column, float weight) {
    int at = offsets[row]++;
    columns[at] = column;
    if (weights.length > 0) {
      weights[at] = weight;
    }
  }

  /** Each row's beginning has moved to its end, which is where the next one begins. */
  private void close() {
    System.arraycopy(offsets, 0, offsets, 1, offsets.length - 1);
    offsets[0] = 0;
  }

  private Arcs transposed() {
    Arcs other = new Arcs(offsets.length - 1);
    for (int column : columns) {
      other.count(column);
    }
    other.open(columns.length, weights.length > 0);
    for (int r = 0; r < offsets.length - 1; r++) {
      for (int i = offsets[r]; i < offsets[r + 1]; i++) {
        other.put(columns[i], r, weights.length > 0 ? weights[i] : 1);
      }
    }
    other.close();
    return other;
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

  private Adjacency adjacency(NodeIds ids, boolean directed) {
    boolean weighted = false;
    for (int r = 0; r < offsets.length - 1 && weights.length > 0; r++) {
      for (int i = offsets[r]; i < offsets[r + 1]; i++) {
        weighted |= weights[i] != 1;
        if (weights[i] == Float.POSITIVE_INFINITY) {
          throw new TriviumException(
              "the weights of the edges '%s' – '%s' add up to more than 3.4e38, the largest number that a float holds; scale all weights down"
                  .formatted(ids.get(r), ids.get(columns[i])));
        }
      }
    }
    return new Adjacency(ids, directed, offsets, columns, weighted ? weights : new float[0]);
  }
}

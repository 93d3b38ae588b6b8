package dev.trivium.graph;

import dev.trivium.core.math.FastRandom;
import java.util.Arrays;

/** Pairs of nodes of one {@link Adjacency}, by their numbers; 8 bytes a pair, immutable. */
public final class NodePairs {
  private final int[] from;
  private final int[] to;

  NodePairs(int[] from, int[] to) {
    this.from = from;
    this.to = to;
  }

  /** All edges but self-loops; of an undirected edge only the way from the lower number. */
  static NodePairs edges(Adjacency graph) {
    int[] from = new int[graph.arcs()];
    int[] to = new int[graph.arcs()];
    int n = 0;
    for (int v = 0; v < graph.size(); v++) {
      for (int a = graph.offsets()[v]; a < graph.offsets()[v + 1]; a++) {
        int x = graph.neighbors()[a];
        if (v < x || (graph.directed() && v != x)) {
          from[n] = v;
          to[n++] = x;
        }
      }
    }
    return new NodePairs(Arrays.copyOf(from, n), Arrays.copyOf(to, n));
  }

  /** The number of a pair, or a negative number; of pairs in rising order, as {@link #edges}. */
  int indexOf(int u, int v) {
    int low = 0;
    int high = size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = from[middle] != u ? from[middle] - u : to[middle] - v;
      if (order == 0) {
        return middle;
      }
      low = order < 0 ? middle + 1 : low;
      high = order < 0 ? high : middle - 1;
    }
    return -1;
  }

  /** At most {@code count} of these pairs, drawn at random. */
  NodePairs sample(int count, FastRandom random) {
    int[] order = new int[size()];
    Arrays.setAll(order, i -> i);
    random.shuffle(order);
    return select(Arrays.copyOf(order, Math.min(count, order.length)));
  }

  /** The pairs with these numbers, in that order. */
  NodePairs select(int[] chosen) {
    return new NodePairs(
        Arrays.stream(chosen).map(i -> from[i]).toArray(),
        Arrays.stream(chosen).map(i -> to[i]).toArray());
  }

  public int size() {
    return from.length;
  }

  /** The first node of pair {@code i}. */
  public int from(int i) {
    return from[i];
  }

  /** The second node of pair {@code i}. */
  public int to(int i) {
    return to[i];
  }

  @Override
  public String toString() {
    return "NodePairs[" + size() + "]";
  }
}

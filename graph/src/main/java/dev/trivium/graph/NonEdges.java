package dev.trivium.graph;

import dev.trivium.core.TriviumException;
import dev.trivium.core.math.FastRandom;
import java.util.HashSet;
import java.util.Set;

/** Draws pairs that have no edge. */
final class NonEdges {
  private NonEdges() {}

  /**
   * {@code count} different pairs of different nodes without an edge, uniformly; in an undirected
   * graph from the lower number to the higher. Pairs are thrown and those that do not serve thrown
   * again, so that the cost is near {@code count} on a sparse graph.
   */
  static NodePairs draw(Adjacency graph, int count, FastRandom random) {
    requireEnough(graph, count);
    Set<Long> drawn = new HashSet<>(count * 2);
    int[] from = new int[count];
    int[] to = new int[count];
    int n = graph.size();
    while (drawn.size() < count) {
      int u = random.nextInt(n);
      int v = random.nextInt(n);
      int low = graph.directed() ? u : Math.min(u, v);
      int high = graph.directed() ? v : Math.max(u, v);
      if (u != v && !graph.hasArc(low, high) && drawn.add((long) low * n + high)) {
        from[drawn.size() - 1] = low;
        to[drawn.size() - 1] = high;
      }
    }
    return new NodePairs(from, to);
  }

  private static void requireEnough(Adjacency graph, int count) {
    long loops = 0;
    for (int v = 0; v < graph.size(); v++) {
      loops += graph.hasArc(v, v) ? 1 : 0;
    }
    long pairs = (long) graph.size() * (graph.size() - 1) - (graph.arcs() - loops);
    long free = graph.directed() ? pairs : pairs / 2;
    if (free < count) {
      throw new TriviumException(
          "%d pairs without an edge are wanted, and the graph has %d; choose a smaller share or a sparser graph"
              .formatted(count, free));
    }
  }
}

package dev.trivium.graph;

import dev.trivium.core.TriviumException;
import java.util.Arrays;
import java.util.List;

/**
 * Takes edges between numbered nodes in any order and makes an {@link Adjacency} of them, in linear
 * time: arcs are dealt to their target and from there, target by target, to their source, which
 * leaves each row sorted. 12 bytes an edge while it grows.
 */
public final class AdjacencyBuilder {
  private static final int MAX_ARCS = Integer.MAX_VALUE - 8;

  private final List<String> ids;
  private final boolean directed;
  private int[] from = new int[16];
  private int[] to = new int[16];
  private float[] weights = new float[16];
  private int edges;
  private long arcs;

  AdjacencyBuilder(List<String> ids, boolean directed) {
    this.ids = List.copyOf(ids);
    this.directed = directed;
  }

  /**
   * Adds an edge of weight 1 from node {@code u} to node {@code v} (and back, where undirected).
   */
  public AdjacencyBuilder edge(int u, int v) {
    return edge(u, v, 1);
  }

  /** Adds an edge; its weight must be more than 0 and finite. A second edge u–v adds its weight. */
  public AdjacencyBuilder edge(int u, int v, double weight) {
    require(u);
    require(v);
    float narrow = (float) weight;
    if (!(narrow > 0 && narrow < Float.POSITIVE_INFINITY)) {
      throw new TriviumException(
          "the edge '%s' – '%s' has weight %s; expected a finite number above 0, mend it or drop the edge"
              .formatted(ids.get(u), ids.get(v), weight));
    }
    arcs += directed || u == v ? 1 : 2;
    if (arcs > MAX_ARCS) {
      throw new TriviumException(
          "the graph has more than " + MAX_ARCS + " arcs, all that one Java array holds; thin it");
    }
    if (edges == from.length) {
      grow();
    }
    from[edges] = u;
    to[edges] = v;
    weights[edges++] = narrow;
    return this;
  }

  private void require(int v) {
    if (v < 0 || v >= ids.size()) {
      throw new IllegalArgumentException(
          "node "
              + v
              + " of an edge is not among the "
              + ids.size()
              + " nodes, which count from 0");
    }
  }

  private void grow() {
    int size = (int) Math.min(MAX_ARCS, edges + (edges >> 1) + 16L);
    from = Arrays.copyOf(from, size);
    to = Arrays.copyOf(to, size);
    weights = Arrays.copyOf(weights, size);
  }

  /** The graph of the edges so far. */
  public Adjacency build() {
    Arcs byTarget = new Arcs(ids.size(), (int) arcs);
    for (int e = 0; e < edges; e++) {
      byTarget.count(to[e]);
      if (twoWays(e)) {
        byTarget.count(from[e]);
      }
    }
    byTarget.open();
    for (int e = 0; e < edges; e++) {
      byTarget.put(to[e], from[e], weights[e]);
      if (twoWays(e)) {
        byTarget.put(from[e], to[e], weights[e]);
      }
    }
    Arcs bySource = byTarget.transposed();
    bySource.merge();
    return bySource.adjacency(ids, directed);
  }

  private boolean twoWays(int e) {
    return !directed && from[e] != to[e];
  }
}

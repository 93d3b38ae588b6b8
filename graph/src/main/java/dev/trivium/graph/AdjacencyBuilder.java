package dev.trivium.graph;

import dev.trivium.core.TriviumException;
import java.util.List;

/**
 * Takes edges between numbered nodes in any order and makes an {@link Adjacency} of them: they are
 * dealt into rows by counting, and each row is sorted by itself. 8 bytes an edge while it grows, 12
 * where weights are not all 1.
 */
public final class AdjacencyBuilder {
  private final NodeIds ids;
  private final boolean directed;
  private final EdgeColumns edges = new EdgeColumns(false);
  private long arcs;

  AdjacencyBuilder(List<String> ids, boolean directed) {
    this.ids = NodeIds.of(ids);
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
    if (!EdgeColumns.isWeight(weight)) {
      throw new TriviumException(
          "the edge '%s' – '%s' has weight %s; expected a finite number above 0, mend it or drop the edge"
              .formatted(ids.get(u), ids.get(v), weight));
    }
    arcs += directed || u == v ? 1 : 2;
    EdgeColumns.requireRoom(arcs);
    edges.add(u, v, (float) weight, 0);
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

  /** The graph of the edges so far. */
  public Adjacency build() {
    return Arcs.adjacency(ids, directed, edges, true);
  }
}

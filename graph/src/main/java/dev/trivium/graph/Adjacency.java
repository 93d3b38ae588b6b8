package dev.trivium.graph;

import dev.trivium.core.io.Fingerprint;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jgrapht.Graph;

/**
 * An immutable graph in compact form (compressed sparse rows): node v in [0, size) has its
 * neighbours, sorted, in one stretch of one array, and their weights where the graph is weighted. 4
 * bytes an arc, 8 with weights, and 4 a node besides its id; an undirected edge is two arcs, a
 * self-loop one. At most 2³¹−9 arcs.
 *
 * <p>What comes in: self-loops stay (a walk may take one). Parallel edges become one whose weight
 * is their sum, so that a walk takes it as often as any of them; in an unweighted graph each counts
 * 1 (an unweighted {@link EdgeList} is the exception). A graph in which all weights are 1 is
 * unweighted. Nodes without edges stay. Ids are strings and differ.
 */
public final class Adjacency {
  private final NodeIds ids;
  private final boolean directed;
  private final int[] offsets;
  private final int[] neighbors;
  private final float[] weights;

  /** Made of rows sorted and without duplicates; {@code weights} empty where all are 1. */
  Adjacency(NodeIds ids, boolean directed, int[] offsets, int[] neighbors, float[] weights) {
    this.ids = ids;
    this.directed = directed;
    this.offsets = offsets;
    this.neighbors = neighbors;
    this.weights = weights;
  }

  /**
   * Of any JGraphT graph, its vertices in the order of {@code vertexSet()}; linear in its size.
   *
   * @param id names a vertex; different vertices, different names
   */
  public static <V, E> Adjacency of(Graph<V, E> graph, Function<? super V, String> id) {
    return JGraphTReader.read(graph, id);
  }

  /** Begins a graph with these nodes and no edge yet. */
  public static AdjacencyBuilder builder(List<String> ids, boolean directed) {
    return new AdjacencyBuilder(ids, directed);
  }

  /** How many nodes there are. */
  public int size() {
    return ids.size();
  }

  /**
   * The nodes' ids, in the order of their numbers. Compact: a string is made each time it is asked
   * for.
   */
  public List<String> ids() {
    return ids;
  }

  /** The number of a node, or −1. The first call indexes all ids, at most 24 bytes each. */
  public int node(String id) {
    return ids.indexOf(id);
  }

  public boolean directed() {
    return directed;
  }

  public boolean weighted() {
    return weights.length > 0;
  }

  /** Arcs in all: each undirected edge counts twice, a self-loop once. */
  public int arcs() {
    return neighbors.length;
  }

  /** Different edges: of an undirected one the two arcs are one. */
  public int edges() {
    return directed ? arcs() : (int) (((long) arcs() + selfLoops()) / 2);
  }

  /** Edges from a node to itself; one look-up a node. */
  public int selfLoops() {
    int loops = 0;
    for (int v = 0; v < size(); v++) {
      loops += hasArc(v, v) ? 1 : 0;
    }
    return loops;
  }

  /** How many arcs leave {@code v}. */
  public int degree(int v) {
    return offsets[v + 1] - offsets[v];
  }

  /** The {@code i}-th node that an arc from {@code v} leads to, in rising order. */
  public int neighbor(int v, int i) {
    int from = offsets[v];
    if (i < 0 || i >= offsets[v + 1] - from) {
      throw new IndexOutOfBoundsException(
          "neighbour " + i + " of node " + v + ", which has " + degree(v));
    }
    return neighbors[from + i];
  }

  /** The weight of the {@code i}-th arc from {@code v}; 1 where the graph is unweighted. */
  public float weight(int v, int i) {
    neighbor(v, i);
    return weighted() ? weights[offsets[v] + i] : 1;
  }

  /** Whether an arc leads from {@code u} to {@code v}; logarithmic in the degree. */
  public boolean hasArc(int u, int v) {
    return arc(u, v) >= 0;
  }

  /** Nodes that no arc leaves or enters. */
  public int isolated() {
    boolean[] touched = new boolean[size()];
    for (int v = 0; v < size(); v++) {
      touched[v] |= degree(v) > 0;
      for (int a = offsets[v]; a < offsets[v + 1]; a++) {
        touched[neighbors[a]] = true;
      }
    }
    int isolated = 0;
    for (boolean t : touched) {
      isolated += t ? 0 : 1;
    }
    return isolated;
  }

  /** A hash of everything: ids, direction, arcs and weights. */
  public String fingerprint() {
    Fingerprint print = new Fingerprint().add(directed ? 1L : 0L);
    ids.forEach(print::add);
    return print.add(offsets).add(neighbors).add(weights).hex();
  }

  /** The place of the arc u→v in {@link #neighbors()}, or a negative number. */
  int arc(int u, int v) {
    return Arrays.binarySearch(neighbors, offsets[u], offsets[u + 1], v);
  }

  int[] offsets() {
    return offsets;
  }

  int[] neighbors() {
    return neighbors;
  }

  /** One weight for each arc; empty in an unweighted graph. */
  float[] weights() {
    return weights;
  }

  @Override
  public String toString() {
    return "Adjacency["
        + size()
        + " nodes, "
        + arcs()
        + (directed ? " directed" : " undirected")
        + (weighted() ? " weighted" : "")
        + " arcs]";
  }
}

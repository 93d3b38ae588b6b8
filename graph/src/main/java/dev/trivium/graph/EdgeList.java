package dev.trivium.graph;

import dev.trivium.core.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Edges in the order of their file, duplicates and self-loops among them, each with its weight and,
 * where asked for, its time. Immutable; 8 bytes an edge, 4 more with weights, 8 more with times.
 * Nodes are numbered in the order of their first appearance.
 */
public final class EdgeList {
  private final NodeIds ids;
  private final EdgeColumns edges;
  private final boolean weighted;
  private final boolean directed;

  /** {@code weighted} where weights were asked for, even if all are 1. */
  EdgeList(NodeIds ids, EdgeColumns edges, boolean weighted, boolean directed) {
    this.ids = ids;
    this.edges = edges;
    this.weighted = weighted;
    this.directed = directed;
  }

  /**
   * Reads a file, by the end of its name: {@code .graphml}, {@code .gml}, {@code .dot} or {@code
   * .gv}, {@code .mtx} (Matrix Market), each also with {@code .gz} behind it; any other is lines of
   * two ids, as {@link EdgeListSettings} says.
   */
  public static EdgeList read(Path file, EdgeListSettings settings) {
    return read(file, settings, Progress.NONE);
  }

  /** The same, telling {@code progress} of bytes of the file read, packed where it is packed. */
  public static EdgeList read(Path file, EdgeListSettings settings, Progress progress) {
    return GraphFiles.read(file, settings, progress);
  }

  /** The nodes' ids, in the order of their numbers. */
  public List<String> ids() {
    return ids;
  }

  /** How many edges there are, duplicates among them. */
  public int size() {
    return edges.size();
  }

  /** The node that edge {@code i} leaves. */
  public int from(int i) {
    return edges.from(require(i));
  }

  /** The node that edge {@code i} leads to. */
  public int to(int i) {
    return edges.to(require(i));
  }

  /** The weight of edge {@code i}; 1 where weights were not read. */
  public float weight(int i) {
    return edges.weight(require(i));
  }

  /** The time of edge {@code i}, in the unit of its file; an error where times were not read. */
  public double time(int i) {
    if (!timed()) {
      throw new IllegalStateException("the edges have no times; read them with timed settings");
    }
    return edges.time(require(i));
  }

  private int require(int i) {
    return Objects.checkIndex(i, size());
  }

  /** Whether weights were read. */
  public boolean weighted() {
    return weighted;
  }

  /** Whether times were read. */
  public boolean timed() {
    return edges.timed();
  }

  /** Whether an edge goes one way: asked for, or said by the file. */
  public boolean directed() {
    return directed;
  }

  /** Edges from a node to itself, duplicates among them. */
  public int selfLoops() {
    int loops = 0;
    for (int i = 0; i < size(); i++) {
      loops += edges.from(i) == edges.to(i) ? 1 : 0;
    }
    return loops;
  }

  /** The compact graph of these edges, {@link #directed()} or not. */
  public Adjacency toAdjacency() {
    return toAdjacency(directed);
  }

  /**
   * The compact graph of these edges. The weights of parallel edges add up; where weights were not
   * read, parallel edges are one edge of weight 1 (such a file says who is linked, not how often,
   * and many list an undirected edge both ways). {@code size() − graph.edges()} were duplicates.
   */
  public Adjacency toAdjacency(boolean directed) {
    return Arcs.adjacency(ids, directed, edges, weighted);
  }

  @Override
  public String toString() {
    return "EdgeList[%d edges of %d nodes]".formatted(size(), ids.size());
  }
}

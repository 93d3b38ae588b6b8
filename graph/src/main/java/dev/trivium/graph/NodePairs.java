package dev.trivium.graph;

/** Pairs of nodes of one {@link Adjacency}, by their numbers; 8 bytes a pair, immutable. */
public final class NodePairs {
  private final int[] from;
  private final int[] to;

  NodePairs(int[] from, int[] to) {
    this.from = from;
    this.to = to;
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

package dev.trivium.graph;

/**
 * A way to say how likely links are, learnt from the training side of an {@link EdgeSplit} alone:
 * it never sees what is asked before it has learnt.
 */
@FunctionalInterface
public interface LinkScorer {
  /**
   * Learns.
   *
   * @param train the graph without the edges held out
   * @param negatives pairs without an edge to train against
   * @param seed of all that is drawn
   */
  PairScores fit(Adjacency train, NodePairs negatives, long seed);

  /** What was learnt. */
  @FunctionalInterface
  interface PairScores {
    /** A score for each pair of the training graph's nodes; more is likelier, none is NaN. */
    float[] of(NodePairs pairs);
  }
}

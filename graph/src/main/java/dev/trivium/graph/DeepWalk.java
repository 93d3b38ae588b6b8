package dev.trivium.graph;

import dev.trivium.core.Progress;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.sequence.SkipGramSettings;

/**
 * DeepWalk (Perozzi, Al-Rfou and Skiena, <i>DeepWalk: online learning of social
 * representations</i>, KDD 2014): skip-gram over first-order walks; with negative sampling, where
 * the paper has a hierarchical softmax. On a weighted graph a step is in proportion to the weight.
 *
 * <p>Cost: nodes · walksPerNode · walkLength steps and as many windows of skip-gram in each epoch.
 */
public final class DeepWalk implements NodeEmbedding {
  private final WalkEmbedding embedding;

  /**
   * @param walks its p and q must be 1: another preference is {@link Node2Vec}'s
   */
  public DeepWalk(WalkSettings walks, SkipGramSettings training) {
    if (walks.secondOrder()) {
      throw new IllegalArgumentException(
          "p is "
              + walks.p()
              + " and q is "
              + walks.q()
              + "; DeepWalk's walks know neither, choose 1 and 1, or Node2Vec");
    }
    this.embedding = new WalkEmbedding("deepwalk", walks, training);
  }

  public DeepWalk() {
    this(WalkSettings.DEFAULT, SkipGramSettings.WALKS);
  }

  @Override
  public EmbeddingTable embed(Adjacency graph, Progress progress) {
    return embedding.embed(graph, progress);
  }
}

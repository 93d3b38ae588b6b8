package dev.trivium.graph;

import dev.trivium.core.Progress;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.sequence.SkipGramSettings;

/**
 * node2vec (Grover and Leskovec, <i>node2vec: scalable feature learning for networks</i>, KDD
 * 2016): skip-gram over second-order walks, which p and q draw towards the near (like breadth
 * first) or the far (like depth first). The walks follow the paper's law exactly. With p = q = 1
 * the vectors are DeepWalk's.
 *
 * <p>Cost: nodes · walksPerNode · walkLength steps and as many windows of skip-gram in each epoch;
 * memory linear in the graph.
 */
public final class Node2Vec implements NodeEmbedding {
  private final WalkEmbedding embedding;

  public Node2Vec(WalkSettings walks, SkipGramSettings training) {
    this.embedding = new WalkEmbedding("node2vec", walks, training);
  }

  public Node2Vec() {
    this(WalkSettings.DEFAULT, SkipGramSettings.WALKS);
  }

  @Override
  public EmbeddingTable embed(Adjacency graph, Progress progress) {
    return embedding.embed(graph, progress);
  }
}

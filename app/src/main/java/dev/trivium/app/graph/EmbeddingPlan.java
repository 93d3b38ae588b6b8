package dev.trivium.app.graph;

import dev.trivium.app.console.Stages;
import dev.trivium.core.sequence.SkipGramSettings;
import dev.trivium.graph.Adjacency;
import dev.trivium.graph.Estimate;
import dev.trivium.graph.NodeEmbedding;
import dev.trivium.graph.WalkSettings;

/** An algorithm with its settings; what they refuse together is refused when the plan is made. */
record EmbeddingPlan(Algorithm algorithm, WalkSettings walks, SkipGramSettings training) {
  EmbeddingPlan {
    algorithm.embedding(walks, training);
  }

  /** The embedding of one seed of an experiment, a stage named after both. */
  NodeEmbedding ofSeed(long seed, Stages stages) {
    return embedding(seed, this + ", seed " + seed, stages);
  }

  /** The embedding that draws from a seed, a stage of its own each time it is made. */
  NodeEmbedding embedding(long seed, String stage, Stages stages) {
    NodeEmbedding embedding = algorithm.embedding(walks, training.withSeed(seed));
    return (graph, unheard) -> stages.stage(stage, progress -> embedding.embed(graph, progress));
  }

  Estimate estimate(Adjacency graph) {
    return algorithm.estimate(graph, walks, training);
  }

  /** Says so where the vectors are longer than makes sense. */
  void say(Adjacency graph, Stages stages) {
    if (training.dimension() > graph.size()) {
      stages.say(
          "note: --dimensions is %d for %s; more numbers than nodes say nothing more"
              .formatted(training.dimension(), GraphSummary.count(graph.size(), "node")));
    }
  }

  @Override
  public String toString() {
    return algorithm.toString();
  }
}

package dev.trivium.app.graph;

import dev.trivium.app.console.Count;
import dev.trivium.app.console.Stages;
import dev.trivium.core.sequence.SkipGramSettings;
import dev.trivium.graph.Adjacency;
import dev.trivium.graph.Calibration;
import dev.trivium.graph.Estimate;
import dev.trivium.graph.NodeEmbedding;
import dev.trivium.graph.WalkSettings;
import java.util.function.BiConsumer;

/** An algorithm with its settings; what they refuse together is refused when the plan is made. */
record EmbeddingPlan(Algorithm algorithm, WalkSettings walks, SkipGramSettings training) {
  /** Multiply-adds of a trial, whose hundredth part is done in well under a second. */
  private static final long TRIAL = 30_000_000_000L;

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

  /** Hears of each setting: {@code algorithm.name}, and its value. */
  void configuration(BiConsumer<String, String> setting) {
    algorithm
        .configuration(walks, training)
        .forEach((name, value) -> setting.accept(algorithm + "." + name, value));
  }

  Estimate estimate(Adjacency graph) {
    return algorithm.estimate(graph, walks, training);
  }

  /** About how many seconds it would take, from a trial of one. */
  double seconds(Adjacency graph) {
    EmbeddingPlan small =
        new EmbeddingPlan(algorithm, walks.withWalksPerNode(1), training.withEpochs(1));
    long ofNode = 1 + small.estimate(graph).multiplyAdds() / Math.max(1, graph.size());
    Adjacency piece =
        Calibration.piece(graph, (int) Math.max(64, Math.min(10_000, TRIAL / ofNode)));
    NodeEmbedding trial = algorithm.embedding(small.walks, small.training);
    return Calibration.seconds(progress -> trial.embed(piece, progress))
        * estimate(graph).multiplyAdds()
        / Math.max(1, small.estimate(piece).multiplyAdds());
  }

  /** Says so where the vectors are longer than makes sense. */
  void say(Adjacency graph, Stages stages) {
    if (training.dimension() > graph.size()) {
      stages.say(
          "note: --dimensions is %d for %s; more numbers than nodes say nothing more"
              .formatted(training.dimension(), Count.of(graph.size(), "node")));
    }
  }

  @Override
  public String toString() {
    return algorithm.toString();
  }
}

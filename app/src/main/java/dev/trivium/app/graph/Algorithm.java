package dev.trivium.app.graph;

import dev.trivium.core.sequence.SkipGramSettings;
import dev.trivium.graph.Adjacency;
import dev.trivium.graph.DeepWalk;
import dev.trivium.graph.Estimate;
import dev.trivium.graph.FastRP;
import dev.trivium.graph.FastRPSettings;
import dev.trivium.graph.Node2Vec;
import dev.trivium.graph.NodeEmbedding;
import dev.trivium.graph.WalkSettings;
import java.util.Locale;

/** The ways to embed a graph, made of the options of all. */
enum Algorithm {
  NODE2VEC {
    @Override
    NodeEmbedding embedding(WalkSettings walks, SkipGramSettings training) {
      return new Node2Vec(walks, training);
    }
  },
  DEEPWALK {
    @Override
    NodeEmbedding embedding(WalkSettings walks, SkipGramSettings training) {
      return new DeepWalk(walks, training);
    }
  },
  FASTRP {
    @Override
    NodeEmbedding embedding(WalkSettings walks, SkipGramSettings training) {
      return new FastRP(projection(training));
    }

    @Override
    Estimate estimate(Adjacency graph, WalkSettings walks, SkipGramSettings training) {
      return Estimate.of(graph.size(), graph.arcs(), graph.weighted(), projection(training));
    }

    private static FastRPSettings projection(SkipGramSettings training) {
      return FastRPSettings.DEFAULT.withDimension(training.dimension()).withSeed(training.seed());
    }
  };

  abstract NodeEmbedding embedding(WalkSettings walks, SkipGramSettings training);

  Estimate estimate(Adjacency graph, WalkSettings walks, SkipGramSettings training) {
    return Estimate.of(graph.size(), graph.arcs(), graph.weighted(), walks, training);
  }

  /** As options and reports call it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

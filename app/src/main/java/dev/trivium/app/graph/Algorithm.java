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
import java.util.Map;
import java.util.TreeMap;

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
      return new DeepWalk(uniform(walks), training);
    }

    @Override
    Map<String, String> configuration(WalkSettings walks, SkipGramSettings training) {
      return super.configuration(uniform(walks), training);
    }

    private static WalkSettings uniform(WalkSettings walks) {
      return walks.withP(1).withQ(1);
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

    @Override
    Map<String, String> configuration(WalkSettings walks, SkipGramSettings training) {
      return projection(training).asMap();
    }

    private static FastRPSettings projection(SkipGramSettings training) {
      return FastRPSettings.DEFAULT.withDimension(training.dimension()).withSeed(training.seed());
    }
  };

  abstract NodeEmbedding embedding(WalkSettings walks, SkipGramSettings training);

  Estimate estimate(Adjacency graph, WalkSettings walks, SkipGramSettings training) {
    return Estimate.of(graph.size(), graph.arcs(), graph.weighted(), walks, training);
  }

  /** What it is done with, by name. */
  Map<String, String> configuration(WalkSettings walks, SkipGramSettings training) {
    Map<String, String> all = new TreeMap<>(walks.asMap());
    all.putAll(training.asMap());
    return all;
  }

  /** As options and reports call it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package dev.trivium.graph;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Provenance;
import dev.trivium.core.sequence.SkipGram;
import dev.trivium.core.sequence.SkipGramModel;
import dev.trivium.core.sequence.SkipGramSettings;
import java.util.Map;
import java.util.TreeMap;

/** Walks into skip-gram: what DeepWalk and node2vec have in common. */
record WalkEmbedding(String maker, WalkSettings walks, SkipGramSettings training) {
  EmbeddingTable embed(Adjacency graph, Progress progress) {
    if (graph.size() == 0) {
      throw new TriviumException(
          "the graph to embed has no node; expected at least one, look at what it was read from");
    }
    RandomWalks source = new RandomWalks(graph, walks, training.seed());
    SkipGramModel model = new SkipGram(training).train(source, progress);
    return EmbeddingTable.of(graph.ids(), model.vectors(), provenance(graph));
  }

  private Provenance provenance(Adjacency graph) {
    Map<String, String> configuration = new TreeMap<>(training.asMap());
    configuration.putAll(walks.asMap());
    return Provenance.trained(maker, configuration, training.seed(), graph.fingerprint());
  }
}

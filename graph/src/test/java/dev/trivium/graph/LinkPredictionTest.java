package dev.trivium.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.eval.Figure;
import dev.trivium.core.eval.Report;
import dev.trivium.core.math.FastRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkPredictionTest {
  private static final List<Long> SEEDS = List.of(1L, 2L, 3L);

  /** Two groups, dense inside. */
  private static Adjacency groups() {
    FastRandom random = new FastRandom(7);
    AdjacencyBuilder builder = Adjacency.builder(Graphs.names(80), false);
    for (int u = 0; u < 80; u++) {
      for (int v = 0; v < u; v++) {
        if (random.nextDouble() < (u % 2 == v % 2 ? 0.4 : 0.02)) {
          builder.edge(u, v);
        }
      }
    }
    return builder.build();
  }

  /** Three in four of whose arcs lead back. */
  private static Adjacency mutual() {
    FastRandom random = new FastRandom(8);
    AdjacencyBuilder builder = Adjacency.builder(Graphs.names(80), true);
    for (int e = 0; e < 600; e++) {
      int u = random.nextInt(80);
      int v = random.nextInt(80);
      builder.edge(u, v);
      if (e % 5 > 1) {
        builder.edge(v, u);
      }
    }
    return builder.build();
  }

  /** Knows by heart all it is shown, whichever way round. */
  private static LinkScorer.PairScores cheat(Adjacency train, NodePairs negatives) {
    Map<List<Integer>, Float> heart = new HashMap<>();
    NodePairs edges = NodePairs.edges(train);
    for (int i = 0; i < edges.size(); i++) {
      heart.put(List.of(edges.from(i), edges.to(i)), 1f);
      heart.put(List.of(edges.to(i), edges.from(i)), 1f);
    }
    for (int i = 0; i < negatives.size(); i++) {
      heart.put(List.of(negatives.from(i), negatives.to(i)), -1f);
      heart.put(List.of(negatives.to(i), negatives.from(i)), -1f);
    }
    return pairs -> {
      float[] scores = new float[pairs.size()];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = heart.getOrDefault(List.of(pairs.from(i), pairs.to(i)), 0f);
      }
      return scores;
    };
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoKnowsTheTrainingByHeartKnowsNothing(boolean directed) {
    Adjacency graph = directed ? mutual() : groups();
    for (Negatives kind : Negatives.values()) {
      Report report =
          new LinkPrediction("leak?", seed -> EdgeSplit.of(graph, 0.5, kind, seed))
              .scorer("cheat", (train, negatives, seed) -> cheat(train, negatives))
              .run(SEEDS, Progress.NONE);
      assertThat(report.figure("cheat", "AUC").value()).isEqualTo(0.5);
    }
  }

  @Test
  void whatIsLearntFindsTheGroups() {
    Adjacency graph = groups();
    Report report =
        new LinkPrediction("groups", seed -> EdgeSplit.of(graph, 0.3, seed))
            .configured("holdout", 0.3)
            .embedding(
                "fastrp",
                seed -> new FastRP(FastRPSettings.DEFAULT.withDimension(16).withSeed(seed)),
                List.of(VectorScorer.values()))
            .scorer("common neighbours", LinkIndex.COMMON_NEIGHBORS)
            .run(SEEDS, Progress.NONE);
    assertThat(report.rows()).hasSize(7);
    assertThat(report.figure("fastrp cosine", "AUC").value()).isBetween(0.65, 0.9);
    assertThat(report.figure("fastrp Hadamard", "AUC").value()).isBetween(0.65, 0.9);
    assertThat(report.figure("fastrp L2", "AUC").value()).isBetween(0.65, 0.9);
    assertThat(report.figure("common neighbours", "AUC").value()).isBetween(0.65, 0.9);
    Figure hits = report.figure("common neighbours", "Hits@50");
    assertThat(hits.n()).isEqualTo(3);
    assertThat(hits.margin()).isPositive();
    assertThat(report.seeds()).isEqualTo(SEEDS);
    assertThat(report.toText()).contains("fastrp Hadamard").contains("±");
    assertThat(report.toJson()).contains("\"holdout\" : \"0.3\"").contains("\"MRR\"");
  }

  @Test
  void aSeedRepeats() {
    Adjacency graph = groups();
    LinkPrediction experiment =
        new LinkPrediction("g", seed -> EdgeSplit.of(graph, 0.5, Negatives.DEGREE, seed))
            .embedding(
                "fastrp",
                seed -> new FastRP(FastRPSettings.DEFAULT.withSeed(seed)),
                List.of(VectorScorer.HADAMARD));
    Figure first = experiment.run(SEEDS, Progress.NONE).figure("fastrp Hadamard", "AP");
    assertThat(experiment.run(SEEDS, Progress.NONE).figure("fastrp Hadamard", "AP"))
        .isEqualTo(first);
    assertThat(experiment.run(List.of(4L, 5L, 6L), Progress.NONE).figure("fastrp Hadamard", "AP"))
        .isNotEqualTo(first);
  }

  @Test
  void whatIsMissingIsSaid() {
    LinkPrediction experiment = new LinkPrediction("g", seed -> EdgeSplit.of(groups(), 0.5, seed));
    assertThatThrownBy(() -> experiment.run(List.of(), Progress.NONE))
        .hasMessageContaining("no seed");
    experiment.scorer("a", LinkIndex.JACCARD);
    assertThatThrownBy(() -> experiment.scorer("a", LinkIndex.JACCARD))
        .hasMessageContaining("two scorers are called 'a'");
    experiment.embedding("f", seed -> new FastRP(), List.of(VectorScorer.DOT));
    assertThatThrownBy(
            () -> experiment.embedding("f", seed -> new FastRP(), List.of(VectorScorer.L1)))
        .hasMessage("two embeddings are called 'f'; give each a name of its own");
    List<VectorScorer> twice = List.of(VectorScorer.DOT, VectorScorer.DOT);
    assertThatThrownBy(() -> experiment.embedding("g", seed -> new FastRP(), twice))
        .hasMessage("scorers is [dot, dot] for 'g'; give each once");
    NodePairs none = new NodePairs(new int[0], new int[0]);
    assertThatThrownBy(
            () -> VectorScorer.L1.of(new FastRP().embed(groups())).fit(groups(), none, 1))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("the scorer L1 wants training edges and training negatives");
  }
}

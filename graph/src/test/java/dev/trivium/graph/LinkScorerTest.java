package dev.trivium.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Provenance;
import dev.trivium.core.learn.LogisticModel;
import dev.trivium.core.learn.LogisticRegression;
import dev.trivium.core.learn.LogisticSettings;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.jgrapht.Graph;
import org.jgrapht.alg.interfaces.LinkPredictionAlgorithm;
import org.jgrapht.alg.linkprediction.AdamicAdarIndexLinkPrediction;
import org.jgrapht.alg.linkprediction.CommonNeighborsLinkPrediction;
import org.jgrapht.alg.linkprediction.JaccardCoefficientLinkPrediction;
import org.jgrapht.alg.linkprediction.PreferentialAttachmentLinkPrediction;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LinkScorerTest {
  private static NodePairs allPairs(int n) {
    int[] from = new int[n * n];
    int[] to = new int[n * n];
    for (int i = 0; i < n * n; i++) {
      from[i] = i / n;
      to[i] = i % n;
    }
    return new NodePairs(from, to);
  }

  private static Graph<Integer, DefaultEdge> simple(Adjacency graph) {
    Graph<Integer, DefaultEdge> copy = new SimpleGraph<>(DefaultEdge.class);
    for (int v = 0; v < graph.size(); v++) {
      copy.addVertex(v);
    }
    NodePairs edges = NodePairs.edges(graph);
    for (int e = 0; e < edges.size(); e++) {
      copy.addEdge(edges.from(e), edges.to(e));
    }
    return copy;
  }

  private static LinkPredictionAlgorithm<Integer, DefaultEdge> jgrapht(
      LinkIndex index, Graph<Integer, DefaultEdge> graph) {
    return switch (index) {
      case COMMON_NEIGHBORS -> new CommonNeighborsLinkPrediction<>(graph);
      case ADAMIC_ADAR -> new AdamicAdarIndexLinkPrediction<>(graph);
      case JACCARD -> new JaccardCoefficientLinkPrediction<>(graph);
      case PREFERENTIAL_ATTACHMENT -> new PreferentialAttachmentLinkPrediction<>(graph);
    };
  }

  @ParameterizedTest
  @EnumSource
  void indicesAreJGraphTs(LinkIndex index) {
    Adjacency graph = Graphs.karate();
    LinkPredictionAlgorithm<Integer, DefaultEdge> oracle = jgrapht(index, simple(graph));
    NodePairs pairs = allPairs(34);
    float[] scores = index.fit(graph, pairs, 0).of(pairs);
    for (int i = 0; i < scores.length; i++) {
      if (pairs.from(i) != pairs.to(i)) {
        assertThat((double) scores[i])
            .isCloseTo(oracle.predict(pairs.from(i), pairs.to(i)), within(1e-5));
      }
    }
  }

  @Test
  void indicesOfADirectedGraphLookAtArcsOut() {
    Adjacency graph =
        Adjacency.builder(Graphs.names(5), true).edge(0, 2).edge(1, 2).edge(1, 3).build();
    NodePairs pair = new NodePairs(new int[] {0, 4}, new int[] {1, 4});
    assertThat(LinkIndex.COMMON_NEIGHBORS.fit(graph, pair, 0).of(pair)).containsExactly(1, 0);
    assertThat(LinkIndex.JACCARD.fit(graph, pair, 0).of(pair)).containsExactly(0.5f, 0);
    assertThat(LinkIndex.ADAMIC_ADAR.fit(graph, pair, 0).of(pair)[0])
        .isEqualTo((float) (1 / Math.log(2)));
  }

  @Test
  void preferentialAttachmentIsOfArcsOutAndArcsIn() {
    Adjacency graph =
        Adjacency.builder(Graphs.names(5), true)
            .edge(0, 2)
            .edge(0, 3)
            .edge(0, 4)
            .edge(1, 2)
            .edge(2, 3)
            .build();
    NodePairs pairs = new NodePairs(new int[] {0, 2, 1, 3}, new int[] {2, 0, 3, 2});
    assertThat(LinkIndex.PREFERENTIAL_ATTACHMENT.fit(graph, pairs, 0).of(pairs))
        .containsExactly(6, 0, 2, 0);
  }

  private static EmbeddingTable table(List<String> ids, int d) {
    FastRandom random = new FastRandom(4);
    Matrix matrix = Matrix.zeros(ids.size(), d);
    for (int i = 0; i < matrix.array().length; i++) {
      matrix.array()[i] = (float) random.nextGaussian();
    }
    return EmbeddingTable.of(ids, matrix, Provenance.of("test", "test"));
  }

  /** Rows in another order than the nodes', and none for the last. */
  private static EmbeddingTable shuffled(Adjacency graph) {
    List<String> ids = new ArrayList<>(graph.ids().subList(0, graph.size() - 1));
    ids.add(0, ids.remove(ids.size() - 1));
    return table(ids, 6);
  }

  private static double product(EmbeddingTable table, String a, String b) {
    double sum = 0;
    for (int c = 0; c < table.dimension() && table.contains(a) && table.contains(b); c++) {
      sum += (double) table.vector(a)[c] * table.vector(b)[c];
    }
    return sum;
  }

  @Test
  void productsAreOfTheVectorsOfTheIds() {
    Adjacency graph = Graphs.karate();
    EmbeddingTable table = shuffled(graph);
    NodePairs pairs = allPairs(34);
    float[] dots = VectorScorer.DOT.of(table).fit(graph, pairs, 0).of(pairs);
    float[] cosines = VectorScorer.COSINE.of(table).fit(graph, pairs, 0).of(pairs);
    for (int i = 0; i < dots.length; i++) {
      String a = graph.ids().get(pairs.from(i));
      String b = graph.ids().get(pairs.to(i));
      double lengths = Math.sqrt(product(table, a, a) * product(table, b, b));
      assertThat((double) dots[i]).isCloseTo(product(table, a, b), within(1e-5));
      assertThat((double) cosines[i])
          .isCloseTo(lengths == 0 ? 0 : product(table, a, b) / lengths, within(1e-5));
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"COSINE", "DOT"})
  void regressionIsOverTheFeaturesOfTheTable(VectorScorer scorer) {
    DoubleBinaryOperator feature =
        switch (scorer) {
          case HADAMARD -> (a, b) -> a * b;
          case AVERAGE -> (a, b) -> (a + b) / 2;
          case L1 -> (a, b) -> Math.abs(a - b);
          default -> (a, b) -> Math.pow(a - b, 2);
        };
    Adjacency graph = Graphs.karate();
    EdgeSplit split = EdgeSplit.of(graph, 0.3, 1);
    EmbeddingTable table = table(graph.ids(), 6);
    NodePairs edges = NodePairs.edges(split.train());
    assertThat(split.trainNegatives().size()).as("all edges are used").isEqualTo(edges.size());
    BitSet members = new BitSet();
    members.set(0, edges.size());
    LogisticModel model =
        new LogisticRegression(LogisticSettings.DEFAULT.withStandardize(true))
            .fit(
                features(table, feature, edges)
                    .stacked(features(table, feature, split.trainNegatives())),
                List.of(members));
    Matrix expected = model.decisions(features(table, feature, split.positives()));
    float[] scores =
        scorer.of(table).fit(split.train(), split.trainNegatives(), 1).of(split.positives());
    for (int i = 0; i < scores.length; i++) {
      assertThat(scores[i]).isCloseTo(expected.get(i, 0), within(1e-3f));
    }
  }

  private static Matrix features(EmbeddingTable table, DoubleBinaryOperator op, NodePairs pairs) {
    Matrix features = Matrix.zeros(pairs.size(), table.dimension());
    for (int i = 0; i < features.array().length; i++) {
      int pair = i / table.dimension();
      int c = i % table.dimension();
      features.array()[i] =
          (float)
              op.applyAsDouble(
                  table.matrix().get(pairs.from(pair), c), table.matrix().get(pairs.to(pair), c));
    }
    return features;
  }
}

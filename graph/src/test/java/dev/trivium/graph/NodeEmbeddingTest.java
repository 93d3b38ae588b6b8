package dev.trivium.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.math.Vectors;
import dev.trivium.core.sequence.SkipGramSettings;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every node embedding keeps to. */
class NodeEmbeddingTest {
  /** Who stayed with Mr. Hi (member 1) when the club broke; the rest went with member 34. */
  private static final Set<Integer> MR_HI =
      Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 17, 18, 20, 22);

  private static final SkipGramSettings TRAINING =
      SkipGramSettings.WALKS.withDimension(32).withWindow(5).withEpochs(2);
  private static final WalkSettings WALKS = new WalkSettings(40, 20, 1, 1);

  static Stream<NodeEmbedding> embeddings() {
    return Stream.of(
        new DeepWalk(WALKS, TRAINING),
        new Node2Vec(WALKS.withP(0.5).withQ(2), TRAINING),
        new FastRP(FastRPSettings.DEFAULT.withDimension(32)));
  }

  @ParameterizedTest
  @MethodSource("embeddings")
  void theClubFallsApartAsItDid(NodeEmbedding embedding) {
    EmbeddingTable table = embedding.embed(Graphs.karate());
    float[] hi = mean(table, true);
    float[] john = mean(table, false);
    int right = 0;
    for (int m = 1; m <= 34; m++) {
      float[] vector = table.matrix().row(m - 1);
      boolean nearer = Vectors.cosine(vector, hi) > Vectors.cosine(vector, john);
      right += nearer == MR_HI.contains(m) ? 1 : 0;
    }
    assertThat(right).isGreaterThanOrEqualTo(32);
  }

  private static float[] mean(EmbeddingTable table, boolean hi) {
    float[] mean = new float[table.dimension()];
    for (int m = 1; m <= 34; m++) {
      if (MR_HI.contains(m) == hi) {
        float[] row = table.matrix().row(m - 1);
        Vectors.axpy(1 / Vectors.norm(row, 0, row.length), row, 0, mean, 0, mean.length);
      }
    }
    return mean;
  }

  @ParameterizedTest
  @MethodSource("embeddings")
  void theSameBytesComeTwiceAndTheSpaceIsNamedAfterTheGraph(NodeEmbedding embedding) {
    EmbeddingTable a = embedding.embed(Graphs.karate());
    EmbeddingTable b = embedding.embed(Graphs.karate());
    assertThat(a.matrix()).isEqualTo(b.matrix());
    assertThat(a.space()).isEqualTo(b.space());
    assertThat(a.provenance().configuration()).containsEntry("dimension", "32");
    EmbeddingTable other = embedding.embed(Graphs.random(5, 9, false, false, 1));
    assertThat(other.space()).isNotEqualTo(a.space());
  }

  @ParameterizedTest
  @MethodSource("embeddings")
  void isolatedNodesAndDeadEndsHaveARow(NodeEmbedding embedding) {
    Adjacency graph = Adjacency.builder(Graphs.names(4), true).edge(0, 1).edge(1, 2).build();
    EmbeddingTable table = embedding.embed(graph);
    assertThat(table.ids()).containsExactly("n0", "n1", "n2", "n3");
    assertThat(table.vector("n3")).containsOnly(0);
    for (String id : List.of("n0", "n1", "n2")) {
      assertThat(Vectors.norm(table.vector(id), 0, 32)).as(id).isPositive();
    }
  }

  @ParameterizedTest
  @MethodSource("embeddings")
  void anyJGraphTGraphGoesIn(NodeEmbedding embedding) {
    Graph<Integer, DefaultEdge> graph = new SimpleGraph<>(DefaultEdge.class);
    for (int v : List.of(3, 1, 2)) {
      graph.addVertex(v);
    }
    graph.addEdge(1, 2);
    EmbeddingTable table = embedding.embed(graph, v -> "#" + v);
    assertThat(table.ids()).containsExactly("#3", "#1", "#2");
    assertThat(table.dimension()).isEqualTo(32);
  }

  @ParameterizedTest
  @MethodSource("embeddings")
  void anEmptyGraphGetsItsSentence(NodeEmbedding embedding) {
    assertThatThrownBy(() -> embedding.embed(Adjacency.builder(List.of(), false).build()))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("has no node");
  }

  @Test
  void withoutPreferencesNode2VecIsDeepWalk() {
    EmbeddingTable a = new DeepWalk(WALKS, TRAINING).embed(Graphs.karate());
    EmbeddingTable b = new Node2Vec(WALKS, TRAINING).embed(Graphs.karate());
    assertThat(a.matrix()).isEqualTo(b.matrix());
    assertThat(a.provenance().configuration()).containsKeys("p", "walkLength", "window");
    assertThat(a.space()).startsWith("deepwalk-").isNotEqualTo(b.space());
    assertThatThrownBy(() -> new DeepWalk(WALKS.withP(2), TRAINING))
        .hasMessageContaining("p is 2.0 and q is 1.0; DeepWalk's walks know neither");
  }
}

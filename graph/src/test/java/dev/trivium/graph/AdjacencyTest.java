package dev.trivium.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trivium.core.TriviumException;
import dev.trivium.core.math.FastRandom;
import java.util.List;
import org.jgrapht.Graph;
import org.jgrapht.Graphs;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.DirectedWeightedPseudograph;
import org.jgrapht.graph.Multigraph;
import org.jgrapht.graph.SimpleDirectedGraph;
import org.jgrapht.graph.SimpleGraph;
import org.jgrapht.graph.WeightedPseudograph;
import org.junit.jupiter.api.Test;

class AdjacencyTest {
  @Test
  void aSimpleGraphIsReadBothWays() {
    Graph<Integer, DefaultEdge> graph = new SimpleGraph<>(DefaultEdge.class);
    Graphs.addAllVertices(graph, List.of(7, 3, 5, 9));
    graph.addEdge(7, 3);
    graph.addEdge(5, 7);
    Adjacency a = Adjacency.of(graph, v -> "v" + v);
    assertThat(a.ids()).containsExactly("v7", "v3", "v5", "v9");
    assertThat(a.toString()).isEqualTo("Adjacency[4 nodes, 4 undirected arcs]");
    assertThat(a.degree(0)).isEqualTo(2);
    assertThat(a.neighbor(0, 0)).isEqualTo(1);
    assertThat(a.neighbor(0, 1)).isEqualTo(2);
    assertThat(a.hasArc(a.node("v3"), a.node("v7"))).isTrue();
    assertThat(a.hasArc(1, 2)).isFalse();
    assertThat(a.isolated()).isEqualTo(1);
    assertThat(a.weighted()).isFalse();
    assertThat(a.node("v1")).isEqualTo(-1);
  }

  @Test
  void aDirectedGraphIsReadOneWay() {
    Graph<String, DefaultEdge> graph = new SimpleDirectedGraph<>(DefaultEdge.class);
    Graphs.addAllVertices(graph, List.of("a", "b"));
    graph.addEdge("a", "b");
    Adjacency a = Adjacency.of(graph, v -> v);
    assertThat(a.directed()).isTrue();
    assertThat(a.hasArc(0, 1)).isTrue();
    assertThat(a.hasArc(1, 0)).isFalse();
    assertThat(a.isolated()).isZero();
  }

  @Test
  void parallelEdgesAddUpAndLoopsStayOnce() {
    Graph<String, DefaultWeightedEdge> graph = new WeightedPseudograph<>(DefaultWeightedEdge.class);
    Graphs.addAllVertices(graph, List.of("a", "b"));
    Graphs.addEdge(graph, "a", "b", 2);
    Graphs.addEdge(graph, "b", "a", 0.5);
    Graphs.addEdge(graph, "a", "a", 3);
    Adjacency a = Adjacency.of(graph, v -> v);
    assertThat(a.arcs()).isEqualTo(3);
    assertThat(a.weight(0, 0)).isEqualTo(3);
    assertThat(a.weight(0, 1)).isEqualTo(2.5f);
    assertThat(a.weight(1, 0)).isEqualTo(2.5f);

    Graph<String, DefaultEdge> multi = new Multigraph<>(DefaultEdge.class);
    Graphs.addAllVertices(multi, List.of("a", "b"));
    multi.addEdge("a", "b");
    multi.addEdge("a", "b");
    assertThat(Adjacency.of(multi, v -> v).weight(1, 0)).isEqualTo(2);
  }

  @Test
  void rowsAreSortedAndHoldWhatWasPutIn() {
    FastRandom random = new FastRandom(1);
    for (int trial = 0; trial < 50; trial++) {
      int n = 1 + random.nextInt(20);
      boolean directed = random.nextInt(2) == 0;
      double[][] dense = new double[n][n];
      AdjacencyBuilder builder = Adjacency.builder(dev.trivium.graph.Graphs.names(n), directed);
      for (int e = random.nextInt(80); e > 0; e--) {
        int u = random.nextInt(n);
        int v = random.nextInt(n);
        double w = 1 + random.nextInt(3);
        builder.edge(u, v, w);
        dense[u][v] += w;
        dense[v][u] += directed || u == v ? 0 : w;
      }
      Adjacency a = builder.build();
      for (int u = 0; u < n; u++) {
        for (int i = 1; i < a.degree(u); i++) {
          assertThat(a.neighbor(u, i)).isGreaterThan(a.neighbor(u, i - 1));
        }
        for (int v = 0; v < n; v++) {
          assertThat(dev.trivium.graph.Graphs.weight(a, u, v)).isCloseTo(dense[u][v], within(1e-6));
        }
      }
    }
  }

  @Test
  void weightsThatAreNoneGetTheirSentence() {
    Graph<String, DefaultWeightedEdge> graph =
        new DirectedWeightedPseudograph<>(DefaultWeightedEdge.class);
    Graphs.addAllVertices(graph, List.of("a", "b"));
    DefaultWeightedEdge edge = graph.addEdge("a", "b");
    for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e300, 1e-300}) {
      graph.setEdgeWeight(edge, bad);
      assertThatThrownBy(() -> Adjacency.of(graph, v -> v))
          .isInstanceOf(TriviumException.class)
          .hasMessage(
              "the edge 'a' – 'b' has weight "
                  + bad
                  + "; expected a finite number above 0, mend it or drop the edge");
    }
  }

  @Test
  void weightsThatAddUpToInfinityGetTheirSentence() {
    AdjacencyBuilder heavy =
        Adjacency.builder(List.of("a", "b", "c"), false)
            .edge(0, 1)
            .edge(1, 2, 3e38)
            .edge(2, 1, 3e38);
    assertThatThrownBy(heavy::build)
        .isInstanceOf(TriviumException.class)
        .hasMessageStartingWith("the weights of the edges 'b' – 'c' add up to more than 3.4e38");
  }

  @Test
  void idsMustDiffer() {
    Graph<String, DefaultEdge> graph = new SimpleGraph<>(DefaultEdge.class);
    Graphs.addAllVertices(graph, List.of("a", "b"));
    assertThatThrownBy(() -> Adjacency.of(graph, v -> "x"))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("nodes 0 and 1 are both called 'x'");
    assertThatThrownBy(() -> Adjacency.builder(List.of("a"), false).edge(0, 1))
        .hasMessageContaining("node 1 of an edge is not among the 1 nodes");
  }

  @Test
  void aFingerprintFollowsFromContentAlone() {
    List<String> ids = List.of("a", "b", "c");
    String one = Adjacency.builder(ids, false).edge(0, 1).edge(1, 2).build().fingerprint();
    assertThat(Adjacency.builder(ids, false).edge(2, 1).edge(1, 0).build().fingerprint())
        .isEqualTo(one);
    assertThat(
            List.of(
                Adjacency.builder(ids, false).edge(0, 1).build().fingerprint(),
                Adjacency.builder(ids, false).edge(0, 1, 2).edge(1, 2).build().fingerprint(),
                Adjacency.builder(ids, true).edge(0, 1).edge(1, 2).build().fingerprint(),
                Adjacency.builder(List.of("a", "b", "d"), false)
                    .edge(0, 1)
                    .edge(1, 2)
                    .build()
                    .fingerprint(),
                one))
        .doesNotHaveDuplicates();
  }
}

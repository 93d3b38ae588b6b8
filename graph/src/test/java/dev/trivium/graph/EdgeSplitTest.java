package dev.trivium.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.TriviumException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EdgeSplitTest {
  private static int components(Adjacency graph) {
    Components components = new Components(graph.size());
    int n = graph.size();
    for (int v = 0; v < graph.size(); v++) {
      for (int i = 0; i < graph.degree(v); i++) {
        n -= components.join(v, graph.neighbor(v, i)) ? 1 : 0;
      }
    }
    return n;
  }

  private static Set<List<Integer>> pairs(NodePairs pairs, boolean directed) {
    Set<List<Integer>> set = new HashSet<>();
    for (int i = 0; i < pairs.size(); i++) {
      int u = pairs.from(i);
      int v = pairs.to(i);
      assertThat(u).isNotEqualTo(v);
      assertThat(directed || u < v).isTrue();
      set.add(List.of(u, v));
    }
    assertThat(set).hasSize(pairs.size());
    return set;
  }

  @Test
  void nothingLeaksAndNothingComesLoose() {
    for (int seed = 0; seed < 60; seed++) {
      boolean directed = seed % 2 == 0;
      Adjacency graph = Graphs.random(40, 200, directed, seed % 3 == 0, seed);
      EdgeSplit split = EdgeSplit.of(graph, 0.4, seed);
      Adjacency train = split.train();
      for (List<Integer> pair : pairs(split.positives(), directed)) {
        int u = pair.get(0);
        int v = pair.get(1);
        assertThat(graph.hasArc(u, v)).isTrue();
        assertThat(train.hasArc(u, v)).isFalse();
        assertThat(directed || !train.hasArc(v, u)).isTrue();
      }
      for (List<Integer> pair : pairs(split.negatives(), directed)) {
        int u = pair.get(0);
        int v = pair.get(1);
        assertThat(graph.hasArc(u, v)).isFalse();
      }
      assertThat(split.negatives().size()).isEqualTo(split.positives().size());
      assertThat(components(train)).isEqualTo(components(graph));
      assertThat(train.isolated()).isEqualTo(graph.isolated());
      assertThat(train.arcs() + split.positives().size() * (directed ? 1 : 2))
          .isEqualTo(graph.arcs());
      for (int v = 0; v < graph.size(); v++) {
        for (int i = 0; i < train.degree(v); i++) {
          assertThat((double) train.weight(v, i))
              .isEqualTo(Graphs.weight(graph, v, train.neighbor(v, i)));
        }
      }
    }
  }

  @Test
  void negativesAreUniformAmongPairsWithoutAnEdge() {
    Adjacency graph = Graphs.random(10, 24, false, false, 4);
    long[] seen = new long[100];
    double[] law = new double[100];
    for (int u = 0; u < 10; u++) {
      for (int v = u + 1; v < 10; v++) {
        law[10 * u + v] = graph.hasArc(u, v) ? 0 : 1;
      }
    }
    for (int seed = 0; seed < 8000; seed++) {
      EdgeSplit split = EdgeSplit.of(graph, 0.1, seed);
      seen[10 * split.negatives().from(0) + split.negatives().to(0)]++;
    }
    Chi chi = new Chi();
    chi.add(seen, law);
    assertThat(chi.z()).isBetween(-4.0, 4.0);
  }

  @Test
  void aSeedRepeats() {
    Adjacency graph = Graphs.karate();
    EdgeSplit a = EdgeSplit.of(graph, 0.3, 5);
    EdgeSplit b = EdgeSplit.of(graph, 0.3, 5);
    assertThat(a.train().fingerprint()).isEqualTo(b.train().fingerprint());
    assertThat(pairs(a.negatives(), false)).isEqualTo(pairs(b.negatives(), false));
    assertThat(EdgeSplit.of(graph, 0.3, 6).train().fingerprint())
        .isNotEqualTo(a.train().fingerprint());
  }

  @Test
  void whatCannotBeSplitIsSaid() {
    Adjacency path = Adjacency.builder(Graphs.names(5), false).edge(0, 1).edge(1, 2).build();
    assertThatThrownBy(() -> EdgeSplit.of(path, 0.5, 1))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("0 can go without a part of the graph coming loose");
    AdjacencyBuilder complete = Adjacency.builder(Graphs.names(6), false);
    for (int u = 0; u < 6; u++) {
      for (int v = 0; v < u; v++) {
        complete.edge(u, v);
      }
    }
    assertThatThrownBy(() -> EdgeSplit.of(complete.build(), 0.5, 1))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("7 pairs without an edge are wanted, and the graph has 0");
    assertThatThrownBy(() -> EdgeSplit.of(path, 1, 1)).hasMessageContaining("share is 1.0; choose");
  }
}

package dev.trivium.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.TriviumException;
import dev.trivium.core.math.FastRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @EnumSource
  void nothingLeaksAndNothingComesLoose(Negatives kind) {
    for (int seed = 0; seed < 60; seed++) {
      boolean directed = seed % 2 == 0;
      Adjacency graph = Graphs.random(40, 200, directed, seed % 3 == 0, seed);
      EdgeSplit split = EdgeSplit.of(graph, 0.3, kind, seed);
      Adjacency train = split.train();
      requireApart(graph, split);
      assertThat(split.trainNegatives().size()).isBetween(1, NodePairs.edges(train).size());
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

  /** Arcs there and back are all a graph has, or a share of what it has. */
  @ParameterizedTest
  @ValueSource(doubles = {0.0, 0.5, 1.0})
  void arcsThereAndBackAreHeldOutTogether(double mutual) {
    for (int seed = 0; seed < 30; seed++) {
      FastRandom random = new FastRandom(seed);
      AdjacencyBuilder builder = Adjacency.builder(Graphs.names(40), true);
      for (int e = 0; e < 150; e++) {
        int u = random.nextInt(40);
        int v = random.nextInt(40);
        builder.edge(u, v);
        if (random.nextDouble() < mutual) {
          builder.edge(v, u);
        }
      }
      Adjacency graph = builder.build();
      EdgeSplit split = EdgeSplit.of(graph, 0.3, seed);
      int wanted = (int) (0.3 * NodePairs.edges(graph).size());
      assertThat(split.positives().size()).isBetween(wanted, wanted + 1);
      assertThat(components(split.train())).isEqualTo(components(graph));
      requireApart(graph, split);
      Set<List<Integer>> positives = pairs(split.positives(), true);
      for (List<Integer> pair : positives) {
        boolean back = graph.hasArc(pair.get(1), pair.get(0));
        assertThat(positives.contains(List.of(pair.get(1), pair.get(0)))).isEqualTo(back);
      }
    }
  }

  /** No pair in two of the four, nor the other way round; no edge among the negatives. */
  private static void requireApart(Adjacency graph, EdgeSplit split) {
    boolean directed = graph.directed();
    Set<List<Integer>> train = pairs(NodePairs.edges(split.train()), directed);
    Set<List<Integer>> all = new HashSet<>(train);
    int size = all.size();
    for (List<Integer> pair : pairs(split.positives(), directed)) {
      assertThat(graph.hasArc(pair.get(0), pair.get(1))).isTrue();
      assertThat(all.add(pair)).isTrue();
      assertThat(train.contains(List.of(pair.get(1), pair.get(0)))).isFalse();
    }
    for (NodePairs negatives : List.of(split.negatives(), split.trainNegatives())) {
      for (List<Integer> pair : pairs(negatives, directed)) {
        assertThat(graph.hasArc(pair.get(0), pair.get(1))).isFalse();
        assertThat(all.add(pair)).isTrue();
        assertThat(all.contains(List.of(pair.get(1), pair.get(0)))).isFalse();
      }
      size += negatives.size();
    }
    assertThat(split.negatives().size()).isEqualTo(split.positives().size());
    assertThat(all).hasSize(size + split.positives().size());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void twoHopNegativesAreOpenTrianglesEachAsLikely(boolean directed) {
    Adjacency graph = Graphs.random(10, 16, directed, false, 3);
    double[] law = new double[100];
    for (int u = 0; u < 10; u++) {
      for (int i = 0; i < graph.degree(u); i++) {
        int w = graph.neighbor(u, i);
        for (int j = 0; j < graph.degree(w); j++) {
          int v = graph.neighbor(w, j);
          if (u != v && !graph.hasArc(u, v) && !graph.hasArc(v, u)) {
            law[directed ? 10 * u + v : 10 * Math.min(u, v) + Math.max(u, v)]++;
          }
        }
      }
    }
    requireLaw(graph, Negatives.TWO_HOP, graph, NodePairs.edges(graph), law);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void degreeNegativesHaveTheEndsOfEdges(boolean directed) {
    Adjacency graph = Graphs.random(10, 16, directed, false, 5);
    NodePairs edges = NodePairs.edges(graph);
    double[] out = new double[10];
    double[] in = new double[10];
    for (int e = 0; e < edges.size(); e++) {
      out[edges.from(e)]++;
      in[edges.to(e)]++;
      out[edges.to(e)] += directed ? 0 : 1;
      in[edges.from(e)] += directed ? 0 : 1;
    }
    double[] law = new double[100];
    for (int u = 0; u < 10; u++) {
      for (int v = 0; v < 10; v++) {
        if (u != v && !graph.hasArc(u, v) && !graph.hasArc(v, u)) {
          law[directed ? 10 * u + v : 10 * Math.min(u, v) + Math.max(u, v)] += out[u] * in[v];
        }
      }
    }
    requireLaw(graph, Negatives.DEGREE, graph, edges, law);
  }

  private static void requireLaw(
      Adjacency whole, Negatives kind, Adjacency known, NodePairs edges, double[] law) {
    long[] seen = new long[law.length];
    for (int seed = 0; seed < 8000; seed++) {
      NodePairs one = new NonEdges(whole, new FastRandom(seed)).require(kind, 1, known, edges);
      seen[10 * one.from(0) + one.to(0)]++;
    }
    for (int pair = 0; pair < law.length; pair++) {
      assertThat(law[pair] > 0 || seen[pair] == 0).isTrue();
    }
    Chi chi = new Chi();
    chi.add(seen, law);
    assertThat(chi.z()).isBetween(-4.0, 4.0);
  }

  /** Training negatives must not tell of the held-out edges: their law knows the training graph. */
  @Test
  void trainingNegativesAreDrawnByTheTrainingGraph() {
    for (int seed = 0; seed < 20; seed++) {
      EdgeSplit split =
          EdgeSplit.of(Graphs.random(60, 240, false, false, seed), 0.4, Negatives.TWO_HOP, seed);
      NodePairs negatives = split.trainNegatives();
      float[] common = LinkIndex.COMMON_NEIGHBORS.fit(split.train(), negatives, 0).of(negatives);
      for (float c : common) {
        assertThat(c).isPositive();
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
        .hasMessage(
            "none of the 2 edges can be held out, each is needed to keep the graph together; links are predicted in a graph with cycles");
    Adjacency triangle =
        Adjacency.builder(Graphs.names(9), false).edge(0, 1).edge(1, 2).edge(2, 0).build();
    assertThatThrownBy(() -> EdgeSplit.of(triangle, 0.9, 1))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("1 can go without a part of the graph coming loose; choose a share");
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
    Adjacency cliques =
        Adjacency.builder(Graphs.names(8), false)
            .edge(0, 1)
            .edge(1, 2)
            .edge(2, 0)
            .edge(3, 4)
            .edge(4, 5)
            .edge(5, 3)
            .build();
    assertThatThrownBy(() -> EdgeSplit.of(cliques, 0.2, Negatives.TWO_HOP, 1))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("1 two-hop pairs without an edge are wanted, and 0 were found");
  }
}

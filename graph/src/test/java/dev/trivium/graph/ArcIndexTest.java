package dev.trivium.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArcIndexTest {
  @Test
  void itKnowsEveryArcAndNoOther() {
    for (int seed = 0; seed < 30; seed++) {
      Adjacency graph = Graphs.random(60, seed * seed * 4, seed % 2 == 0, false, seed);
      ArcIndex index = new ArcIndex(graph);
      for (int u = 0; u < 60; u++) {
        for (int v = 0; v < 60; v++) {
          assertThat(index.contains(u, v)).isEqualTo(graph.hasArc(u, v));
        }
      }
    }
  }
}

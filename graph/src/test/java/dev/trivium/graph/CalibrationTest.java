package dev.trivium.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  @Test
  void aPieceHoldsAllEdgesBetweenItsNodesAndIsConnectedAsTheGraphIs() {
    for (boolean directed : new boolean[] {false, true}) {
      Adjacency graph = Graphs.random(300, 1500, directed, true, 7);
      Adjacency piece = Calibration.piece(graph, 60);
      assertThat(piece.size()).isEqualTo(60);
      assertThat(piece.directed()).isEqualTo(directed);
      for (int v = 0; v < 60; v++) {
        for (int x = 0; x < 60; x++) {
          double whole =
              Graphs.weight(graph, graph.node(piece.ids().get(v)), graph.node(piece.ids().get(x)));
          assertThat(Graphs.weight(piece, v, x)).isEqualTo(whole);
        }
      }
      assertThat(piece.edges()).isGreaterThan(58);
    }
  }

  @Test
  void aPieceOfAllIsAll() {
    Adjacency karate = Graphs.karate();
    Adjacency piece = Calibration.piece(karate, 1000);
    assertThat(piece.ids()).containsExactlyInAnyOrderElementsOf(karate.ids());
    assertThat(piece.edges()).isEqualTo(karate.edges());
  }

  @Test
  void longWorkIsToldFromAMomentOfIt() {
    long start = System.nanoTime();
    double seconds =
        Calibration.seconds(
            progress -> {
              for (int i = 1; i <= 1000; i++) {
                LockSupport.parkNanos(20_000_000);
                progress.at(i, 1000);
              }
            });
    assertThat(seconds).isBetween(18.0, 60.0);
    assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(5));
  }

  @Test
  void shortWorkIsMeasuredWhole() {
    assertThat(Calibration.seconds(progress -> LockSupport.parkNanos(30_000_000)))
        .isBetween(0.03, 5.0);
  }
}

package dev.trivium.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trivium.core.TriviumException;
import dev.trivium.core.math.Matrix;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** Held to the formula, worked in dense matrices of doubles. */
class FastRPTest {
  private static final int N = 30;
  private static final int D = 24;
  private static final FastRPSettings SETTINGS =
      new FastRPSettings(D, -0.5, List.of(0.3, -1.0, 2.0), 3, 5);

  /** The signs of R: where each node has a loop and nothing else, a vector is its row of R. */
  private static double[][] signs() {
    AdjacencyBuilder loops = Adjacency.builder(Graphs.names(N), false);
    for (int v = 0; v < N; v++) {
      loops.edge(v, v);
    }
    Matrix rows = new FastRP(SETTINGS.withWeights(List.of(1.0))).embed(loops.build()).matrix();
    double[][] signs = new double[N][D];
    for (int v = 0; v < N; v++) {
      for (int c = 0; c < D; c++) {
        signs[v][c] = Math.signum(rows.get(v, c));
      }
    }
    return signs;
  }

  private static double[][] dense(Adjacency graph) {
    double[][] weights = new double[N][N];
    double[] in = new double[N];
    double all = 0;
    for (int v = 0; v < N; v++) {
      for (int x = 0; x < N; x++) {
        weights[v][x] = Graphs.weight(graph, v, x);
        in[x] += weights[v][x];
        all += weights[v][x];
      }
    }
    double[][] power = signs();
    for (int v = 0; v < N; v++) {
      double scale = in[v] == 0 ? 0 : Math.sqrt(3) * Math.pow(in[v] / all, -0.5);
      for (int c = 0; c < D; c++) {
        power[v][c] *= scale;
      }
    }
    double[][] sum = new double[N][D];
    for (double weight : SETTINGS.weights()) {
      power = step(weights, power);
      for (int v = 0; v < N; v++) {
        double length = length(power[v]);
        for (int c = 0; c < D; c++) {
          sum[v][c] += length == 0 ? 0 : weight * power[v][c] / length;
        }
      }
    }
    return sum;
  }

  private static double[][] step(double[][] weights, double[][] power) {
    double[][] next = new double[N][D];
    for (int v = 0; v < N; v++) {
      double out = 0;
      for (double weight : weights[v]) {
        out += weight;
      }
      for (int c = 0; c < D; c++) {
        for (int x = 0; x < N; x++) {
          next[v][c] += out == 0 ? 0 : weights[v][x] / out * power[x][c];
        }
        next[v][c] = out == 0 ? power[v][c] : next[v][c];
      }
    }
    return next;
  }

  private static double length(double[] row) {
    double squares = 0;
    for (double x : row) {
      squares += x * x;
    }
    return Math.sqrt(squares);
  }

  @Test
  void isTheFormula() {
    for (int seed = 0; seed < 12; seed++) {
      Adjacency graph = Graphs.random(N, 60, seed % 2 == 0, seed % 3 == 0, seed);
      Matrix rows = new FastRP(SETTINGS).embed(graph).matrix();
      double[][] expected = dense(graph);
      for (int v = 0; v < N; v++) {
        double length = length(expected[v]);
        for (int c = 0; c < D; c++) {
          double value = length == 0 ? 0 : expected[v][c] / length;
          assertThat((double) rows.get(v, c)).isCloseTo(value, within(1e-5));
        }
      }
    }
  }

  @Test
  void aThirdOfTheProjectionIsNotZeroAndSignsAreEven() {
    int positive = 0;
    int negative = 0;
    for (double[] row : signs()) {
      for (double sign : row) {
        positive += sign > 0 ? 1 : 0;
        negative += sign < 0 ? 1 : 0;
      }
    }
    // 720 numbers, each sign 120 expected, standard deviation 10
    assertThat(positive).isBetween(80, 160);
    assertThat(negative).isBetween(80, 160);
  }

  @Test
  void threadsDoNotMatter() throws Exception {
    Adjacency graph = Graphs.random(5000, 40000, false, true, 3);
    ForkJoinPool one = new ForkJoinPool(1);
    Matrix alone = one.submit(() -> new FastRP().embed(graph).matrix()).get();
    one.shutdown();
    assertThat(new FastRP().embed(graph).matrix()).isEqualTo(alone);
  }

  @Test
  void vectorsBeyondOneArrayAreRefused() {
    FastRP huge = new FastRP(FastRPSettings.DEFAULT.withDimension(1 << 30));
    assertThatThrownBy(() -> huge.embed(Graphs.karate()))
        .isInstanceOf(TriviumException.class)
        .hasMessage(
            "34 vectors of 1073741824 numbers are more than one array holds; choose at most 63161283 dimensions");
  }

  @Test
  void settingsSayWhatIsWrong() {
    assertThatThrownBy(() -> SETTINGS.withDimension(0)).hasMessageContaining("dimension is 0");
    assertThatThrownBy(() -> SETTINGS.withWeights(List.of(0.0, 0.0)))
        .hasMessageContaining("weights is [0.0, 0.0]; choose finite numbers, not all 0");
    assertThatThrownBy(() -> SETTINGS.withNormalization(Double.NaN))
        .hasMessageContaining("normalization is NaN");
    assertThatThrownBy(() -> SETTINGS.withNormalization(-2.1))
        .hasMessageContaining("normalization is -2.1; choose a number from -2 to 2");
  }

  @Test
  void theLargestExponentsLoseNoNode() {
    AdjacencyBuilder star = Adjacency.builder(Graphs.names(100_002), false);
    for (int v = 2; v < 100_002; v++) {
      star.edge(0, v);
    }
    star.edge(1, 2);
    for (double exponent : List.of(-2.0, 2.0)) {
      Matrix rows = new FastRP(SETTINGS.withNormalization(exponent)).embed(star.build()).matrix();
      for (int v = 0; v < 100; v++) {
        double squares = 0;
        for (float x : rows.row(v)) {
          squares += x * x;
        }
        assertThat(squares).isCloseTo(1, within(1e-4));
      }
    }
  }
}

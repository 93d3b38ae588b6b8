package dev.trivium.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held to the definition: what is solved, multiplied by A, is the right-hand side again. */
class PositiveDefiniteSystemTest {
  private static double[] positive(int n) {
    FastRandom random = new FastRandom(n);
    double[] b = new double[n * n];
    for (int i = 0; i < b.length; i++) {
      b[i] = random.nextGaussian();
    }
    double[] a = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          a[i * n + j] += b[i * n + k] * b[j * n + k] / n;
        }
      }
      a[i * n + i]++;
    }
    return a;
  }

  private static double times(double[] a, int n, Matrix x, int r, int c) {
    double sum = 0;
    for (int k = 0; k < n; k++) {
      sum += a[r * n + k] * x.get(k, c);
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 63, 64, 65, 130})
  void solves(int n) {
    double[] a = positive(n);
    PositiveDefiniteSystem system = new PositiveDefiniteSystem(a.clone(), n);
    Matrix right = Matrix.zeros(n, 70);
    FastRandom random = new FastRandom(5);
    for (int i = 0; i < right.array().length; i++) {
      right.array()[i] = (float) random.nextGaussian();
    }
    Matrix x = system.solve(right);
    Matrix halves = system.otherHalfSolve(system.halfSolve(right));
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < 70; c++) {
        assertThat(times(a, n, x, r, c)).isCloseTo(right.get(r, c), within(1e-4));
        assertThat((double) halves.get(r, c)).isCloseTo(x.get(r, c), within(1e-5));
      }
    }
  }

  @Test
  void aSystemThatIsNotPositiveDefiniteIsRefused() {
    assertThatThrownBy(() -> new PositiveDefiniteSystem(new double[] {1, 2, 2, 1}, 2))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("not positive definite");
  }
}

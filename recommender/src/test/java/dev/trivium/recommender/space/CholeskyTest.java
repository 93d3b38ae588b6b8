package dev.trivium.recommender.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.trivium.recommender.Worlds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CholeskyTest {
  /** Only the lower triangle is given. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 17})
  void solvesAsEliminationDoes(int n) {
    double[][] x = Dense.of(Worlds.normal(n, n, 1));
    double[][] a = new double[n][n];
    double[][] b = new double[n][1];
    double[] lower = new double[n * n];
    double[] solved = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a[i][j] = Dense.dot(x[i], x[j]) + (i == j ? 1 : 0);
        lower[i * n + j] = j <= i ? a[i][j] : Double.NaN;
      }
      b[i][0] = i + 1;
      solved[i] = i + 1;
    }
    Cholesky.solve(lower, n, solved);
    double[][] wanted = n == 0 ? new double[0][] : Dense.solve(a, b);
    for (int i = 0; i < n; i++) {
      assertThat(solved[i]).isCloseTo(wanted[i][0], offset(1e-9));
    }
  }

  /** Only the upper triangle is given, in rows filled up with zeros. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 15, 16, 17, 40, 64})
  void inFloatsItSolvesAsEliminationDoes(int n) {
    int stride = FloatCholesky.stride(n);
    double[][] x = Dense.of(Worlds.normal(n, n, 1));
    double[][] a = new double[n][n];
    double[][] b = new double[n][1];
    float[] upper = new float[stride * stride];
    float[] solved = new float[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a[i][j] = Dense.dot(x[i], x[j]) / n + (i == j ? 1 : 0);
        upper[i * stride + j] = j >= i ? (float) a[i][j] : 1e9f;
      }
      b[i][0] = i % 5 + 1;
      solved[i] = i % 5 + 1;
    }
    assertThat(new FloatCholesky().factor(upper, n)).isTrue();
    FloatCholesky.solve(upper, n, solved);
    double[][] wanted = n == 0 ? new double[0][] : Dense.solve(a, b);
    for (int i = 0; i < n; i++) {
      assertThat((double) solved[i]).isCloseTo(wanted[i][0], offset(1e-4));
    }
  }

  @Test
  void inFloatsItSaysWhatIsNotPositiveDefinite() {
    float[] a = new float[FloatCholesky.stride(2) * FloatCholesky.stride(2)];
    a[0] = 1;
    a[1] = 2;
    a[FloatCholesky.stride(2) + 1] = 1;
    assertThat(new FloatCholesky().factor(a, 2)).isFalse();
    Arrays.fill(a, Float.NaN);
    assertThat(new FloatCholesky().factor(a, 2)).isFalse();
  }

  @Test
  void refusesWhatIsNotPositiveDefinite() {
    double[] a = {1, 0, 2, 1};
    assertThatThrownBy(() -> Cholesky.solve(a, 2, new double[2]))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("the system is not positive definite: pivot 1 is -3.0");
    double[] nan = new double[4];
    Arrays.fill(nan, Double.NaN);
    assertThatThrownBy(() -> Cholesky.solve(nan, 2, new double[2]))
        .isInstanceOf(ArithmeticException.class);
  }
}

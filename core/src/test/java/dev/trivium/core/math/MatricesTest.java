package dev.trivium.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatricesTest {
  private static Matrix random(int rows, int columns, long seed) {
    FastRandom random = new FastRandom(seed);
    Matrix m = Matrix.zeros(rows, columns);
    for (int i = 0; i < m.array().length; i++) {
      m.array()[i] = (float) random.nextGaussian();
    }
    return m;
  }

  private static double entry(Matrix a, Matrix b, int r, int c) {
    double sum = 0;
    for (int k = 0; k < a.columns(); k++) {
      sum += (double) a.get(r, k) * b.get(k, c);
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({"0,3,2", "1,1,1", "5,0,4", "17,33,9", "40,100,65", "5000,3,4"})
  void productsAreSumsOfProducts(int m, int d, int n) {
    Matrix a = random(m, d, 1);
    Matrix b = random(d, n, 2);
    Matrix plain = Matrices.times(a, b);
    Matrix byTransposed = Matrices.timesTransposed(a, Matrices.transposed(b));
    Matrix fromTransposed = Matrices.transposedTimes(Matrices.transposed(a), b);
    for (int r = 0; r < m; r++) {
      for (int c = 0; c < n; c++) {
        double exact = entry(a, b, r, c);
        assertThat((double) plain.get(r, c)).isCloseTo(exact, within(1e-3));
        assertThat((double) byTransposed.get(r, c)).isCloseTo(exact, within(1e-3));
        assertThat((double) fromTransposed.get(r, c)).isCloseTo(exact, within(1e-3));
      }
    }
    double[] gram = Matrices.gram(a);
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        assertThat(gram[i * d + j]).isCloseTo(entry(Matrices.transposed(a), a, i, j), within(2e-2));
      }
    }
  }

  @Test
  void shapesThatDoNotFitAreNamed() {
    assertThatThrownBy(() -> Matrices.times(random(2, 3, 1), random(2, 3, 1)))
        .hasMessageContaining("3 and 2");
    assertThatThrownBy(() -> Matrix.of(2, 2, new float[3]))
        .hasMessageContaining("wants 4 numbers, got 3");
    assertThatThrownBy(() -> Matrix.zeros(1 << 20, 1 << 20)).hasMessageContaining("2³¹");
  }
}

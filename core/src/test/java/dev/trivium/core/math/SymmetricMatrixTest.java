package dev.trivium.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricMatrixTest {
  /** {@code BᵀB/n + I}, B of normal numbers. */
  private static SymmetricMatrix positive(int n) {
    FastRandom random = new FastRandom(n);
    double[] b = new double[n * n];
    for (int i = 0; i < b.length; i++) {
      b[i] = random.nextGaussian() / Math.sqrt(n);
    }
    SymmetricMatrix a = SymmetricMatrix.zeros(n);
    for (int i = 0; i < n; i++) {
      a.add(i, i, 1);
      for (int j = i; j < n; j++) {
        for (int k = 0; k < n; k++) {
          a.add(j, i, b[k * n + i] * b[k * n + j]);
        }
      }
    }
    return a;
  }

  /** Held to the definition, around one, two and three blocks of 120. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 119, 120, 121, 240, 300})
  void theInverseTimesTheMatrixIsTheIdentity(int n) {
    SymmetricMatrix a = positive(n);
    SymmetricMatrix inverse = positive(n);
    inverse.invert();
    assertThat(inverse.size()).isEqualTo(n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double product = 0;
        for (int k = 0; k < n; k++) {
          product += a.get(i, k) * inverse.get(k, j);
        }
        assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-12));
        assertThat(inverse.get(i, j)).isEqualTo(inverse.get(j, i));
      }
    }
  }

  /** Hilbert's matrix is nearly singular; its inverse is known, and of whole numbers. */
  @Test
  void anIllConditionedMatrixKeepsTheDigitsThatDoublesAllow() {
    SymmetricMatrix hilbert = SymmetricMatrix.zeros(6);
    for (int i = 0; i < 6; i++) {
      for (int j = i; j < 6; j++) {
        hilbert.add(i, j, 1.0 / (i + j + 1));
      }
    }
    hilbert.invert();
    assertThat(hilbert.get(0, 0)).isCloseTo(36, within(1e-6));
    assertThat(hilbert.get(5, 0)).isCloseTo(-2772, within(1e-4));
    assertThat(hilbert.get(3, 3)).isCloseTo(3_628_800, within(.1));
  }

  @Test
  void theNumbersDoNotDependOnTheThreads() throws Exception {
    SymmetricMatrix all = positive(250);
    all.invert();
    SymmetricMatrix alone = positive(250);
    ForkJoinPool one = new ForkJoinPool(1);
    try {
      one.submit(alone::invert).get();
    } finally {
      one.shutdown();
    }
    for (int i = 0; i < 250; i++) {
      for (int j = i; j < 250; j++) {
        assertThat(alone.get(i, j)).isEqualTo(all.get(i, j));
      }
    }
  }

  @Test
  void whatIsNotPositiveDefiniteIsRefused() {
    SymmetricMatrix a = SymmetricMatrix.zeros(200);
    for (int i = 0; i < 200; i++) {
      a.add(i, i, 1);
    }
    a.add(10, 190, 1.5);
    assertThatThrownBy(a::invert)
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("the matrix is not positive definite; add more to its diagonal");
    SymmetricMatrix nan = SymmetricMatrix.zeros(1);
    nan.add(0, 0, Double.NaN);
    assertThatThrownBy(nan::invert).isInstanceOf(ArithmeticException.class);
  }
}

package dev.trivium.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import org.junit.jupiter.api.Test;

/** Held to the definition, computed for all pairs in doubles. */
class AffinitiesTest {
  private static final int N = 40;
  private static final double PERPLEXITY = 13.5;

  private final Matrix rows = rows();

  private static Matrix rows() {
    FastRandom random = new FastRandom(5);
    float[] numbers = new float[N * 6];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return Matrix.of(N, 6, numbers).normalizedRows();
  }

  @Test
  void sumsToOneAndAgreesWithTheDefinition() {
    double[][] measured = new double[N][N];
    Affinities affinities = Affinities.of(rows, PERPLEXITY);
    double sum = 0;
    for (int i = 0; i < N; i++) {
      for (int e = affinities.starts()[i]; e < affinities.starts()[i + 1]; e++) {
        measured[i][affinities.columns()[e]] += affinities.weights()[e];
        sum += affinities.weights()[e];
      }
    }
    double[][] defined = new double[N][];
    for (int i = 0; i < N; i++) {
      defined[i] = conditional(i);
    }
    assertThat(sum).isCloseTo(1, within(1e-5));
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        assertThat(measured[i][j])
            .isCloseTo((defined[i][j] + defined[j][i]) / (2 * N), within(2e-6));
      }
    }
  }

  /** p(j|i) with a width found on a grid of factors of 1.001: entropy nearest to the wished one. */
  private double[] conditional(int i) {
    double[] best = new double[N];
    double least = Double.POSITIVE_INFINITY;
    for (double precision = 0.01; precision < 1000; precision *= 1.0005) {
      double[] p = new double[N];
      double sum = 0;
      for (int j = 0; j < N; j++) {
        p[j] = i == j ? 0 : Math.exp(-precision * distance(i, j));
        sum += p[j];
      }
      double entropy = 0;
      for (int j = 0; j < N; j++) {
        p[j] /= sum;
        entropy -= p[j] > 0 ? p[j] * Math.log(p[j]) : 0;
      }
      double miss = Math.abs(entropy - Math.log(PERPLEXITY));
      if (miss < least) {
        least = miss;
        best = p;
      }
    }
    return best;
  }

  private double distance(int i, int j) {
    double sum = 0;
    for (int c = 0; c < rows.columns(); c++) {
      double difference = rows.get(i, c) - rows.get(j, c);
      sum += difference * difference;
    }
    return sum;
  }
}

package dev.trivium.core.learn;

import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Rows of a dense matrix. A pass reads each row once: rows by {@value #BLOCK} for the float
 * kernels, whose sums are added up as doubles, always in the same order.
 *
 * @param meanSquares of the columns
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record DenseDesign(Matrix features, double[] meanSquares) implements Design {
  private static final int BLOCK = 64;
  private static final int CHUNK = 128 * BLOCK;

  @Override
  public int rows() {
    return features.rows();
  }

  @Override
  public int columns() {
    return features.columns();
  }

  @Override
  public double[] pass(double[] point, Coefficient coefficient) {
    int chunks = (features.rows() + CHUNK - 1) / CHUNK;
    double[][] parts = new double[chunks][];
    IntStream.range(0, chunks)
        .parallel()
        .forEach(chunk -> parts[chunk] = part(point, coefficient, chunk * CHUNK));
    double[] sum = parts[0];
    for (int chunk = 1; chunk < chunks; chunk++) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += parts[chunk][i];
      }
    }
    return sum;
  }

  private double[] part(double[] point, Coefficient coefficient, int from) {
    int d = features.columns();
    float[] weights = new float[d];
    for (int i = 0; i < d; i++) {
      weights[i] = (float) point[i];
    }
    double[] sum = new double[d + 1];
    int to = Math.min(features.rows(), from + CHUNK);
    for (int row = from; row < to; row += BLOCK) {
      block(weights, (float) point[d], coefficient, row, Math.min(BLOCK, to - row), sum);
    }
    return sum;
  }

  private void block(
      float[] weights, float intercept, Coefficient coefficient, int from, int n, double[] sum) {
    int d = weights.length;
    float[] factors = new float[n];
    int[] offsets = new int[n];
    Arrays.setAll(offsets, i -> (from + i) * d);
    Vectors.dots(weights, 0, features.array(), offsets, n, d, factors, 0);
    for (int i = 0; i < n; i++) {
      factors[i] = coefficient.of(from + i, factors[i] + intercept);
      sum[d] += factors[i];
    }
    float[] row = new float[d];
    Vectors.combine(factors, 0, 1, features.array(), offsets, n, row, 0, d);
    for (int i = 0; i < d; i++) {
      sum[i] += row[i];
    }
  }
}

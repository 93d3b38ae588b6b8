package dev.trivium.core.learn;

import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * The penalised logistic loss of one class and its derivatives at a point, d weights and the
 * intercept. A pass reads each row once: rows by {@value #BLOCK} for the float kernels, whose sums
 * are added up as doubles, always in the same order.
 */
final class LogisticLoss {
  private static final int BLOCK = 64;
  private static final int CHUNK = 128 * BLOCK;

  private final Matrix features;
  private final BitSet members;
  private final double c;
  private final double[] losses;
  private final float[] curvatures;

  LogisticLoss(Matrix features, BitSet members, double c) {
    this.features = features;
    this.members = members;
    this.c = c;
    this.losses = new double[features.rows()];
    this.curvatures = new float[features.rows()];
  }

  /** Numbers in a point. */
  int size() {
    return features.columns() + 1;
  }

  /**
   * The loss at {@code point}; writes the gradient, and remembers the curvatures for {@link
   * #hessianTimes}.
   */
  double evaluate(double[] point, double[] gradient) {
    double[] sum =
        pass(
            point,
            (row, z) -> {
              double margin = members.get(row) ? z : -z;
              double missed = 1 / (1 + Math.exp(margin));
              losses[row] = margin > 0 ? Math.log1p(Math.exp(-margin)) : softplus(margin);
              curvatures[row] = (float) (missed * (1 - missed));
              return (float) (members.get(row) ? -missed : missed);
            });
    double squares = 0;
    for (int i = 0; i < sum.length; i++) {
      double penalised = i < features.columns() ? point[i] : 0;
      squares += penalised * penalised;
      gradient[i] = penalised + c * sum[i];
    }
    return squares / 2 + c * Arrays.stream(losses).sum();
  }

  private static double softplus(double margin) {
    return Math.log1p(Math.exp(margin)) - margin;
  }

  /** The second derivatives where {@link #evaluate} last was, times {@code v}. */
  double[] hessianTimes(double[] v) {
    double[] product = pass(v, (row, z) -> curvatures[row] * z);
    for (int i = 0; i < product.length; i++) {
      product[i] = c * product[i] + (i < features.columns() ? v[i] : 0);
    }
    return product;
  }

  /** C times the sum of the curvatures: what one feature of mean square 1 adds to the Hessian. */
  double curvature() {
    double sum = 0;
    for (float curvature : curvatures) {
      sum += curvature;
    }
    return c * sum;
  }

  private interface Coefficient {
    /** What a row counts, of whose features and 1 the product with the point is {@code z}. */
    float of(int row, float z);
  }

  /** The sum of all rows, a 1 behind each, times their coefficients. */
  private double[] pass(double[] point, Coefficient coefficient) {
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

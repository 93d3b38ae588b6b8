package dev.trivium.recommender.space;

import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import java.util.Arrays;

/**
 * Features centred, and scaled as a whole to a mean squared length of 1, so that one ridge suits
 * every modality.
 *
 * @param mean subtracted, {@code [d]}
 * @param scale multiplied
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Standardization(float[] mean, float scale) {
  /** Spread below this share of the mean, squared, is rounding of equal rows and no feature. */
  private static final double ROUNDING = 1e-12;

  /** As these rows {@code [n × d]} want it; rows that are all the same are only centred. */
  static Standardization of(Matrix rows) {
    float[] ones = new float[rows.rows()];
    Arrays.fill(ones, 1);
    return of(rows, ones);
  }

  /**
   * The same where rows count differently.
   *
   * @param roots of what each row counts, of mean square 1
   */
  static Standardization of(Matrix rows, float[] roots) {
    int n = rows.rows();
    int d = rows.columns();
    double[] sum = new double[d];
    for (int i = 0; i < rows.array().length; i++) {
      sum[i % d] += (double) roots[i / d] * roots[i / d] * rows.array()[i];
    }
    float[] mean = new float[d];
    for (int c = 0; c < d; c++) {
      mean[c] = (float) (sum[c] / Math.max(1, n));
    }
    double squares = 0;
    for (int r = 0; r < n; r++) {
      double distance = Vectors.squaredDistance(rows.array(), rows.offset(r), mean, 0, d);
      squares += (double) roots[r] * roots[r] * distance;
    }
    boolean flat = squares <= ROUNDING * n * Vectors.dot(mean, mean);
    return new Standardization(mean, flat ? 1 : (float) Math.sqrt(n / squares));
  }

  /** The same, to a mean squared length of this. */
  Standardization scaled(double meanSquare) {
    return new Standardization(mean, (float) (scale * Math.sqrt(meanSquare)));
  }

  /** The rows standardized, as a new matrix. */
  Matrix apply(Matrix rows) {
    Matrix out = Matrix.of(rows.rows(), rows.columns(), rows.array().clone());
    for (int r = 0; r < out.rows(); r++) {
      Vectors.axpy(-1, mean, 0, out.array(), out.offset(r), out.columns());
    }
    Vectors.scale(scale, out.array(), 0, out.array().length);
    return out;
  }

  /** The layer on raw vectors that does what {@code x ↦ W x + b} does on standardized ones. */
  Projection.Layer onRaw(Matrix weights, float[] bias) {
    Matrix scaled = Matrix.of(weights.rows(), weights.columns(), weights.array().clone());
    Vectors.scale(scale, scaled.array(), 0, scaled.array().length);
    float[] shifted = bias.clone();
    for (int o = 0; o < shifted.length; o++) {
      shifted[o] -= Vectors.dot(scaled.array(), scaled.offset(o), mean, 0, mean.length);
    }
    return new Projection.Layer(scaled, shifted);
  }
}

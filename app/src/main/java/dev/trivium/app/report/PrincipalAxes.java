package dev.trivium.app.report;

import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrices;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;

/**
 * The two directions in which vectors {@code [n × d]} differ most, by orthogonal iteration on their
 * covariance (Golub and Van Loan, <i>Matrix Computations</i>, §8.2.4). Cost: n · d² once, then d²
 * an iteration.
 */
final class PrincipalAxes {
  private static final int ITERATIONS = 100;
  private static final double JITTER = 1e-3;
  private static final double SPREAD = 1e-4;

  private PrincipalAxes() {}

  /**
   * Writes each row's places along the two axes, scaled so that the first has the small standard
   * deviation 10⁻⁴ from which t-SNE starts; a thousandth of it is noise, which parts equal rows.
   */
  static void project(Matrix rows, long seed, float[] x, float[] y) {
    Matrix centred = centred(rows);
    FastRandom random = new FastRandom(seed);
    float[][] axes = axes(centred, random);
    int d = rows.columns();
    double squares = 0;
    for (int r = 0; r < rows.rows(); r++) {
      x[r] = Vectors.dot(centred.array(), r * d, axes[0], 0, d);
      y[r] = Vectors.dot(centred.array(), r * d, axes[1], 0, d);
      squares += x[r] * x[r];
    }
    double deviation = Math.sqrt(squares / rows.rows());
    double scale = deviation > 0 ? SPREAD / deviation : 0;
    for (int r = 0; r < rows.rows(); r++) {
      x[r] = (float) (x[r] * scale + SPREAD * JITTER * random.nextGaussian());
      y[r] = (float) (y[r] * scale + SPREAD * JITTER * random.nextGaussian());
    }
  }

  private static Matrix centred(Matrix rows) {
    int d = rows.columns();
    float[] mean = new float[d];
    for (int r = 0; r < rows.rows(); r++) {
      Vectors.axpy(1f / rows.rows(), rows.array(), r * d, mean, 0, d);
    }
    Matrix out = Matrix.of(rows.rows(), d, rows.array().clone());
    for (int r = 0; r < rows.rows(); r++) {
      Vectors.axpy(-1, mean, 0, out.array(), r * d, d);
    }
    return out;
  }

  private static float[][] axes(Matrix centred, FastRandom random) {
    int d = centred.columns();
    double[] gram = Matrices.gram(centred);
    float[] covariance = new float[d * d];
    for (int i = 0; i < gram.length; i++) {
      covariance[i] = (float) gram[i];
    }
    float[][] axes = {gaussian(d, random), gaussian(d, random)};
    for (int step = 0; step < ITERATIONS; step++) {
      axes = new float[][] {times(covariance, axes[0]), times(covariance, axes[1])};
      Vectors.normalize(axes[0], 0, d);
      Vectors.axpy(-Vectors.dot(axes[0], axes[1]), axes[0], 0, axes[1], 0, d);
      Vectors.normalize(axes[1], 0, d);
    }
    return axes;
  }

  private static float[] gaussian(int d, FastRandom random) {
    float[] out = new float[d];
    for (int i = 0; i < d; i++) {
      out[i] = (float) random.nextGaussian();
    }
    return out;
  }

  private static float[] times(float[] square, float[] vector) {
    int d = vector.length;
    float[] out = new float[d];
    for (int i = 0; i < d; i++) {
      out[i] = Vectors.dot(square, i * d, vector, 0, d);
    }
    return out;
  }
}

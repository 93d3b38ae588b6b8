package dev.trivium.recommender.space;

import dev.trivium.core.math.Matrix;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/**
 * {@code A X = B} for one symmetric positive definite A {@code [n × n]} and many right-hand sides,
 * again and again: A is factored once, in O(n³/3); a solve is O(n²) a column, blocks of columns in
 * parallel, in doubles.
 */
final class PositiveDefiniteSystem {
  private static final int BLOCK = 64;

  private final int n;
  private final double[] factor;

  /** Factors A, whose array is overwritten. */
  PositiveDefiniteSystem(double[] a, int n) {
    this.n = n;
    var cholesky = DecompositionFactory_DDRM.chol(Math.max(1, n), true);
    if (!cholesky.decompose(DMatrixRMaj.wrap(n, n, a))) {
      throw new ArithmeticException("the system is not positive definite; choose a larger ridge");
    }
    this.factor = cholesky.getT(null).data;
  }

  /** X {@code [n × m]}. */
  Matrix solve(Matrix right) {
    Matrix out = Matrix.zeros(n, right.columns());
    IntStream.range(0, (right.columns() + BLOCK - 1) / BLOCK)
        .parallel()
        .forEach(b -> solve(right, b * BLOCK, out));
    return out;
  }

  private void solve(Matrix right, int from, Matrix out) {
    int m = right.columns();
    int width = Math.min(BLOCK, m - from);
    double[] x = new double[n * width];
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < width; c++) {
        x[r * width + c] = right.array()[r * m + from + c];
      }
    }
    forth(x, width);
    back(x, width);
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < width; c++) {
        out.array()[r * m + from + c] = (float) x[r * width + c];
      }
    }
  }

  /** {@code L Y = B}, row after row. */
  private void forth(double[] x, int width) {
    for (int r = 0; r < n; r++) {
      for (int k = 0; k < r; k++) {
        subtract(x, r * width, factor[r * n + k], k * width, width);
      }
      divide(x, r * width, factor[r * n + r], width);
    }
  }

  /**
   * {@code Lᵀ X = Y}, from the last row: what is known of it is taken from those above, along a row
   * of L.
   */
  private void back(double[] x, int width) {
    for (int r = n - 1; r >= 0; r--) {
      divide(x, r * width, factor[r * n + r], width);
      for (int k = 0; k < r; k++) {
        subtract(x, k * width, factor[r * n + k], r * width, width);
      }
    }
  }

  private static void subtract(double[] x, int to, double times, int from, int width) {
    for (int c = 0; c < width; c++) {
      x[to + c] -= times * x[from + c];
    }
  }

  private static void divide(double[] x, int at, double by, int width) {
    for (int c = 0; c < width; c++) {
      x[at + c] /= by;
    }
  }
}

package dev.trivium.core.math;

import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/**
 * {@code A X = B} for one symmetric positive definite A {@code [n × n]} and many right-hand sides,
 * again and again: A is factored once, in O(n³/3); a solve is O(n²) a column, blocks of columns in
 * parallel, in doubles.
 */
public final class PositiveDefiniteSystem {
  private static final int BLOCK = 64;

  private final int n;
  private final double[] factor;

  /**
   * Factors A, whose array is overwritten.
   *
   * @param a row by row
   */
  public PositiveDefiniteSystem(double[] a, int n) {
    this.n = n;
    var cholesky = DecompositionFactory_DDRM.chol(Math.max(1, n), true);
    if (!cholesky.decompose(DMatrixRMaj.wrap(n, n, a))) {
      throw new ArithmeticException(
          "the system is not positive definite; add more to its diagonal");
    }
    this.factor = cholesky.getT(null).data;
  }

  /** X for B {@code [n × m]}. */
  public Matrix solve(Matrix right) {
    return byBlocks(
        right,
        (x, width) -> {
          forth(x, width);
          back(x, width);
        });
  }

  /** {@code L⁻¹B}, where {@code A = L Lᵀ}. */
  public Matrix halfSolve(Matrix right) {
    return byBlocks(right, this::forth);
  }

  /** {@code L⁻ᵀB}, the other half. */
  public Matrix otherHalfSolve(Matrix right) {
    return byBlocks(right, this::back);
  }

  /** Works in place on a block of columns, row after row. */
  private interface BlockTask {
    void run(double[] x, int width);
  }

  private Matrix byBlocks(Matrix right, BlockTask task) {
    Matrix out = Matrix.zeros(n, right.columns());
    IntStream.range(0, (right.columns() + BLOCK - 1) / BLOCK)
        .parallel()
        .forEach(b -> runBlock(right, b * BLOCK, task, out));
    return out;
  }

  private void runBlock(Matrix right, int from, BlockTask task, Matrix out) {
    int m = right.columns();
    int width = Math.min(BLOCK, m - from);
    double[] x = new double[n * width];
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < width; c++) {
        x[r * width + c] = right.array()[r * m + from + c];
      }
    }
    task.run(x, width);
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

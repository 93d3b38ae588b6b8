package dev.trivium.recommender.space;

import dev.trivium.core.math.Matrices;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.PositiveDefiniteSystem;
import java.util.Arrays;
import java.util.Comparator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/**
 * Regularised canonical correlation analysis (Hotelling 1936; Vinod 1976): linear maps A {@code [k
 * × p]} and B {@code [k × q]} of paired, centred rows X and Y, under which pairs agree as far as
 * ridges on both covariances allow. Each direction is weighted by its correlation, so that inner
 * products trust the directions that carry over. Time O(n(p² + q²) + p³ + q³).
 *
 * @param left A
 * @param right B
 */
record CanonicalCorrelation(Matrix left, Matrix right) {
  static CanonicalCorrelation of(Matrix x, Matrix y, double ridge, int k) {
    if (x.columns() > y.columns()) {
      CanonicalCorrelation swapped = of(y, x, ridge, k);
      return new CanonicalCorrelation(/* left= */ swapped.right, /* right= */ swapped.left);
    }
    PositiveDefiniteSystem left = covariance(x, ridge);
    PositiveDefiniteSystem right = covariance(y, ridge);
    // M = Lx⁻¹ XᵀY Ly⁻ᵀ, whose singular values are the correlations
    Matrix half = left.halfSolve(Matrices.transposedTimes(x, y));
    Matrix m = Matrices.transposed(right.halfSolve(Matrices.transposed(half)));
    Matrix u = strongest(Matrices.timesTransposed(m, m), Math.min(k, m.rows()));
    Matrix v = Matrices.times(u.normalizedRows(), m);
    return new CanonicalCorrelation(
        Matrices.transposed(left.otherHalfSolve(Matrices.transposed(u))),
        Matrices.transposed(right.otherHalfSolve(Matrices.transposed(v))));
  }

  /** {@code XᵀX + ridge·I}. */
  private static PositiveDefiniteSystem covariance(Matrix x, double ridge) {
    int d = x.columns();
    double[] covariance = Matrices.gram(x);
    for (int i = 0; i < d; i++) {
      covariance[i * d + i] += ridge;
    }
    return new PositiveDefiniteSystem(covariance, d);
  }

  /**
   * Of {@code MMᵀ} the k eigenvectors of the largest eigenvalues, as rows, each times the root of
   * its eigenvalue.
   */
  private static Matrix strongest(Matrix squares, int k) {
    int n = squares.rows();
    DMatrixRMaj symmetric = new DMatrixRMaj(n, n);
    for (int i = 0; i < n * n; i++) {
      symmetric.data[i] = squares.array()[i];
    }
    var eigen = DecompositionFactory_DDRM.eig(n, true, true);
    if (!eigen.decompose(symmetric)) {
      throw new ArithmeticException(
          "the correlations have no eigenbasis: the features are not finite");
    }
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> -eigen.getEigenvalue(i).getReal()));
    Matrix rows = Matrix.zeros(k, n);
    for (int r = 0; r < k; r++) {
      double correlation = Math.sqrt(Math.max(0, eigen.getEigenvalue(order[r]).getReal()));
      for (int c = 0; c < n; c++) {
        rows.array()[r * n + c] = (float) (correlation * eigen.getEigenVector(order[r]).get(c));
      }
    }
    return rows;
  }
}

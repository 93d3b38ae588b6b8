package dev.trivium.recommender.space;

import dev.trivium.core.math.Matrices;
import dev.trivium.core.math.Matrix;
import java.util.Arrays;
import java.util.Comparator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.decomposition.TriangularSolver_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

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
    DMatrixRMaj lx = inverseFactor(x, ridge);
    DMatrixRMaj ly = inverseFactor(y, ridge);
    Matrix cross = Matrices.transposedTimes(x, y);
    DMatrixRMaj m = times(times(lx, doubles(cross)), transposed(ly));
    DMatrixRMaj mm = new DMatrixRMaj(m.numRows, m.numRows);
    CommonOps_DDRM.multOuter(m, mm);
    var eigen = DecompositionFactory_DDRM.eig(m.numRows, true, true);
    if (!eigen.decompose(mm)) {
      throw new ArithmeticException(
          "the correlations have no eigenbasis: the features are not finite");
    }
    DMatrixRMaj u = strongest(eigen, Math.min(k, m.numRows));
    // rows of u are s·uᵢ; then s·vᵢ = mᵀ uᵢ
    DMatrixRMaj unit = unitRows(u);
    return new CanonicalCorrelation(floats(times(u, lx)), floats(times(times(unit, m), ly)));
  }

  /** L⁻¹ where {@code L Lᵀ = XᵀX + ridge·I}. */
  private static DMatrixRMaj inverseFactor(Matrix x, double ridge) {
    int d = x.columns();
    DMatrixRMaj covariance = DMatrixRMaj.wrap(d, d, Matrices.gram(x));
    for (int i = 0; i < d; i++) {
      covariance.add(i, i, ridge);
    }
    var cholesky = DecompositionFactory_DDRM.chol(d, true);
    if (!cholesky.decompose(covariance)) {
      throw new ArithmeticException(
          "the covariance is singular; choose a larger ridge than " + ridge);
    }
    DMatrixRMaj factor = cholesky.getT(null);
    TriangularSolver_DDRM.invertLower(factor.data, d);
    return factor;
  }

  /**
   * The k eigenvectors of the largest eigenvalues, as rows, each times the root of its eigenvalue.
   */
  private static DMatrixRMaj strongest(EigenDecomposition_F64<DMatrixRMaj> eigen, int k) {
    int n = eigen.getNumberOfEigenvalues();
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> -eigen.getEigenvalue(i).getReal()));
    DMatrixRMaj rows = new DMatrixRMaj(k, n);
    for (int r = 0; r < k; r++) {
      double correlation = Math.sqrt(Math.max(0, eigen.getEigenvalue(order[r]).getReal()));
      for (int c = 0; c < n; c++) {
        rows.set(r, c, correlation * eigen.getEigenVector(order[r]).get(c));
      }
    }
    return rows;
  }

  private static DMatrixRMaj unitRows(DMatrixRMaj rows) {
    DMatrixRMaj out = rows.copy();
    for (int r = 0; r < out.numRows; r++) {
      double squares = 0;
      for (int c = 0; c < out.numCols; c++) {
        squares += out.get(r, c) * out.get(r, c);
      }
      for (int c = 0; c < out.numCols && squares > 0; c++) {
        out.set(r, c, out.get(r, c) / Math.sqrt(squares));
      }
    }
    return out;
  }

  private static DMatrixRMaj times(DMatrixRMaj a, DMatrixRMaj b) {
    DMatrixRMaj out = new DMatrixRMaj(a.numRows, b.numCols);
    CommonOps_DDRM.mult(a, b, out);
    return out;
  }

  private static DMatrixRMaj transposed(DMatrixRMaj a) {
    return CommonOps_DDRM.transpose(a, null);
  }

  private static DMatrixRMaj doubles(Matrix m) {
    DMatrixRMaj out = new DMatrixRMaj(m.rows(), m.columns());
    for (int i = 0; i < out.data.length; i++) {
      out.data[i] = m.array()[i];
    }
    return out;
  }

  private static Matrix floats(DMatrixRMaj m) {
    Matrix out = Matrix.zeros(m.numRows, m.numCols);
    for (int i = 0; i < out.array().length; i++) {
      out.array()[i] = (float) m.data[i];
    }
    return out;
  }
}

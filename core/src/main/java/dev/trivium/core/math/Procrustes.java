package dev.trivium.core.math;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/**
 * The orthogonal Procrustes problem: the rotation, a reflection perhaps, that brings one set of
 * rows nearest to another (Schönemann, <i>A generalized solution of the orthogonal Procrustes
 * problem</i>, Psychometrika 1966).
 */
public final class Procrustes {
  private static final int CHUNK = 4096;

  private Procrustes() {}

  /**
   * The orthogonal W {@code [d × d]} that makes {@code ‖A·W − B‖} least, for A and B {@code [n ×
   * d]}: {@code U·Vᵀ}, where {@code AᵀB = U·Σ·Vᵀ}. Cost: n·d² and a decomposition of d³, in
   * doubles.
   */
  public static Matrix rotation(Matrix a, Matrix b) {
    if (a.rows() != b.rows() || a.columns() != b.columns()) {
      throw new IllegalArgumentException(
          "[%d × %d] cannot be brought to [%d × %d]; give two matrices of one shape"
              .formatted(a.rows(), a.columns(), b.rows(), b.columns()));
    }
    int d = a.columns();
    var svd = DecompositionFactory_DDRM.svd(d, d, true, true, false);
    if (!svd.decompose(product(a, b))) {
      throw new ArithmeticException("the singular values of the product do not converge");
    }
    DMatrixRMaj rotation = new DMatrixRMaj(d, d);
    CommonOps_DDRM.mult(svd.getU(null, false), svd.getV(null, true), rotation);
    Matrix out = Matrix.zeros(d, d);
    for (int i = 0; i < out.array().length; i++) {
      out.array()[i] = (float) rotation.data[i];
    }
    return out;
  }

  /** AᵀB, chunks of rows as floats, their sum as doubles. */
  private static DMatrixRMaj product(Matrix a, Matrix b) {
    DMatrixRMaj sum = new DMatrixRMaj(a.columns(), a.columns());
    for (int from = 0; from < a.rows(); from += CHUNK) {
      int to = Math.min(a.rows(), from + CHUNK);
      float[] part = Matrices.transposedTimes(a.rows(from, to), b.rows(from, to)).array();
      for (int i = 0; i < part.length; i++) {
        sum.data[i] += part[i];
      }
    }
    return sum;
  }
}

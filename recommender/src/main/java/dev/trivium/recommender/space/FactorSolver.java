package dev.trivium.recommender.space;

import dev.trivium.core.data.Interactions;
import dev.trivium.core.math.Matrices;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.jspecify.annotations.Nullable;

/**
 * Half a sweep of implicit ALS (Hu, Koren and Volinsky 2008, as weighted by Rendle et al. 2021):
 * given the factors V {@code [m × f]} of one side, the exact factor of a row of the other,
 *
 * <pre>
 *   argmin_x  Σ_{j observed} c_j (1 − x·v_j)²  +  w₀ Σ_{all j} (x·v_j)²  +  λ (n + w₀ m)^ν ‖x − prior‖² .
 * </pre>
 *
 * <p>V is turned once into the eigenbasis of {@code w₀ VᵀV}, where all but the observed terms are
 * diagonal. A row of n entries is then an n × n system by Woodbury's identity, in O(n² f + n³), or
 * an f × f system where n exceeds f, in O(n f² + f³): most rows are far shorter than f, and cost a
 * small part of the usual O(f³).
 */
final class FactorSolver {
  private final FactorSettings settings;
  private final Matrix basis;
  private final double[] spectrum;
  private final Matrix rotated;

  FactorSolver(Matrix fixed, FactorSettings settings) {
    this(fixed, fixed, settings);
  }

  /**
   * @param unobserved the factors that count as zeros where they were not observed, when not all do
   */
  FactorSolver(Matrix fixed, Matrix unobserved, FactorSettings settings) {
    this.settings = settings;
    int f = fixed.columns();
    DMatrixRMaj gram = DMatrixRMaj.wrap(f, f, Matrices.gram(unobserved));
    var eigen = DecompositionFactory_DDRM.eig(f, true, true);
    if (!eigen.decompose(gram)) {
      throw new IllegalStateException(
          "the factors' gram matrix has no eigenbasis: the factors are not finite");
    }
    basis = Matrix.zeros(f, f);
    spectrum = new double[f];
    for (int e = 0; e < f; e++) {
      spectrum[e] = settings.unobservedWeight() * Math.max(0, eigen.getEigenvalue(e).getReal());
      for (int c = 0; c < f; c++) {
        basis.array()[e * f + c] = (float) eigen.getEigenVector(e).get(c);
      }
    }
    rotated = Matrices.timesTransposed(fixed, basis);
  }

  /**
   * The factors of all rows {@code [rows × f]}; {@code prior}, of that shape, is where each is
   * drawn, the origin without it.
   */
  Matrix solve(Interactions rows, @Nullable Matrix prior) {
    int f = basis.rows();
    Matrix drawn = prior == null ? null : Matrices.timesTransposed(prior, basis);
    Matrix solved = Matrix.zeros(rows.userCount(), f);
    IntStream.range(0, rows.userCount())
        .parallel()
        .forEach(
            u -> {
              float[] weights = new float[rows.degree(u)];
              for (int e = 0; e < weights.length; e++) {
                weights[e] = rows.weightAt(rows.from(u) + e);
              }
              float[] x =
                  solveRotated(rows.itemsOf(u), weights, drawn == null ? null : drawn.row(u));
              System.arraycopy(x, 0, solved.array(), u * f, f);
            });
    return Matrices.times(solved, basis);
  }

  /** The factor {@code [f]} of one row, of these columns and weights. */
  float[] solve(int[] columns, float[] weights, float @Nullable [] prior) {
    Matrix one = prior == null ? null : Matrices.timesTransposed(Matrix.ofRows(prior), basis);
    float[] x = solveRotated(columns, weights, one == null ? null : one.row(0));
    return Matrices.times(Matrix.ofRows(x), basis).row(0);
  }

  private float[] solveRotated(int[] columns, float[] weights, float @Nullable [] prior) {
    int f = basis.rows();
    double lambda =
        settings.regularization()
            * Math.pow(
                columns.length + settings.unobservedWeight() * rotated.rows(),
                settings.frequencyExponent());
    float[] inverse = new float[f];
    float[] start = new float[f];
    for (int c = 0; c < f; c++) {
      inverse[c] = (float) (1 / (spectrum[c] + lambda));
      start[c] = prior == null ? 0 : (float) (lambda / (spectrum[c] + lambda) * prior[c]);
    }
    return columns.length <= f
        ? byEntries(columns, weights, inverse, start)
        : byDimensions(columns, weights, inverse, start);
  }

  /**
   * With D the diagonal, A the observed factors, C their weights and {@code z = D⁻¹ λ prior} where
   * the row would stand without entries: {@code x = z + D⁻¹Aᵀ (C⁻¹ + A D⁻¹ Aᵀ)⁻¹ (1 − A z)}. No two
   * large numbers are subtracted, however small λ is.
   */
  private float[] byEntries(int[] columns, float[] weights, float[] inverse, float[] start) {
    int n = columns.length;
    int f = inverse.length;
    float[] scaled = new float[n * f];
    double[] system = new double[n * n];
    double[] t = new double[n];
    for (int i = 0; i < n; i++) {
      int row = rotated.offset(columns[i]);
      for (int c = 0; c < f; c++) {
        scaled[i * f + c] = rotated.array()[row + c] * inverse[c];
      }
      for (int j = 0; j <= i; j++) {
        system[i * n + j] =
            Vectors.dot(scaled, i * f, rotated.array(), rotated.offset(columns[j]), f);
      }
      system[i * n + i] += 1 / (double) weights[i];
      t[i] = 1 - Vectors.dot(rotated.array(), row, start, 0, f);
    }
    Cholesky.solve(system, n, t);
    float[] x = start.clone();
    for (int i = 0; i < n; i++) {
      Vectors.axpy((float) t[i], scaled, i * f, x, 0, f);
    }
    return x;
  }

  /** The same by its f × f normal equations: {@code (D + AᵀCA) x = D z + AᵀC 1}. */
  private float[] byDimensions(int[] columns, float[] weights, float[] inverse, float[] start) {
    int f = inverse.length;
    double[] system = new double[f * f];
    double[] x = new double[f];
    for (int c = 0; c < f; c++) {
      system[c * f + c] = 1 / (double) inverse[c];
      x[c] = start[c] / (double) inverse[c];
    }
    for (int i = 0; i < columns.length; i++) {
      int row = rotated.offset(columns[i]);
      for (int c = 0; c < f; c++) {
        double wc = weights[i] * (double) rotated.array()[row + c];
        x[c] += wc;
        for (int d = 0; d <= c; d++) {
          system[c * f + d] += wc * rotated.array()[row + d];
        }
      }
    }
    Cholesky.solve(system, f, x);
    float[] out = new float[f];
    for (int c = 0; c < f; c++) {
      out[c] = (float) x[c];
    }
    return out;
  }
}

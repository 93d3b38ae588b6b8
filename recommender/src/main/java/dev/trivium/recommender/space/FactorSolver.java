package dev.trivium.recommender.space;

import dev.trivium.core.data.Interactions;
import dev.trivium.core.math.Matrices;
import dev.trivium.core.math.Matrix;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
 * small part of the usual O(f³). {@link RowSolver} does it.
 */
final class FactorSolver {
  /** Rows that are solved one after another. */
  private static final int BLOCK = 32;

  private final FactorSettings settings;
  private final Matrix basis;
  private final double[] spectrum;
  private final Matrix rotated;
  private final int taken;

  /**
   * @param taken m, how many of the fixed side have entries; the rows of the others are zeros
   */
  FactorSolver(Matrix fixed, int taken, FactorSettings settings) {
    this(fixed, fixed, taken, settings);
  }

  /**
   * @param unobserved the factors that count as zeros where they were not observed, when not all do
   */
  FactorSolver(Matrix fixed, Matrix unobserved, int taken, FactorSettings settings) {
    this.settings = settings;
    this.taken = taken;
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
    Queue<RowSolver> idle = new ConcurrentLinkedQueue<>();
    IntStream.range(0, (rows.userCount() + BLOCK - 1) / BLOCK)
        .parallel()
        .forEach(
            b -> {
              RowSolver found = idle.poll();
              RowSolver solver = found == null ? new RowSolver(rotated) : found;
              solveBlock(solver, rows, b * BLOCK, drawn, solved);
              idle.add(solver);
            });
    return Matrices.times(solved, basis);
  }

  private void solveBlock(
      RowSolver solver, Interactions rows, int from, @Nullable Matrix drawn, Matrix solved) {
    int f = basis.rows();
    for (int u = from; u < Math.min(rows.userCount(), from + BLOCK); u++) {
      float[] weights = new float[rows.degree(u)];
      for (int e = 0; e < weights.length; e++) {
        weights[e] = rows.weightAt(rows.from(u) + e);
      }
      float[] prior = drawn == null ? null : drawn.row(u);
      float[] x = solveRotated(solver, rows.itemsOf(u), weights, prior);
      System.arraycopy(x, 0, solved.array(), u * f, f);
    }
  }

  /** The factor {@code [f]} of one row, of these columns and weights. */
  float[] solve(int[] columns, float[] weights, float @Nullable [] prior) {
    Matrix one = prior == null ? null : Matrices.timesTransposed(Matrix.ofRows(prior), basis);
    float[] drawn = one == null ? null : one.row(0);
    float[] x = solveRotated(new RowSolver(rotated), columns, weights, drawn);
    return Matrices.times(Matrix.ofRows(x), basis).row(0);
  }

  private float[] solveRotated(
      RowSolver solver, int[] columns, float[] weights, float @Nullable [] prior) {
    int f = basis.rows();
    double lambda = settings.regularization(columns.length, taken);
    double[] diagonal = new double[f];
    float[] start = new float[f];
    for (int c = 0; c < f; c++) {
      diagonal[c] = spectrum[c] + lambda;
      start[c] = prior == null ? 0 : (float) (lambda / diagonal[c] * prior[c]);
    }
    return solver.solve(new RowSolver.Row(columns, weights, diagonal, start));
  }
}

package dev.trivium.recommender.space;

import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import java.util.Arrays;

/**
 * Solves rows of {@link FactorSolver}, one after another in the same memory, for one thread. With D
 * the diagonal of what all rows share, B {@code [n × f]} the observed factors, each by the root of
 * its weight, r these roots and z where the row would stand without entries, x is the minimum of
 * {@code (x − z)ᵀD(x − z) + ‖r − Bx‖²}. It is found from z in steps: the system is factored once in
 * floats, and where that may lose digits a second step takes them back. A row that has not settled
 * by then is solved in doubles. Memory O(f²), whatever n.
 */
final class RowSolver {
  /** Up to such a spread one step does. */
  private static final float PLAIN = 1000;

  /** The second step must be below this share of x. */
  private static final float SETTLED = 1e-3f;

  /** Numbers that a core keeps near while it multiplies them. */
  private static final int CACHED = 8192;

  private final Matrix factors;
  private final int f;
  private final FloatCholesky cholesky = new FloatCholesky();
  private final int stride;
  private final int[] offsets;
  private final float[] observed;
  private final float[] roots;
  private final float[] told;
  private final float[] misses;
  private final float[] taken;
  private final float[] turned;
  private final float[] system;
  private final float[] step;

  /**
   * @param factors {@code [m × f]}, in the basis where D is a diagonal
   */
  RowSolver(Matrix factors) {
    this.factors = factors;
    this.f = factors.columns();
    this.stride = FloatCholesky.stride(f);
    int together = Math.max(f, CACHED / stride);
    this.offsets = new int[together];
    Arrays.setAll(offsets, i -> i * stride);
    this.observed = new float[together * stride];
    this.roots = new float[together];
    this.told = new float[together];
    this.misses = new float[together];
    this.taken = new float[f];
    this.turned = new float[f * stride];
    this.system = new float[stride * stride];
    this.step = new float[f];
  }

  /** What is known of a row: its entries, D and z. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Row(int[] columns, float[] weights, double[] diagonal, float[] start) {}

  /** x {@code [f]} of a row. */
  float[] solve(Row row) {
    float[] x = row.start.clone();
    boolean settled = row.columns.length <= f ? byEntries(row, x) : byDimensions(row, x);
    return settled ? x : inDoubles(row);
  }

  /** The entries of a row, as many at a time as are kept near. */
  private interface Part {
    void take(int entries);
  }

  private void parts(Row row, Part part) {
    int n = row.columns.length;
    for (int from = 0; from < n; from += offsets.length) {
      int count = Math.min(offsets.length, n - from);
      gather(row, from, count);
      part.take(count);
    }
  }

  private void gather(Row row, int from, int count) {
    for (int i = 0; i < count; i++) {
      roots[i] = (float) Math.sqrt(row.weights[from + i]);
      int factor = factors.offset(row.columns[from + i]);
      System.arraycopy(factors.array(), factor, observed, offsets[i], f);
      if (roots[i] != 1) {
        Vectors.scale(roots[i], observed, offsets[i], f);
      }
    }
  }

  /** {@code r − Bx} of the entries gathered. */
  private void miss(float[] x, int entries) {
    System.arraycopy(roots, 0, misses, 0, entries);
    if (Vectors.norm(x, 0, f) > 0) {
      Vectors.dots(x, 0, observed, offsets, entries, f, told, 0);
      Vectors.axpy(-1, told, 0, misses, 0, entries);
    }
  }

  /** By the f × f normal equations: each step is {@code (D + BᵀB)⁻¹ (D(z − x) + Bᵀ(r − Bx))}. */
  private boolean byDimensions(Row row, float[] x) {
    Arrays.fill(system, 0);
    Arrays.fill(step, 0);
    parts(
        row,
        entries -> {
          Vectors.addGram(1, observed, 0, entries, stride, 0, system);
          pull(x, entries);
        });
    for (int c = 0; c < f; c++) {
      system[c * stride + c] += (float) row.diagonal[c];
    }
    if (!cholesky.factor(system, f)) {
      return false;
    }
    move(x);
    if (cholesky.spread() <= PLAIN) {
      return true;
    }
    for (int c = 0; c < f; c++) {
      step[c] = (float) (row.diagonal[c] * (row.start[c] - x[c]));
    }
    parts(row, entries -> pull(x, entries));
    move(x);
    return settled(x);
  }

  /** Adds {@code Bᵀ(r − Bx)} to the step. */
  private void pull(float[] x, int entries) {
    miss(x, entries);
    Vectors.combine(misses, 0, 1, observed, offsets, entries, step, 0, f);
  }

  private void move(float[] x) {
    FloatCholesky.solve(system, f, step);
    Vectors.axpy(1, step, 0, x, 0, f);
  }

  private boolean settled(float[] x) {
    return Vectors.norm(step, 0, f) <= SETTLED * Vectors.norm(x, 0, f);
  }

  /**
   * By n × n: {@code x = z + D⁻¹Bᵀt}, {@code (I + B D⁻¹ Bᵀ) t = r − Bz}; each step of t is its
   * residual {@code r − Bx − t} solved for. No two large numbers are subtracted, however small D
   * is.
   */
  private boolean byEntries(Row row, float[] x) {
    int n = row.columns.length;
    gather(row, 0, n);
    entrySystem(n, row.diagonal);
    if (!cholesky.factor(system, n)) {
      return false;
    }
    Arrays.fill(taken, 0);
    takeUp(row, x);
    if (cholesky.spread() <= PLAIN) {
      return true;
    }
    takeUp(row, x);
    return settled(x);
  }

  private void takeUp(Row row, float[] x) {
    int n = row.columns.length;
    miss(x, n);
    Vectors.axpy(-1, taken, 0, misses, 0, n);
    FloatCholesky.solve(system, n, misses);
    Vectors.axpy(1, misses, 0, taken, 0, n);
    Arrays.fill(step, 0);
    Vectors.combine(misses, 0, 1, observed, offsets, n, step, 0, f);
    for (int c = 0; c < f; c++) {
      step[c] /= (float) row.diagonal[c];
    }
    Vectors.axpy(1, step, 0, x, 0, f);
  }

  /** {@code I + B D⁻¹ Bᵀ}. */
  private void entrySystem(int n, double[] diagonal) {
    int wide = FloatCholesky.stride(n);
    Arrays.fill(turned, 0, f * wide, 0);
    for (int c = 0; c < f; c++) {
      float scale = (float) (1 / Math.sqrt(diagonal[c]));
      for (int i = 0; i < n; i++) {
        turned[c * wide + i] = scale * observed[i * stride + c];
      }
    }
    Arrays.fill(system, 0, wide * wide, 0);
    Vectors.addGram(1, turned, 0, f, wide, 0, system);
    for (int i = 0; i < n; i++) {
      system[i * wide + i] += 1;
    }
  }

  /** The normal equations once more. */
  private float[] inDoubles(Row row) {
    double[] a = new double[f * f];
    double[] b = new double[f];
    for (int c = 0; c < f; c++) {
      a[c * f + c] = row.diagonal[c];
      b[c] = row.diagonal[c] * row.start[c];
    }
    parts(
        row,
        entries -> {
          for (int i = 0; i < entries; i++) {
            addProducts(i, a, b);
          }
        });
    Cholesky.solve(a, f, b);
    float[] x = new float[f];
    for (int c = 0; c < f; c++) {
      x[c] = (float) b[c];
    }
    return x;
  }

  private void addProducts(int entry, double[] a, double[] b) {
    for (int c = 0; c < f; c++) {
      double v = observed[entry * stride + c];
      b[c] += roots[entry] * v;
      for (int d = 0; d <= c; d++) {
        a[c * f + d] += v * observed[entry * stride + d];
      }
    }
  }
}

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
 * by then is solved in doubles.
 */
final class RowSolver {
  /** Up to such a spread one step does. */
  private static final float PLAIN = 1000;

  /** Numbers that a core keeps near while it multiplies them. */
  private static final int CACHED = 8192;

  /** The last step must be below this share of x. */
  private static final float SETTLED = 1e-3f;

  private final Matrix factors;
  private final int f;
  private final FloatCholesky cholesky = new FloatCholesky();
  private final int stride;
  private final float[] step;
  private float[] observed = new float[0];
  private float[] roots = new float[0];
  private float[] told = new float[0];
  private float[] misses = new float[0];
  private float[] taken = new float[0];
  private int[] offsets = new int[0];
  private float[] turned = new float[0];
  private float[] system;
  private int entries;

  /**
   * @param factors {@code [m × f]}, in the basis where D is a diagonal
   */
  RowSolver(Matrix factors) {
    this.factors = factors;
    this.f = factors.columns();
    this.stride = FloatCholesky.stride(f);
    this.step = new float[f];
    this.system = new float[stride * stride];
  }

  /**
   * x {@code [f]} of a row.
   *
   * @param diagonal of D, in doubles
   * @param start z
   */
  float[] solve(int[] columns, float[] weights, double[] diagonal, float[] start) {
    gather(columns, weights);
    float[] x = start.clone();
    boolean settled =
        columns.length <= f ? byEntries(x, diagonal) : byDimensions(x, start, diagonal);
    return settled ? x : inDoubles(columns.length, diagonal, start);
  }

  private void gather(int[] columns, float[] weights) {
    int n = columns.length;
    if (offsets.length < n) {
      int most = 2 * n;
      observed = new float[Math.multiplyExact(most, stride)];
      roots = new float[most];
      told = new float[most];
      misses = new float[most];
      taken = new float[most];
      offsets = new int[most];
      Arrays.setAll(offsets, i -> i * stride);
    }
    for (int i = 0; i < n; i++) {
      roots[i] = (float) Math.sqrt(weights[i]);
      System.arraycopy(factors.array(), factors.offset(columns[i]), observed, offsets[i], f);
      if (roots[i] != 1) {
        Vectors.scale(roots[i], observed, offsets[i], f);
      }
    }
    entries = n;
  }

  /** {@code r − Bx}. */
  private void miss(float[] x) {
    System.arraycopy(roots, 0, misses, 0, entries);
    if (Vectors.norm(x, 0, f) > 0) {
      Vectors.dots(x, 0, observed, offsets, entries, f, told, 0);
      Vectors.axpy(-1, told, 0, misses, 0, entries);
    }
  }

  /** By the f × f normal equations: each step is {@code (D + BᵀB)⁻¹ (D(z − x) + Bᵀ(r − Bx))}. */
  private boolean byDimensions(float[] x, float[] start, double[] diagonal) {
    Arrays.fill(system, 0, stride * stride, 0);
    int together = Math.max(1, CACHED / stride);
    for (int i = 0; i < entries; i += together) {
      int count = Math.min(together, entries - i);
      Vectors.addGram(1, observed, offsets[i], count, stride, 0, system);
    }
    for (int c = 0; c < f; c++) {
      system[c * stride + c] += (float) diagonal[c];
    }
    if (!cholesky.factor(system, f)) {
      return false;
    }
    for (int s = 0; s < steps(); s++) {
      miss(x);
      for (int c = 0; c < f; c++) {
        step[c] = (float) (diagonal[c] * (start[c] - x[c]));
      }
      Vectors.combine(misses, 0, 1, observed, offsets, entries, step, 0, f);
      FloatCholesky.solve(system, f, step);
      Vectors.axpy(1, step, 0, x, 0, f);
    }
    return settled(x);
  }

  /**
   * By n × n: {@code x = z + D⁻¹Bᵀt}, {@code (I + B D⁻¹ Bᵀ) t = r − Bz}; each step of t is its
   * residual {@code r − Bx − t} solved for. No two large numbers are subtracted, however small D
   * is.
   */
  private boolean byEntries(float[] x, double[] diagonal) {
    int n = entries;
    entrySystem(n, diagonal);
    if (!cholesky.factor(system, n)) {
      return false;
    }
    Arrays.fill(taken, 0, n, 0);
    for (int s = 0; s < steps(); s++) {
      miss(x);
      Vectors.axpy(-1, taken, 0, misses, 0, n);
      FloatCholesky.solve(system, n, misses);
      Vectors.axpy(1, misses, 0, taken, 0, n);
      Arrays.fill(step, 0);
      Vectors.combine(misses, 0, 1, observed, offsets, n, step, 0, f);
      for (int c = 0; c < f; c++) {
        step[c] /= (float) diagonal[c];
      }
      Vectors.axpy(1, step, 0, x, 0, f);
    }
    return settled(x);
  }

  /** {@code I + B D⁻¹ Bᵀ}. */
  private void entrySystem(int n, double[] diagonal) {
    int wide = FloatCholesky.stride(n);
    if (turned.length < f * wide) {
      turned = new float[f * stride];
    }
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

  private int steps() {
    return cholesky.spread() > PLAIN ? 2 : 1;
  }

  private boolean settled(float[] x) {
    return steps() == 1 || Vectors.norm(step, 0, f) <= SETTLED * Vectors.norm(x, 0, f);
  }

  /** The normal equations once more. */
  private float[] inDoubles(int n, double[] diagonal, float[] start) {
    double[] a = new double[f * f];
    double[] b = new double[f];
    for (int c = 0; c < f; c++) {
      a[c * f + c] = diagonal[c];
      b[c] = diagonal[c] * start[c];
    }
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < f; c++) {
        double v = observed[i * stride + c];
        b[c] += roots[i] * v;
        for (int d = 0; d <= c; d++) {
          a[c * f + d] += v * observed[i * stride + d];
        }
      }
    }
    Cholesky.solve(a, f, b);
    float[] x = new float[f];
    for (int c = 0; c < f; c++) {
      x[c] = (float) b[c];
    }
    return x;
  }
}

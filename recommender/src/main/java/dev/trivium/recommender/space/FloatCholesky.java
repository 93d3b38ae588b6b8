package dev.trivium.recommender.space;

import dev.trivium.core.math.Vectors;

/**
 * One small symmetric positive definite system in floats, by its upper triangle, a block of rows at
 * a time: what the rows of a block take from those below is one product of matrices.
 */
final class FloatCholesky {
  private static final int BLOCK = Vectors.MOST_LANES;

  private final int[] offsets = new int[BLOCK];
  private final float[] factors = new float[BLOCK];
  private float spread;

  /** The numbers that a row of the system takes in memory: {@code n}, filled up to whole blocks. */
  static int stride(int n) {
    return (n + BLOCK - 1) / BLOCK * BLOCK;
  }

  /**
   * Factors {@code A = UᵀU} in place; false where it is not positive definite to a float's digits.
   *
   * @param a {@code [stride(n) × stride(n)]}, zeros beyond n; what is below the diagonal is not
   *     read
   */
  boolean factor(float[] a, int n) {
    int stride = stride(n);
    float largest = 0;
    for (int j = 0; j < n; j++) {
      largest = Math.max(largest, a[j * stride + j]);
    }
    for (int from = 0; from < n; from += BLOCK) {
      int to = Math.min(n, from + BLOCK);
      for (int j = from; j < to; j++) {
        if (!row(a, stride, from, j)) {
          return false;
        }
      }
      if (to < n) {
        Vectors.addGram(-1, a, from * stride, to - from, stride, to, a);
      }
    }
    spread = 1;
    for (int j = 0; j < n; j++) {
      float root = a[j * stride + j];
      spread = Math.max(spread, largest / (root * root));
    }
    return true;
  }

  /**
   * The largest number that was on the diagonal over the least square on that of the factor: a
   * lower bound of the condition, whose digits a solution may lose.
   */
  float spread() {
    return spread;
  }

  /** Row j, after those of its block. */
  private boolean row(float[] a, int stride, int from, int j) {
    int width = stride - from;
    for (int k = from; k < j; k++) {
      factors[k - from] = -a[k * stride + j];
      offsets[k - from] = k * stride + from;
    }
    Vectors.combine(factors, 0, 1, a, offsets, j - from, a, j * stride + from, width);
    float pivot = a[j * stride + j];
    if (!(pivot > 0) || Float.isInfinite(pivot)) {
      return false;
    }
    Vectors.scale((float) (1 / Math.sqrt(pivot)), a, j * stride + from, width);
    return true;
  }

  /** Solves {@code A x = b} by the factor; b {@code [n]} is overwritten by x. */
  static void solve(float[] a, int n, float[] b) {
    int stride = stride(n);
    for (int j = 0; j < n; j++) {
      b[j] /= a[j * stride + j];
      Vectors.axpy(-b[j], a, j * stride + j + 1, b, j + 1, n - j - 1);
    }
    for (int j = n - 1; j >= 0; j--) {
      b[j] -= Vectors.dot(a, j * stride + j + 1, b, j + 1, n - j - 1);
      b[j] /= a[j * stride + j];
    }
  }
}

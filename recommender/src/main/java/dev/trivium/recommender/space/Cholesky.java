package dev.trivium.recommender.space;

/**
 * Solves one small symmetric positive definite system in place, without allocating: thousands are
 * solved in each sweep.
 */
final class Cholesky {
  private Cholesky() {}

  /**
   * Solves {@code A x = b}: A {@code [n × n]} by its lower triangle, overwritten by its factor; b
   * {@code [n]}, overwritten by x.
   */
  static void solve(double[] a, int n, double[] b) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[i * n + j];
        for (int k = 0; k < j; k++) {
          sum -= a[i * n + k] * a[j * n + k];
        }
        if (i == j) {
          if (!(sum > 0)) {
            throw new ArithmeticException(
                "the system is not positive definite: pivot " + i + " is " + sum);
          }
          a[i * n + i] = Math.sqrt(sum);
        } else {
          a[i * n + j] = sum / a[j * n + j];
        }
      }
    }
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        b[i] -= a[i * n + k] * b[k];
      }
      b[i] /= a[i * n + i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        b[i] -= a[k * n + i] * b[k];
      }
      b[i] /= a[i * n + i];
    }
  }
}

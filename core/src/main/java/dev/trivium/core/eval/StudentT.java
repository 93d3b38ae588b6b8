package dev.trivium.core.eval;

/** Student's t distribution, for confidence intervals. */
final class StudentT {
  private static final double NORMAL = 1.959963984540054;

  private StudentT() {}

  /**
   * What t with these degrees of freedom stays below with probability 0.975. To 100 degrees from
   * the exact distribution, beyond by its expansion around the normal one (Abramowitz and Stegun,
   * <i>Handbook of mathematical functions</i>, 26.7.3, 26.7.4 and 26.7.5).
   */
  static double quantile975(int degrees) {
    if (degrees < 1) {
      return Double.NaN;
    }
    if (degrees > 100) {
      return expansion(degrees);
    }
    double low = 1;
    double high = 13;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (within(middle, degrees) < 0.95) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double expansion(int degrees) {
    double z = NORMAL;
    double first = (Math.pow(z, 3) + z) / 4;
    double second = (5 * Math.pow(z, 5) + 16 * Math.pow(z, 3) + 3 * z) / 96;
    return z + first / degrees + second / ((double) degrees * degrees);
  }

  /** The probability that |t| stays below a value. */
  private static double within(double t, int degrees) {
    double angle = Math.atan(t / Math.sqrt(degrees));
    double cosine = Math.cos(angle);
    boolean odd = degrees % 2 == 1;
    double term = odd ? cosine : 1;
    double sum = degrees == 1 ? 0 : term;
    for (int k = odd ? 3 : 2; k < degrees; k += 2) {
      term *= cosine * cosine * (k - 1) / k;
      sum += term;
    }
    return odd ? 2 / Math.PI * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
  }
}

package dev.trivium.core.eval;

/**
 * A measured value.
 *
 * @param value the mean, or the statistic itself
 * @param standardError of the mean over the {@code n} cases; NaN where the statistic is no mean
 * @param n how many cases it was taken over
 */
public record Figure(double value, double standardError, int n) {
  /** The mean of values, each a case, with its standard error; NaN for none. */
  public static Figure mean(double[] values) {
    int n = values.length;
    double sum = 0;
    for (double v : values) {
      sum += v;
    }
    double mean = n == 0 ? Double.NaN : sum / n;
    double squares = 0;
    for (double v : values) {
      squares += (v - mean) * (v - mean);
    }
    return new Figure(mean, n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1.0) / n), n);
  }

  /** A statistic over {@code n} cases that is no mean. */
  public static Figure of(double value, int n) {
    return new Figure(value, Double.NaN, n);
  }

  /**
   * Half the width of the 95 % confidence interval around a mean: Student's t with n − 1 degrees of
   * freedom, times the standard error; NaN where there is none.
   */
  public double margin() {
    return Double.isNaN(standardError) ? Double.NaN : StudentT.quantile975(n - 1) * standardError;
  }
}

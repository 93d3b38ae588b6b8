package dev.trivium.core.learn;

/**
 * How logistic regression is fitted.
 *
 * @param c the weight of the data against the penalty ½‖w‖², as scikit-learn's and LIBLINEAR's C
 * @param standardize whether each feature is first brought to mean 0 and variance 1 over the rows;
 *     the penalty then does not depend on the features' units
 * @param tolerance the fit ends when the gradient is this share of the first one
 * @param maxIterations Newton steps at most
 */
public record LogisticSettings(double c, boolean standardize, double tolerance, int maxIterations) {
  /** C = 1, features as they are, converged. */
  public static final LogisticSettings DEFAULT = new LogisticSettings(1, false, 1e-6, 100);

  public LogisticSettings {
    require(c > 0 && c < Double.POSITIVE_INFINITY, "c", c, "a finite number above 0, say 1");
    require(tolerance > 0 && tolerance < 1, "tolerance", tolerance, "a share, say 1e-6");
    require(maxIterations >= 1, "maxIterations", maxIterations, "1 or more, say 100");
  }

  private static void require(boolean holds, String setting, Object value, String remedy) {
    if (!holds) {
      throw new IllegalArgumentException(setting + " is " + value + "; choose " + remedy);
    }
  }

  public LogisticSettings withC(double c) {
    return new LogisticSettings(c, standardize, tolerance, maxIterations);
  }

  public LogisticSettings withStandardize(boolean standardize) {
    return new LogisticSettings(c, standardize, tolerance, maxIterations);
  }
}

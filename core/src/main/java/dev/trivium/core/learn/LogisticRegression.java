package dev.trivium.core.learn;

import dev.trivium.core.math.Matrix;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Logistic regression with an L2 penalty, one class against the rest, for two classes, many, or
 * several at once. For each class it minimises
 *
 * <pre>½‖w‖² + C·Σᵢ log(1 + exp(−yᵢ(w·xᵢ + b)))</pre>
 *
 * over w and b. The intercept b is not penalised, as in scikit-learn's {@code lbfgs} (LIBLINEAR
 * penalises it). By Newton's method, each step solved by conjugate gradients (Lin, Weng and
 * Keerthi, <i>Trust region Newton method for logistic regression</i>, JMLR 2008; with a line search
 * where they have a trust region).
 *
 * <p>Cost: a few dozen passes over the features for each class; memory one copy of the features and
 * 16 bytes a row and class in work. Classes and rows in parallel; the same numbers whatever the
 * number of threads.
 */
public final class LogisticRegression {
  private final LogisticSettings settings;

  public LogisticRegression(LogisticSettings settings) {
    this.settings = settings;
  }

  /**
   * Fits one model for each class. A class that no row has, or all have, gets weights of zero and
   * an intercept of −∞ or ∞.
   *
   * @param features {@code [n × d]}, one row for each example; not changed
   * @param classes for each class the rows that have it
   */
  public LogisticModel fit(Matrix features, List<BitSet> classes) {
    requireRows(features, classes);
    FeatureScale scale = FeatureScale.of(features, settings.standardize());
    Matrix scaled = scale.applied(features);
    Matrix weights = Matrix.zeros(classes.size(), features.columns());
    float[] intercepts = new float[classes.size()];
    IntStream.range(0, classes.size())
        .parallel()
        .forEach(
            c -> {
              double[] solution = solve(scaled, scale.variances(), classes.get(c));
              intercepts[c] = (float) scale.unscale(solution, weights.array(), weights.offset(c));
            });
    return new LogisticModel(weights, intercepts);
  }

  private double[] solve(Matrix scaled, double[] variances, BitSet members) {
    int n = scaled.rows();
    int positives = members.cardinality();
    if (positives == 0 || positives == n) {
      double[] constant = new double[scaled.columns() + 1];
      constant[scaled.columns()] =
          positives == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      return constant;
    }
    return new LogisticNewton(new LogisticLoss(scaled, members, settings.c()), variances, settings)
        .minimum(Math.log((double) positives / (n - positives)));
  }

  private static void requireRows(Matrix features, List<BitSet> classes) {
    if (features.rows() == 0) {
      throw new IllegalArgumentException("there is no row to learn from; give at least one");
    }
    for (BitSet members : classes) {
      if (members.length() > features.rows()) {
        throw new IllegalArgumentException(
            "a class has row %d as a member, and there are %d rows, which count from 0"
                .formatted(members.length() - 1, features.rows()));
      }
    }
  }
}

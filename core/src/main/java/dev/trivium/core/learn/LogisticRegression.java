package dev.trivium.core.learn;

import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.SparseMatrix;
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
    requireRows(features.rows(), classes);
    FeatureScale scale = FeatureScale.of(features, settings.standardize());
    Design design = new DenseDesign(scale.applied(features), scale.variances());
    Matrix weights = Matrix.zeros(classes.size(), features.columns());
    float[] intercepts = new float[classes.size()];
    IntStream.range(0, classes.size())
        .parallel()
        .forEach(
            c -> {
              double[] solution = solve(design, classes.get(c));
              intercepts[c] = (float) scale.unscale(solution, weights.array(), weights.offset(c));
            });
    return new LogisticModel(weights, intercepts);
  }

  /**
   * The same on sparse rows, which cannot be standardised, for that would fill in their zeros.
   * Memory: two copies of the features, and a dense row for each class.
   */
  public LogisticModel fit(SparseMatrix features, List<BitSet> classes) {
    requireRows(features.rows(), classes);
    if (settings.standardize()) {
      throw new IllegalArgumentException(
          "standardize would make sparse rows dense; choose false, or give a dense matrix");
    }
    Design design = new SparseDesign(features);
    Matrix weights = Matrix.zeros(classes.size(), features.columns());
    float[] intercepts = new float[classes.size()];
    for (int c = 0; c < intercepts.length; c++) { // its passes take all threads
      double[] solution = solve(design, classes.get(c));
      for (int i = 0; i < features.columns(); i++) {
        weights.array()[weights.offset(c) + i] = (float) solution[i];
      }
      intercepts[c] = (float) solution[features.columns()];
    }
    return new LogisticModel(weights, intercepts);
  }

  private double[] solve(Design design, BitSet members) {
    int n = design.rows();
    int positives = members.cardinality();
    if (positives == 0 || positives == n) {
      double[] constant = new double[design.columns() + 1];
      constant[design.columns()] =
          positives == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      return constant;
    }
    LogisticLoss loss = new LogisticLoss(design, members, settings.c());
    return new LogisticNewton(loss, design.meanSquares(), settings)
        .minimum(Math.log((double) positives / (n - positives)));
  }

  private static void requireRows(int rows, List<BitSet> classes) {
    if (rows == 0) {
      throw new IllegalArgumentException("there is no row to learn from; give at least one");
    }
    for (BitSet members : classes) {
      if (members.length() > rows) {
        throw new IllegalArgumentException(
            "a class has row %d as a member, and there are %d rows, which count from 0"
                .formatted(members.length() - 1, rows));
      }
    }
  }
}

package dev.trivium.core.learn;

import dev.trivium.core.math.Matrices;
import dev.trivium.core.math.Matrix;

/**
 * Linear models of the log-odds of classes, {@code w·x + b} each. Immutable.
 *
 * @see LogisticRegression
 */
public final class LogisticModel {
  private final Matrix weights;
  private final float[] intercepts;

  LogisticModel(Matrix weights, float[] intercepts) {
    this.weights = weights;
    this.intercepts = intercepts;
  }

  /** How many classes there are. */
  public int classes() {
    return intercepts.length;
  }

  /** The weights {@code [classes × d]}, of features as they came in; to be read. */
  public Matrix weights() {
    return weights;
  }

  /** The intercept of a class. */
  public float intercept(int c) {
    return intercepts[c];
  }

  /** The log-odds of each class for each row: {@code [n × d]} in, {@code [n × classes]} out. */
  public Matrix decisions(Matrix features) {
    Matrix decisions = Matrices.timesTransposed(features, weights);
    for (int r = 0; r < decisions.rows(); r++) {
      for (int c = 0; c < intercepts.length; c++) {
        decisions.array()[r * intercepts.length + c] += intercepts[c];
      }
    }
    return decisions;
  }

  /** The likeliest class of each row; of equals the first. */
  public int[] predict(Matrix features) {
    Matrix decisions = decisions(features);
    int[] best = new int[features.rows()];
    for (int r = 0; r < best.length; r++) {
      for (int c = 1; c < intercepts.length; c++) {
        best[r] = decisions.get(r, c) > decisions.get(r, best[r]) ? c : best[r];
      }
    }
    return best;
  }
}

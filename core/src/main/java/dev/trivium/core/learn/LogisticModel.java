package dev.trivium.core.learn;

import dev.trivium.core.math.Matrices;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.SparseMatrix;

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

  /**
   * One that was fitted before.
   *
   * @param weights {@code [classes × d]}
   * @param intercepts one a class
   */
  public static LogisticModel of(Matrix weights, float[] intercepts) {
    if (weights.rows() != intercepts.length) {
      throw new IllegalArgumentException(
          "%d intercepts for the weights of %d classes; give one for each"
              .formatted(intercepts.length, weights.rows()));
    }
    return new LogisticModel(weights, intercepts.clone());
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

  /** The same of sparse rows. */
  public Matrix decisions(SparseMatrix features) {
    if (features.columns() != weights.columns()) {
      throw new IllegalArgumentException(
          "rows of %d features for a model of %d; give the features it was fitted on"
              .formatted(features.columns(), weights.columns()));
    }
    int classes = intercepts.length;
    Matrix decisions = Matrix.zeros(features.rows(), classes);
    for (int r = 0; r < features.rows(); r++) {
      for (int c = 0; c < classes; c++) {
        decisions.array()[r * classes + c] = decision(features, r, c);
      }
    }
    return decisions;
  }

  private float decision(SparseMatrix features, int row, int c) {
    double sum = intercepts[c];
    for (int k = features.offsets()[row]; k < features.offsets()[row + 1]; k++) {
      sum += (double) features.values()[k] * weights.get(c, features.indices()[k]);
    }
    return (float) sum;
  }

  /** The likeliest class of each row; of equals the first. */
  public int[] predict(Matrix features) {
    return likeliest(decisions(features));
  }

  /** The same of sparse rows. */
  public int[] predict(SparseMatrix features) {
    return likeliest(decisions(features));
  }

  private static int[] likeliest(Matrix decisions) {
    int[] best = new int[decisions.rows()];
    for (int r = 0; r < best.length; r++) {
      for (int c = 1; c < decisions.columns(); c++) {
        best[r] = decisions.get(r, c) > decisions.get(r, best[r]) ? c : best[r];
      }
    }
    return best;
  }
}

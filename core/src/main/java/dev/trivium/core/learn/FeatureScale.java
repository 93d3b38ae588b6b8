package dev.trivium.core.learn;

import dev.trivium.core.math.Matrix;
import java.util.Arrays;

/**
 * Features around their means, which changes nothing in a fit whose intercept is free but makes it
 * better conditioned, and, where asked, of variance 1.
 */
final class FeatureScale {
  private final double[] means;
  private final double[] deviations;
  private final double[] variances;

  private FeatureScale(double[] means, double[] deviations, double[] variances) {
    this.means = means;
    this.deviations = deviations;
    this.variances = variances;
  }

  static FeatureScale of(Matrix features, boolean standardize) {
    int d = features.columns();
    double[] means = new double[d];
    for (int r = 0; r < features.rows(); r++) {
      for (int c = 0; c < d; c++) {
        means[c] += features.array()[r * d + c];
      }
    }
    Arrays.setAll(means, c -> means[c] / features.rows());
    double[] variances = new double[d];
    for (int r = 0; r < features.rows(); r++) {
      for (int c = 0; c < d; c++) {
        double x = features.array()[r * d + c] - means[c];
        variances[c] += x * x / features.rows();
      }
    }
    double[] deviations = new double[d];
    for (int c = 0; c < d; c++) {
      deviations[c] = standardize && variances[c] > 0 ? Math.sqrt(variances[c]) : 1;
      variances[c] /= deviations[c] * deviations[c];
    }
    return new FeatureScale(means, deviations, variances);
  }

  /** The variance of each feature once scaled. */
  double[] variances() {
    return variances;
  }

  Matrix applied(Matrix features) {
    int d = features.columns();
    Matrix scaled = Matrix.zeros(features.rows(), d);
    for (int r = 0; r < features.rows(); r++) {
      for (int c = 0; c < d; c++) {
        int i = r * d + c;
        scaled.array()[i] = (float) ((features.array()[i] - means[c]) / deviations[c]);
      }
    }
    return scaled;
  }

  /**
   * Writes the weights of features as they came in, and returns the intercept.
   *
   * @param solution of the scaled features: d weights, and the intercept
   */
  double unscale(double[] solution, float[] weights, int offset) {
    double intercept = solution[means.length];
    for (int c = 0; c < means.length; c++) {
      double weight = solution[c] / deviations[c];
      weights[offset + c] = (float) weight;
      intercept -= weight * means[c];
    }
    return intercept;
  }
}

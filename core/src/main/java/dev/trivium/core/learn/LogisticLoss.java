package dev.trivium.core.learn;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The penalised logistic loss of one class and its derivatives at a point, d weights and the
 * intercept.
 */
final class LogisticLoss {
  private final Design design;
  private final BitSet members;
  private final double c;
  private final double[] losses;
  private final float[] curvatures;

  LogisticLoss(Design design, BitSet members, double c) {
    this.design = design;
    this.members = members;
    this.c = c;
    this.losses = new double[design.rows()];
    this.curvatures = new float[design.rows()];
  }

  /** Numbers in a point. */
  int size() {
    return design.columns() + 1;
  }

  /**
   * The loss at {@code point}; writes the gradient, and remembers the curvatures for {@link
   * #hessianTimes}.
   */
  double evaluate(double[] point, double[] gradient) {
    double[] sum =
        design.pass(
            point,
            (row, z) -> {
              double margin = members.get(row) ? z : -z;
              double missed = 1 / (1 + Math.exp(margin));
              losses[row] = margin > 0 ? Math.log1p(Math.exp(-margin)) : softplus(margin);
              curvatures[row] = (float) (missed * (1 - missed));
              return (float) (members.get(row) ? -missed : missed);
            });
    double squares = 0;
    for (int i = 0; i < sum.length; i++) {
      double penalised = i < design.columns() ? point[i] : 0;
      squares += penalised * penalised;
      gradient[i] = penalised + c * sum[i];
    }
    return squares / 2 + c * Arrays.stream(losses).sum();
  }

  private static double softplus(double margin) {
    return Math.log1p(Math.exp(margin)) - margin;
  }

  /** The second derivatives where {@link #evaluate} last was, times {@code v}. */
  double[] hessianTimes(double[] v) {
    double[] product = design.pass(v, (row, z) -> curvatures[row] * z);
    for (int i = 0; i < product.length; i++) {
      product[i] = c * product[i] + (i < design.columns() ? v[i] : 0);
    }
    return product;
  }

  /** C times the sum of the curvatures: what one feature of mean square 1 adds to the Hessian. */
  double curvature() {
    double sum = 0;
    for (float curvature : curvatures) {
      sum += curvature;
    }
    return c * sum;
  }
}

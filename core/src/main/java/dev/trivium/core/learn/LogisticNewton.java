package dev.trivium.core.learn;

import dev.trivium.core.Interrupts;
import java.util.Arrays;

/** Newton's method with truncated conjugate gradients and a backtracking line search. */
final class LogisticNewton {
  /** A decrease of this share of the loss is lost in the rounding of floats. */
  private static final double RESOLUTION = 1e-10;

  private static final double SUFFICIENT = 1e-4;
  private static final int HALVINGS = 20;

  private final LogisticLoss loss;
  private final double[] meanSquares;
  private final LogisticSettings settings;
  private double[] point;
  private double[] gradient;
  private double value;

  LogisticNewton(LogisticLoss loss, double[] meanSquares, LogisticSettings settings) {
    this.loss = loss;
    this.meanSquares = meanSquares;
    this.settings = settings;
    this.point = new double[loss.size()];
    this.gradient = new double[loss.size()];
  }

  /** The point of least loss, from weights of zero and this intercept. */
  double[] minimum(double intercept) {
    point[point.length - 1] = intercept;
    value = loss.evaluate(point, gradient);
    double first = norm(gradient);
    for (int i = 0; i < settings.maxIterations(); i++) {
      double size = norm(gradient);
      if (size <= settings.tolerance() * first) {
        break;
      }
      double[] step = direction(Math.min(0.1, Math.sqrt(size / first)) * size);
      double slope = dot(gradient, step);
      if (-slope <= RESOLUTION * value || !advance(step, slope)) {
        break;
      }
    }
    return point;
  }

  /** Goes along the step, or half of it and so on, as far as the loss falls as it should. */
  private boolean advance(double[] step, double slope) {
    double[] next = new double[point.length];
    double[] nextGradient = new double[point.length];
    double width = 1;
    for (int h = 0; h < HALVINGS; h++, width /= 2) {
      for (int i = 0; i < next.length; i++) {
        next[i] = point[i] + width * step[i];
      }
      double reached = loss.evaluate(next, nextGradient);
      if (reached <= value + SUFFICIENT * width * slope) {
        point = next;
        gradient = nextGradient;
        value = reached;
        return true;
      }
    }
    return false;
  }

  /** Solves H·step = −gradient until the residual is this small. */
  private double[] direction(double residual) {
    double[] inverse = inverseDiagonal();
    double[] step = new double[point.length];
    double[] r = gradient.clone();
    Arrays.setAll(r, i -> -gradient[i]);
    double[] z = times(inverse, r);
    double[] p = z.clone();
    double rz = dot(r, z);
    for (int i = 0; i < 2 * point.length && norm(r) > residual; i++) {
      Interrupts.check("regression");
      double[] hp = loss.hessianTimes(p);
      double alpha = rz / dot(p, hp);
      axpy(alpha, p, step);
      axpy(-alpha, hp, r);
      z = times(inverse, r);
      double next = dot(r, z);
      double beta = next / rz;
      rz = next;
      for (int j = 0; j < p.length; j++) {
        p[j] = z[j] + beta * p[j];
      }
    }
    return step;
  }

  /** About one over the Hessian's diagonal: curvatures and features taken as independent. */
  private double[] inverseDiagonal() {
    double curvature = loss.curvature();
    double[] inverse = new double[point.length];
    for (int i = 0; i < meanSquares.length; i++) {
      inverse[i] = 1 / (1 + curvature * meanSquares[i]);
    }
    inverse[meanSquares.length] = 1 / Math.max(curvature, Double.MIN_NORMAL);
    return inverse;
  }

  private static double[] times(double[] a, double[] b) {
    double[] out = new double[a.length];
    Arrays.setAll(out, i -> a[i] * b[i]);
    return out;
  }

  private static void axpy(double s, double[] x, double[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] += s * x[i];
    }
  }

  private static double norm(double[] x) {
    return Math.sqrt(dot(x, x));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}

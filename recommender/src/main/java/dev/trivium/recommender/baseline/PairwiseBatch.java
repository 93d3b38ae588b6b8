package dev.trivium.recommender.baseline;

import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;

/**
 * Triples of nodes: a user, an item taken up, an item not taken up, and the loss of Bayesian
 * personalised ranking over them, {@code −1/n Σ log σ(e_u·e_i − e_u·e_j)}.
 */
final class PairwiseBatch {
  private final int[] users;
  private final int[] taken;
  private final int[] others;
  private int size;

  PairwiseBatch(int most) {
    users = new int[most];
    taken = new int[most];
    others = new int[most];
  }

  void add(int user, int item, int other) {
    users[size] = user;
    taken[size] = item;
    others[size++] = other;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  double loss(Matrix e) {
    double sum = 0;
    for (int t = 0; t < size; t++) {
      sum += Math.log1p(Math.exp(-margin(e, t)));
    }
    return sum / size;
  }

  private double margin(Matrix e, int t) {
    return product(e, users[t], taken[t]) - product(e, users[t], others[t]);
  }

  private static double product(Matrix e, int a, int b) {
    return Vectors.dot(e.array(), e.offset(a), e.array(), e.offset(b), e.columns());
  }

  /** The gradient of the loss by e, {@code [nodes × f]}. */
  Matrix gradient(Matrix e) {
    Matrix g = Matrix.zeros(e.rows(), e.columns());
    for (int t = 0; t < size; t++) {
      float by = (float) (-1 / (1 + Math.exp(margin(e, t))) / size);
      add(by, e, taken[t], g, users[t]);
      add(-by, e, others[t], g, users[t]);
      add(by, e, users[t], g, taken[t]);
      add(-by, e, users[t], g, others[t]);
    }
    return g;
  }

  /** Adds the gradient of {@code λ/2n Σ (‖x_u‖² + ‖x_i‖² + ‖x_j‖²)} by x. */
  void addDecay(double lambda, Matrix x, Matrix gradient) {
    float by = (float) (lambda / size);
    for (int t = 0; t < size; t++) {
      add(by, x, users[t], gradient, users[t]);
      add(by, x, taken[t], gradient, taken[t]);
      add(by, x, others[t], gradient, others[t]);
    }
  }

  private static void add(float by, Matrix from, int row, Matrix to, int target) {
    Vectors.axpy(by, from.array(), from.offset(row), to.array(), to.offset(target), to.columns());
  }
}

package dev.trivium.recommender.space;

import dev.trivium.core.data.Interactions;
import dev.trivium.core.math.Matrix;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The oracles: the same problems set up from their definitions and solved by elimination, dense and
 * in doubles.
 */
final class Dense {
  private Dense() {}

  static double[][] of(Matrix m) {
    double[][] out = new double[m.rows()][m.columns()];
    for (int r = 0; r < m.rows(); r++) {
      for (int c = 0; c < m.columns(); c++) {
        out[r][c] = m.get(r, c);
      }
    }
    return out;
  }

  /** Gauss with partial pivoting: {@code A X = B}, neither changed. */
  static double[][] solve(double[][] a, double[][] b) {
    int n = a.length;
    int m = b[0].length;
    double[][] w = new double[n][n + m];
    for (int r = 0; r < n; r++) {
      System.arraycopy(a[r], 0, w[r], 0, n);
      System.arraycopy(b[r], 0, w[r], n, m);
    }
    for (int c = 0; c < n; c++) {
      int pivot = c;
      for (int r = c + 1; r < n; r++) {
        pivot = Math.abs(w[r][c]) > Math.abs(w[pivot][c]) ? r : pivot;
      }
      double[] swap = w[c];
      w[c] = w[pivot];
      w[pivot] = swap;
      for (int r = 0; r < n; r++) {
        double by = w[r][c] / w[c][c];
        for (int k = c; k < n + m && r != c; k++) {
          w[r][k] -= by * w[c][k];
        }
      }
    }
    double[][] x = new double[n][m];
    for (int r = 0; r < n; r++) {
      for (int k = 0; k < m; k++) {
        x[r][k] = w[r][n + k] / w[r][r];
      }
    }
    return x;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** How much each of the first {@code n} columns is drawn to its prior, of mean 1. */
  static double[] precisions(FactorSettings s, Interactions rows, int n) {
    double[] precisions = new double[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      precisions[i] = lambda(s, rows.itemDegrees()[i], taken(rows.transposed()));
      sum += precisions[i];
    }
    for (int i = 0; i < n; i++) {
      precisions[i] *= n / sum;
    }
    return precisions;
  }

  /** How many columns have entries. */
  static int taken(Interactions rows) {
    return (int) Arrays.stream(rows.itemDegrees()).filter(n -> n > 0).count();
  }

  static double lambda(FactorSettings s, int n, int m) {
    return s.regularization() * Math.pow(n + s.unobservedWeight() * m, s.frequencyExponent());
  }

  /** One row by its normal equations. */
  static double[] row(
      double[][] fixed, Interactions rows, int u, FactorSettings s, double @Nullable [] prior) {
    int f = fixed[0].length;
    double lambda = lambda(s, rows.degree(u), taken(rows));
    double[][] a = new double[f][f];
    double[][] b = new double[f][1];
    for (int c = 0; c < f; c++) {
      a[c][c] = lambda;
      b[c][0] = prior == null ? 0 : lambda * prior[c];
    }
    for (double[] v : fixed) {
      rankOne(a, v, s.unobservedWeight());
    }
    for (int e = rows.from(u); e < rows.to(u); e++) {
      double[] v = fixed[rows.itemAt(e)];
      rankOne(a, v, rows.weightAt(e));
      for (int c = 0; c < f; c++) {
        b[c][0] += rows.weightAt(e) * v[c];
      }
    }
    double[][] x = solve(a, b);
    double[] out = new double[f];
    for (int c = 0; c < f; c++) {
      out[c] = x[c][0];
    }
    return out;
  }

  private static void rankOne(double[][] a, double[] v, double weight) {
    for (int c = 0; c < v.length; c++) {
      for (int d = 0; d < v.length; d++) {
        a[c][d] += weight * v[c] * v[d];
      }
    }
  }

  static double[][] rows(
      double[][] fixed, Interactions rows, FactorSettings s, double @Nullable [][] prior) {
    double[][] out = new double[rows.userCount()][];
    for (int u = 0; u < out.length; u++) {
      out[u] = row(fixed, rows, u, s, prior == null ? null : prior[u]);
    }
    return out;
  }

  /**
   * Users and items after the sweeps; {@code prior} says from item factors where they are drawn.
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Factors(double[][] users, double[][] items) {
    static Factors of(
        Interactions r, double[][] start, FactorSettings s, @Nullable UnaryOperator<double[][]> p) {
      double[][] users = new double[0][];
      double[][] items = start;
      double @Nullable [][] drawn = null;
      for (int sweep = 0; sweep < s.sweeps(); sweep++) {
        users = rows(items, r, s, null);
        items = rows(users, r.transposed(), s, drawn);
        drawn = p == null ? null : p.apply(items);
      }
      users = rows(items, r, s, null);
      return new Factors(users, items);
    }
  }

  /** What implicit ALS minimises, over every pair of user and item. */
  static double loss(double[][] users, double[][] items, Interactions r, FactorSettings s) {
    double loss = 0;
    for (int u = 0; u < users.length; u++) {
      loss += lambda(s, r.degree(u), taken(r)) * dot(users[u], users[u]);
      for (double[] item : items) {
        double score = dot(users[u], item);
        loss += s.unobservedWeight() * score * score;
      }
      for (int e = r.from(u); e < r.to(u); e++) {
        double miss = 1 - dot(users[u], items[r.itemAt(e)]);
        loss += r.weightAt(e) * miss * miss;
      }
    }
    int[] degrees = r.itemDegrees();
    for (int i = 0; i < items.length; i++) {
      loss += lambda(s, degrees[i], taken(r.transposed())) * dot(items[i], items[i]);
    }
    return loss;
  }

  /**
   * Ridge regression with an intercept: features of {@code train} centred, each block of columns
   * scaled to a mean squared length of 1; what it says at {@code at}.
   *
   * @param blocks widths of the blocks
   */
  static double[][] ridge(
      double[][] train, double[][] targets, double[][] at, int[] blocks, double ridge) {
    double[] ridges = new double[blocks.length];
    Arrays.fill(ridges, ridge);
    return ridge(train, targets, at, blocks, ridges);
  }

  /** With a ridge for each block. */
  static double[][] ridge(
      double[][] train, double[][] targets, double[][] at, int[] blocks, double[] ridges) {
    double[] ones = new double[train.length];
    Arrays.fill(ones, 1);
    return ridge(train, targets, at, blocks, ridges, ones);
  }

  /** With a weight for each row, of mean 1. */
  static double[][] ridge(
      double[][] train,
      double[][] targets,
      double[][] at,
      int[] blocks,
      double[] ridges,
      double[] weights) {
    int n = train.length;
    double[] mean = mean(train, weights);
    double[] scale = scale(train, mean, blocks, weights);
    double[][] x = standardized(train, mean, scale);
    double[] intercept = mean(targets, weights);
    int d = mean.length;
    int f = intercept.length;
    double[][] a = new double[d][d];
    double[][] b = new double[d][f];
    for (int r = 0; r < n; r++) {
      rankOne(a, x[r], weights[r]);
      for (int c = 0; c < d; c++) {
        for (int k = 0; k < f; k++) {
          b[c][k] += weights[r] * x[r][c] * (targets[r][k] - intercept[k]);
        }
      }
    }
    int c0 = 0;
    for (int k = 0; k < blocks.length; k++) {
      for (int c = c0; c < c0 + blocks[k]; c++) {
        a[c][c] += ridges[k];
      }
      c0 += blocks[k];
    }
    double[][] w = solve(a, b);
    double[][] z = standardized(at, mean, scale);
    double[][] out = new double[at.length][f];
    for (int r = 0; r < at.length; r++) {
      for (int k = 0; k < f; k++) {
        out[r][k] = intercept[k];
        for (int c = 0; c < d; c++) {
          out[r][k] += z[r][c] * w[c][k];
        }
      }
    }
    return out;
  }

  static double[] mean(double[][] rows, double[] weights) {
    double[] mean = new double[rows[0].length];
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < mean.length; c++) {
        mean[c] += weights[r] * rows[r][c] / rows.length;
      }
    }
    return mean;
  }

  private static double[] scale(double[][] rows, double[] mean, int[] blocks, double[] weights) {
    double[] scale = new double[mean.length];
    int from = 0;
    for (int width : blocks) {
      double squares = 0;
      for (int r = 0; r < rows.length; r++) {
        for (int c = from; c < from + width; c++) {
          squares += weights[r] * (rows[r][c] - mean[c]) * (rows[r][c] - mean[c]);
        }
      }
      for (int c = from; c < from + width; c++) {
        scale[c] = squares > 0 ? Math.sqrt(rows.length / squares) : 1;
      }
      from += width;
    }
    return scale;
  }

  private static double[][] standardized(double[][] rows, double[] mean, double[] scale) {
    double[][] out = new double[rows.length][mean.length];
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < mean.length; c++) {
        out[r][c] = (rows[r][c] - mean[c]) * scale[c];
      }
    }
    return out;
  }

  /** The largest difference, as a share of the largest number of the oracle. */
  static double distance(Matrix got, double[][] wanted) {
    double worst = 0;
    double largest = 1e-30;
    for (int r = 0; r < wanted.length; r++) {
      for (int c = 0; c < wanted[r].length; c++) {
        worst = Math.max(worst, Math.abs(got.get(r, c) - wanted[r][c]));
        largest = Math.max(largest, Math.abs(wanted[r][c]));
      }
    }
    return worst / largest;
  }
}

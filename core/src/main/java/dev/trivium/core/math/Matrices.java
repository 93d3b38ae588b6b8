package dev.trivium.core.math;

import java.util.stream.IntStream;

/**
 * Products of matrices, over the rows in parallel; the same numbers whatever the number of threads.
 */
public final class Matrices {
  private static final int CHUNK = 4096;
  private static final int ROWS = 16;

  private Matrices() {}

  /**
   * {@code A·Bᵀ}: {@code [m × d]} and {@code [n × d]} make {@code [m × n]}, in m·n inner products.
   */
  public static Matrix timesTransposed(Matrix a, Matrix b) {
    requireSame("columns", a.columns(), b.columns());
    Matrix out = Matrix.zeros(a.rows(), b.rows());
    int d = a.columns();
    int n = b.rows();
    blocks(
        a.rows(),
        r -> {
          for (int j = 0; j < n; j++) {
            out.array()[r * n + j] = Vectors.dot(a.array(), r * d, b.array(), j * d, d);
          }
        });
    return out;
  }

  /** {@code A·B}: {@code [m × d]} and {@code [d × n]} make {@code [m × n]}. */
  public static Matrix times(Matrix a, Matrix b) {
    requireSame("columns of the first and rows of the second", a.columns(), b.rows());
    Matrix out = Matrix.zeros(a.rows(), b.columns());
    int n = b.columns();
    blocks(
        a.rows(),
        r -> {
          for (int j = 0; j < a.columns(); j++) {
            Vectors.axpy(a.array()[r * a.columns() + j], b.array(), j * n, out.array(), r * n, n);
          }
        });
    return out;
  }

  /** {@code Aᵀ·B} of {@code [n × d]} and {@code [n × f]}: {@code [d × f]}. */
  public static Matrix transposedTimes(Matrix a, Matrix b) {
    requireSame("rows", a.rows(), b.rows());
    return times(transposed(a), b);
  }

  public static Matrix transposed(Matrix a) {
    Matrix out = Matrix.zeros(a.columns(), a.rows());
    for (int r = 0; r < a.rows(); r++) {
      for (int c = 0; c < a.columns(); c++) {
        out.array()[c * a.rows() + r] = a.array()[r * a.columns() + c];
      }
    }
    return out;
  }

  /**
   * {@code AᵀA}, {@code [d × d]} row by row: chunks of rows summed as floats, the chunks as
   * doubles.
   */
  public static double[] gram(Matrix a) {
    int d = a.columns();
    float[][] parts =
        IntStream.range(0, (a.rows() + CHUNK - 1) / CHUNK)
            .parallel()
            .mapToObj(c -> gram(a, c * CHUNK, Math.min(a.rows(), (c + 1) * CHUNK)))
            .toArray(float[][]::new);
    double[] sum = new double[d * d];
    for (float[] part : parts) {
      for (int i = 0; i < d; i++) {
        for (int j = i; j < d; j++) {
          sum[i * d + j] += part[i * d + j];
          sum[j * d + i] = sum[i * d + j];
        }
      }
    }
    return sum;
  }

  /** The upper triangle over rows {@code [from, to)}. */
  private static float[] gram(Matrix a, int from, int to) {
    int d = a.columns();
    float[] sum = new float[d * d];
    for (int r = from; r < to; r++) {
      int o = a.offset(r);
      for (int i = 0; i < d; i++) {
        Vectors.axpy(a.array()[o + i], a.array(), o + i, sum, i * d + i, d - i);
      }
    }
    return sum;
  }

  private interface RowTask {
    void row(int r);
  }

  private static void blocks(int rows, RowTask task) {
    IntStream.range(0, (rows + ROWS - 1) / ROWS)
        .parallel()
        .forEach(
            block -> {
              for (int r = block * ROWS; r < Math.min(rows, (block + 1) * ROWS); r++) {
                task.row(r);
              }
            });
  }

  private static void requireSame(String what, int a, int b) {
    if (a != b) {
      throw new IllegalArgumentException(
          "the " + what + " of two matrices must agree, got " + a + " and " + b);
    }
  }
}

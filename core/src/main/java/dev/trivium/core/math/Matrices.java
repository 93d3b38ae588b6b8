package dev.trivium.core.math;

import java.util.Arrays;

/**
 * Products of matrices, over the rows in parallel; the same numbers whatever the number of threads.
 */
public final class Matrices {
  private static final int CHUNK = 4096;
  private static final int ROWS = 16;

  /** Numbers of the second matrix that are multiplied by several rows of the first at a time. */
  private static final int BLOCK = 1 << 15;

  private static final int MULTIPLE = 16;

  private Matrices() {}

  /**
   * {@code A·Bᵀ}: {@code [m × d]} and {@code [n × d]} make {@code [m × n]}, in m·n inner products.
   */
  public static Matrix timesTransposed(Matrix a, Matrix b) {
    requireSame("columns", a.columns(), b.columns());
    Matrix out = Matrix.zeros(a.rows(), b.rows());
    int width = Math.max(MULTIPLE, BLOCK / Math.max(1, a.columns()) / MULTIPLE * MULTIPLE);
    int across = (b.rows() + width - 1) / width;
    int down = (a.rows() + ROWS - 1) / ROWS;
    RowBlocks.forEach(
        Math.multiplyExact(across, down),
        1,
        block -> productBlock(a, b, out, block / across * ROWS, block % across * width, width));
    return out;
  }

  /** Rows of {@code a} by rows of {@code b}, so few that these stay in the cache. */
  private static void productBlock(Matrix a, Matrix b, Matrix out, int row, int column, int width) {
    int d = a.columns();
    int[] offsets = new int[Math.min(width, b.rows() - column)];
    Arrays.setAll(offsets, j -> (column + j) * d);
    for (int r = row; r < Math.min(a.rows(), row + ROWS); r++) {
      int at = r * b.rows() + column;
      Vectors.dots(a.array(), r * d, b.array(), offsets, offsets.length, d, out.array(), at);
    }
  }

  /** {@code A·B}: {@code [m × d]} and {@code [d × n]} make {@code [m × n]}. */
  public static Matrix times(Matrix a, Matrix b) {
    requireSame("columns of the first and rows of the second", a.columns(), b.rows());
    return timesTransposed(a, transposed(b));
  }

  /** {@code Aᵀ·B} of {@code [n × d]} and {@code [n × f]}: {@code [d × f]}. */
  public static Matrix transposedTimes(Matrix a, Matrix b) {
    requireSame("rows", a.rows(), b.rows());
    return timesTransposed(transposed(a), transposed(b));
  }

  public static Matrix transposed(Matrix a) {
    return transposed(a, 0, a.rows());
  }

  private static Matrix transposed(Matrix a, int from, int rows) {
    Matrix out = Matrix.zeros(a.columns(), rows);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < a.columns(); c++) {
        out.array()[c * rows + r] = a.array()[(from + r) * a.columns() + c];
      }
    }
    return out;
  }

  /**
   * {@code AᵀA}, {@code [d × d]} row by row: {@value #CHUNK} rows at a time are summed as floats,
   * these sums as doubles. Memory 8·d² bytes.
   */
  public static double[] gram(Matrix a) {
    int d = a.columns();
    if ((long) d * d > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "the products of " + d + " columns with each other are more than one array holds");
    }
    double[] sum = new double[d * d];
    int[] offsets = new int[d];
    for (int from = 0; from < a.rows(); from += CHUNK) {
      int n = Math.min(CHUNK, a.rows() - from);
      Matrix columns = transposed(a, from, n);
      Arrays.setAll(offsets, j -> j * n);
      RowBlocks.forEach(d, ROWS, i -> addRow(columns, i, offsets, sum));
    }
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < i; j++) {
        sum[j * d + i] = sum[i * d + j];
      }
    }
    return sum;
  }

  /** The lower triangle's row i. */
  private static void addRow(Matrix columns, int i, int[] offsets, double[] sum) {
    int n = columns.columns();
    float[] row = new float[i + 1];
    Vectors.dots(columns.array(), i * n, columns.array(), offsets, i + 1, n, row, 0);
    for (int j = 0; j <= i; j++) {
      sum[i * columns.rows() + j] += row[j];
    }
  }

  private static void requireSame(String what, int a, int b) {
    if (a != b) {
      throw new IllegalArgumentException(
          "the " + what + " of two matrices must agree, got " + a + " and " + b);
    }
  }
}

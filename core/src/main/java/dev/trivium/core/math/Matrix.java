package dev.trivium.core.math;

import java.util.Arrays;
import java.util.Objects;

/**
 * A dense row-major matrix of floats {@code [rows × columns]} over one array.
 *
 * <p>The array is shared, not copied: whoever publishes a matrix stops writing to it. At most 2³¹−1
 * numbers (8 GiB).
 */
public final class Matrix {
  private final int rows;
  private final int columns;
  private final float[] array;

  private Matrix(int rows, int columns, float[] array) {
    this.rows = rows;
    this.columns = columns;
    this.array = array;
  }

  /** A matrix over {@code array}, whose length must be {@code rows × columns}. */
  public static Matrix of(int rows, int columns, float[] array) {
    Objects.requireNonNull(array, "array");
    if (rows < 0 || columns < 0 || (long) rows * columns != array.length) {
      throw new IllegalArgumentException(
          "a matrix ["
              + rows
              + " × "
              + columns
              + "] wants "
              + (long) rows * columns
              + " numbers, got "
              + array.length);
    }
    return new Matrix(rows, columns, array);
  }

  /** A matrix of zeros. */
  public static Matrix zeros(int rows, int columns) {
    long size = (long) rows * columns;
    if (rows < 0 || columns < 0 || size > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "a matrix ["
              + rows
              + " × "
              + columns
              + "] is beyond the 2³¹−9 numbers that one Java array holds");
    }
    return new Matrix(rows, columns, new float[(int) size]);
  }

  /** A matrix of these rows, copied; all must have one length. */
  public static Matrix ofRows(float[]... rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    Matrix m = zeros(rows.length, columns);
    for (int r = 0; r < rows.length; r++) {
      if (rows[r].length != columns) {
        throw new IllegalArgumentException(
            "row " + r + " has " + rows[r].length + " numbers where row 0 has " + columns);
      }
      System.arraycopy(rows[r], 0, m.array, r * columns, columns);
    }
    return m;
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  /**
   * The numbers, row after row: the matrix's own array, to be read, and written only by its maker.
   */
  public float[] array() {
    return array;
  }

  /** Where row {@code r} begins in {@link #array()}. */
  public int offset(int r) {
    return Objects.checkIndex(r, rows) * columns;
  }

  public float get(int r, int c) {
    return array[offset(r) + Objects.checkIndex(c, columns)];
  }

  /** A copy of row {@code r}. */
  public float[] row(int r) {
    int o = offset(r);
    return Arrays.copyOfRange(array, o, o + columns);
  }

  /** The rows named, in that order, as a new matrix. */
  public Matrix select(int[] chosen) {
    Matrix m = zeros(chosen.length, columns);
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(array, offset(chosen[i]), m.array, i * columns, columns);
    }
    return m;
  }

  /** The rows {@code [from, to)}, as a new matrix. */
  public Matrix rows(int from, int to) {
    Objects.checkFromToIndex(from, to, rows);
    return new Matrix(to - from, columns, Arrays.copyOfRange(array, from * columns, to * columns));
  }

  /** The columns {@code [from, to)}, as a new matrix. */
  public Matrix columns(int from, int to) {
    Objects.checkFromToIndex(from, to, columns);
    Matrix m = zeros(rows, to - from);
    for (int r = 0; r < rows; r++) {
      System.arraycopy(array, r * columns + from, m.array, r * m.columns, m.columns);
    }
    return m;
  }

  /** These rows, then those of another matrix of as many columns, as a new matrix. */
  public Matrix stacked(Matrix below) {
    if (below.columns != columns) {
      throw new IllegalArgumentException(
          "rows of " + columns + " and of " + below.columns + " numbers do not stack");
    }
    Matrix m = zeros(Math.addExact(rows, below.rows), columns);
    System.arraycopy(array, 0, m.array, 0, array.length);
    System.arraycopy(below.array, 0, m.array, array.length, below.array.length);
    return m;
  }

  /** A new matrix with every row at Euclidean length 1; a row of zeros stays one. */
  public Matrix normalizedRows() {
    float[] out = array.clone();
    for (int r = 0; r < rows; r++) {
      Vectors.normalize(out, r * columns, columns);
    }
    return new Matrix(rows, columns, out);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Matrix m
        && rows == m.rows
        && columns == m.columns
        && Arrays.equals(array, m.array);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(array) * 31 + columns;
  }

  @Override
  public String toString() {
    return "Matrix[" + rows + " × " + columns + "]";
  }
}

package dev.trivium.core.math;

import java.util.Arrays;
import java.util.Objects;

/**
 * A matrix of floats {@code [rows × columns]} of which only what is not zero is kept, row after row
 * (compressed sparse rows): row r has {@code values[k]} in column {@code indices[k]} for k from
 * {@code offsets[r]} to {@code offsets[r + 1]}, columns rising. Up to 2³¹ − 9 numbers that are not
 * zero.
 *
 * <p>The arrays are shared, not copied: whoever publishes a matrix stops writing to them.
 */
public final class SparseMatrix {
  private final int columns;
  private final int[] offsets;
  private final int[] indices;
  private final float[] values;

  private SparseMatrix(int columns, int[] offsets, int[] indices, float[] values) {
    this.columns = columns;
    this.offsets = offsets;
    this.indices = indices;
    this.values = values;
  }

  /**
   * A matrix over these arrays.
   *
   * @param offsets {@code [rows + 1]}, from 0 to the length of the others, never falling
   * @param indices the columns, rising within each row
   */
  public static SparseMatrix of(int columns, int[] offsets, int[] indices, float[] values) {
    boolean whole =
        offsets.length > 0
            && offsets[0] == 0
            && offsets[offsets.length - 1] == indices.length
            && indices.length == values.length;
    require(whole, "offsets go from 0 to the number of indices and of values");
    for (int r = 0; r + 1 < offsets.length; r++) {
      require(
          offsets[r] <= offsets[r + 1] && offsets[r + 1] <= indices.length, "offsets never fall");
      requireRising(columns, indices, offsets[r], offsets[r + 1]);
    }
    return new SparseMatrix(columns, offsets, indices, values);
  }

  private static void requireRising(int columns, int[] indices, int from, int to) {
    int least = 0;
    for (int k = from; k < to; k++) {
      if (indices[k] < least || indices[k] >= columns) {
        require(false, "the columns of a row rise, and are below " + columns);
      }
      least = indices[k] + 1;
    }
  }

  private static void require(boolean holds, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("no sparse matrix: expected that " + expected);
    }
  }

  public int rows() {
    return offsets.length - 1;
  }

  public int columns() {
    return columns;
  }

  /** How many numbers are kept. */
  public int nonZeros() {
    return values.length;
  }

  /** Where each row begins in {@link #indices()} and {@link #values()}, and the end; to be read. */
  public int[] offsets() {
    return offsets;
  }

  /** The columns of the numbers, to be read. */
  public int[] indices() {
    return indices;
  }

  /** The numbers, to be read. */
  public float[] values() {
    return values;
  }

  /** Whether a row has nothing but zeros. */
  public boolean isEmpty(int row) {
    return offsets[row] == offsets[row + 1];
  }

  /** The number in a place; O(log of the row's length). */
  public float get(int row, int column) {
    Objects.checkIndex(column, columns);
    int at = Arrays.binarySearch(indices, offsets[row], offsets[row + 1], column);
    return at < 0 ? 0 : values[at];
  }

  /** The inner product of a row with a vector of at least as many numbers as there are columns. */
  public double dot(int row, double[] vector) {
    double sum = 0;
    for (int k = offsets[row]; k < offsets[row + 1]; k++) {
      sum += values[k] * vector[indices[k]];
    }
    return sum;
  }

  /** The inner product of two rows, this matrix's and another's of as many columns. */
  public double dot(int row, SparseMatrix other, int otherRow) {
    double sum = 0;
    int a = offsets[row];
    int b = other.offsets[otherRow];
    while (a < offsets[row + 1] && b < other.offsets[otherRow + 1]) {
      int difference = Integer.compare(indices[a], other.indices[b]);
      if (difference == 0) {
        sum += (double) values[a] * other.values[b];
      }
      a += difference <= 0 ? 1 : 0;
      b += difference >= 0 ? 1 : 0;
    }
    return sum;
  }

  /**
   * The product with a matrix {@code [columns × d]}: {@code [rows × d]}, over the rows in parallel;
   * the same numbers whatever the number of threads.
   */
  public Matrix times(Matrix dense) {
    if (dense.rows() != columns) {
      throw new IllegalArgumentException(
          "a matrix of "
              + columns
              + " columns has no product with one of "
              + dense.rows()
              + " rows");
    }
    Matrix out = Matrix.zeros(rows(), dense.columns());
    RowBlocks.forEach(rows(), 64, r -> addRow(r, dense, out));
    return out;
  }

  private void addRow(int r, Matrix dense, Matrix out) {
    int d = dense.columns();
    int n = offsets[r + 1] - offsets[r];
    int[] starts = new int[n];
    Arrays.setAll(starts, k -> indices[offsets[r] + k] * d);
    Vectors.combine(values, offsets[r], 1, dense.array(), starts, n, out.array(), r * d, d);
  }

  /** Columns as rows and rows as columns. */
  public SparseMatrix transposed() {
    int[] starts = new int[columns + 1];
    for (int column : indices) {
      starts[column + 1]++;
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    int[] next = starts.clone();
    int[] rows = new int[indices.length];
    float[] turned = new float[indices.length];
    for (int r = 0; r < rows(); r++) {
      for (int k = offsets[r]; k < offsets[r + 1]; k++) {
        int place = next[indices[k]]++;
        rows[place] = r;
        turned[place] = values[k];
      }
    }
    return new SparseMatrix(rows(), starts, rows, turned);
  }

  /** The same numbers with all their zeros. */
  public Matrix dense() {
    Matrix dense = Matrix.zeros(rows(), columns);
    for (int r = 0; r < rows(); r++) {
      for (int k = offsets[r]; k < offsets[r + 1]; k++) {
        dense.array()[r * columns + indices[k]] = values[k];
      }
    }
    return dense;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof SparseMatrix m
        && columns == m.columns
        && Arrays.equals(offsets, m.offsets)
        && Arrays.equals(indices, m.indices)
        && Arrays.equals(values, m.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(indices) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "SparseMatrix[" + rows() + " × " + columns + ", " + nonZeros() + " not zero]";
  }
}

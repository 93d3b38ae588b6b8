package dev.trivium.core.math;

import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A symmetric matrix {@code [n × n]} of doubles, in square blocks of which those below the diagonal
 * are not kept. Memory 4·n² bytes.
 */
public final class SymmetricMatrix {
  /**
   * Rows of a block: a block of doubles is half of a usual second cache, its columns fill registers
   * of any width by threes, and the lines of a column do not fall on one another in the first
   * cache, as those of a power of two would.
   */
  private static final int BLOCK = 120;

  private static final int NUMBERS = BLOCK * BLOCK;

  private final int n;
  private final int across;
  private final double[][] blocks;

  private SymmetricMatrix(int n) {
    if (n < 0) {
      throw new IllegalArgumentException(n + " rows were asked for; give 0 or more");
    }
    this.n = n;
    this.across = (n + BLOCK - 1) / BLOCK;
    this.blocks = new double[across * (across + 1) / 2][NUMBERS];
  }

  /** One of {@code [n × n]} zeros. */
  public static SymmetricMatrix zeros(int n) {
    return new SymmetricMatrix(n);
  }

  /** How many rows there are. */
  public int size() {
    return n;
  }

  /** The number at (i, j), which is that at (j, i). */
  public double get(int i, int j) {
    int row = Objects.checkIndex(Math.min(i, j), n);
    int column = Objects.checkIndex(Math.max(i, j), n);
    return blocks[place(row / BLOCK, column / BLOCK)][row % BLOCK * BLOCK + column % BLOCK];
  }

  /** Adds to the number at (i, j), which is that at (j, i). */
  public void add(int i, int j, double number) {
    int row = Objects.checkIndex(Math.min(i, j), n);
    int column = Objects.checkIndex(Math.max(i, j), n);
    double[] block = blocks[place(row / BLOCK, column / BLOCK)];
    block[row % BLOCK * BLOCK + column % BLOCK] += number;
    if (row / BLOCK == column / BLOCK && row != column) {
      block[column % BLOCK * BLOCK + row % BLOCK] += number;
    }
  }

  /** Of the block in a row and a column of blocks, row ≤ column. */
  private int place(int row, int column) {
    return row * across - row * (row - 1) / 2 + column - row;
  }

  /**
   * Turns a positive definite matrix into its inverse, by sweeping one block after another (Gauss
   * and Jordan; Goodnight, <i>A tutorial on the sweep operator</i>, 1979), blocks in parallel. The
   * same numbers at any number of threads. Time n³/2 multiply-adds.
   *
   * @throws ArithmeticException where it is not positive definite; its numbers are then of no use
   */
  public void invert() {
    for (int i = n; i < across * BLOCK; i++) {
      blocks[blocks.length - 1][i % BLOCK * BLOCK + i % BLOCK] = 1;
    }
    int[] rows = rows();
    for (int k = 0; k < across; k++) {
      sweep(k, rows);
    }
    RowBlocks.forEach(blocks.length, 1, b -> negate(blocks[b]));
  }

  /** The row of blocks of each block. */
  private int[] rows() {
    return IntStream.range(0, across)
        .flatMap(row -> IntStream.range(row, across).map(column -> row))
        .toArray();
  }

  /**
   * With D the block at (k, k): {@code A_ij −= A_ik D⁻¹ A_kj}, {@code A_kj = D⁻¹ A_kj}, {@code A_kk
   * = −D⁻¹}, for all i and j but k.
   */
  private void sweep(int k, int[] rows) {
    double[] pivot = blocks[place(k, k)];
    sweep(pivot);
    double[][] before = new double[across][];
    double[][] after = new double[across][];
    RowBlocks.forEach(
        across,
        1,
        j -> {
          before[j] = j < k ? transposed(blocks[place(j, k)]) : blocks[place(k, j)];
          after[j] = new double[NUMBERS];
          Vectors.subtractProduct(pivot, before[j], after[j], BLOCK);
        });
    RowBlocks.forEach(
        blocks.length,
        1,
        b -> {
          int i = rows[b];
          int j = b - place(i, i) + i;
          if (i != k && j != k) {
            Vectors.subtractProduct(before[i], after[j], blocks[b], BLOCK);
          }
        });
    for (int j = 0; j < across; j++) {
      if (j != k) {
        blocks[place(Math.min(j, k), Math.max(j, k))] = j < k ? transposed(after[j]) : after[j];
      }
    }
  }

  /** One block, {@code D} to {@code −D⁻¹}, number after number. */
  private static void sweep(double[] d) {
    for (int k = 0; k < BLOCK; k++) {
      double pivot = d[k * BLOCK + k];
      if (!(pivot > 0)) {
        throw new ArithmeticException(
            "the matrix is not positive definite; add more to its diagonal");
      }
      for (int i = 0; i < BLOCK; i++) {
        double share = d[i * BLOCK + k] / pivot;
        for (int j = 0; j < BLOCK && i != k; j++) {
          d[i * BLOCK + j] -= j == k ? 0 : share * d[k * BLOCK + j];
        }
      }
      for (int i = 0; i < BLOCK; i++) {
        d[i * BLOCK + k] /= pivot;
        d[k * BLOCK + i] /= i == k ? 1 : pivot;
      }
      d[k * BLOCK + k] = -1 / pivot;
    }
  }

  private static double[] transposed(double[] block) {
    double[] out = new double[NUMBERS];
    for (int i = 0; i < BLOCK; i++) {
      for (int j = 0; j < BLOCK; j++) {
        out[j * BLOCK + i] = block[i * BLOCK + j];
      }
    }
    return out;
  }

  private static void negate(double[] block) {
    for (int i = 0; i < NUMBERS; i++) {
      block[i] = -block[i];
    }
  }
}

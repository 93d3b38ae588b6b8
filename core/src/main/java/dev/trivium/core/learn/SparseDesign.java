package dev.trivium.core.learn;

import dev.trivium.core.math.RowBlocks;
import dev.trivium.core.math.SparseMatrix;

/**
 * Rows of a sparse matrix, and its columns: one side gives the products with a point, the other the
 * sums of the rows, each number of them by one thread, so that none depends on their number.
 */
final class SparseDesign implements Design {
  private static final int BLOCK = 512;

  private final SparseMatrix features;
  private final SparseMatrix transposed;
  private final double[] meanSquares;

  SparseDesign(SparseMatrix features) {
    this.features = features;
    this.transposed = features.transposed();
    this.meanSquares = new double[features.columns()];
    for (int k = 0; k < features.nonZeros(); k++) {
      double value = features.values()[k];
      meanSquares[features.indices()[k]] += value * value / features.rows();
    }
  }

  @Override
  public int rows() {
    return features.rows();
  }

  @Override
  public int columns() {
    return features.columns();
  }

  @Override
  public double[] meanSquares() {
    return meanSquares;
  }

  @Override
  public double[] pass(double[] point, Coefficient coefficient) {
    int d = columns();
    double[] coefficients = new double[rows()];
    RowBlocks.forEach(
        rows(),
        BLOCK,
        r -> coefficients[r] = coefficient.of(r, (float) (features.dot(r, point) + point[d])));
    double[] sum = new double[d + 1];
    RowBlocks.forEach(d, BLOCK, c -> sum[c] = transposed.dot(c, coefficients));
    for (double each : coefficients) {
      sum[d] += each;
    }
    return sum;
  }
}

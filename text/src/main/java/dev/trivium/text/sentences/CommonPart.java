package dev.trivium.text.sentences;

import dev.trivium.core.io.Fingerprint;
import dev.trivium.core.math.Matrices;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** What rows have in common: their mean, and the directions {@code [k × d]} of most variance. */
final class CommonPart {
  private final float[] mean;
  private final Matrix directions;

  private CommonPart(float[] mean, Matrix directions) {
    this.mean = mean;
    this.directions = directions;
  }

  /** Nothing at all. */
  static CommonPart none(int d) {
    return new CommonPart(new float[d], Matrix.zeros(0, d));
  }

  /**
   * Of rows {@code [n × d]}, which stay as they are: their first right singular vectors.
   *
   * @param centered whether these are the ones around the mean, which is zero otherwise
   */
  static CommonPart of(Matrix rows, int directions, boolean centered) {
    int d = rows.columns();
    double[] mean = centered ? mean(rows) : new double[d];
    float[] narrow = new float[d];
    for (int i = 0; i < d; i++) {
      narrow[i] = (float) mean[i];
    }
    Matrix found = Matrix.zeros(directions, d);
    if (directions > 0) {
      double[] gram = Matrices.gram(rows);
      for (int i = 0; i < gram.length; i++) {
        gram[i] -= rows.rows() * mean[i / d] * mean[i % d];
      }
      first(gram, found);
    }
    return new CommonPart(narrow, found);
  }

  private static double[] mean(Matrix rows) {
    int d = rows.columns();
    double[] sums = new double[d];
    for (int i = 0; i < rows.array().length; i++) {
      sums[i % d] += rows.array()[i];
    }
    Arrays.setAll(sums, i -> sums[i] / Math.max(1, rows.rows()));
    return sums;
  }

  /** Fills rows with the eigenvectors of the greatest eigenvalues. */
  private static void first(double[] symmetric, Matrix rows) {
    int d = rows.columns();
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(d, true, true);
    eigen.decompose(DMatrixRMaj.wrap(d, d, symmetric));
    Integer[] order = new Integer[d];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        (a, b) ->
            Double.compare(eigen.getEigenvalue(b).getReal(), eigen.getEigenvalue(a).getReal()));
    for (int c = 0; c < rows.rows(); c++) {
      DMatrixRMaj vector = eigen.getEigenVector(order[c]);
      for (int i = 0; i < d; i++) {
        rows.array()[rows.offset(c) + i] = (float) vector.get(i);
      }
    }
  }

  /**
   * Takes it out of a row.
   *
   * @param rows how many rows {@code row} is the weighted sum of: so often the mean goes
   */
  void takeOut(float[] row, int at, float rows) {
    int d = mean.length;
    Vectors.axpy(-rows, mean, 0, row, at, d);
    for (int c = 0; c < directions.rows(); c++) {
      int from = directions.offset(c);
      float along = Vectors.dot(row, at, directions.array(), from, d);
      Vectors.axpy(-along, directions.array(), from, row, at, d);
    }
  }

  Fingerprint fingerprint(Fingerprint print) {
    return print.add(mean).add(directions.array());
  }
}

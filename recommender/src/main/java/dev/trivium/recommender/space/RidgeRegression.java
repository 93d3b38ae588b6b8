package dev.trivium.recommender.space;

import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.math.Matrices;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Ridge regression (Hoerl and Kennard 1970) from the features of one pattern of modalities to
 * targets, in closed form; with an intercept. The features stand side by side, each modality
 * centred and scaled to a mean squared length of 1, and the system is factored once for many
 * targets: {@code d × d}, or {@code n × n} where there are fewer rows than features. Time O(n d
 * min(n, d)), then O(n d f) for each target matrix.
 */
final class RidgeRegression {
  private final List<Block> blocks;
  private final Matrix features;
  private final int[] rows;
  private final LinearSolverDense<DMatrixRMaj> solver;

  /** The columns of one modality, and how they were standardized. */
  private record Block(String modality, int from, int width, Standardization standardization) {}

  /**
   * @param pattern the modalities
   * @param ids the things whose targets there will be
   * @param rows the numbers, among {@code ids}, of those to learn from; each has all the modalities
   */
  RidgeRegression(
      Content content, SortedSet<String> pattern, List<String> ids, int[] rows, double ridge) {
    this.rows = rows;
    Map<Block, Matrix> standardized = new LinkedHashMap<>();
    int width = 0;
    for (String modality : pattern) {
      EmbeddingTable table = content.table(modality);
      Matrix raw =
          table.matrix().select(Arrays.stream(rows).map(i -> table.row(ids.get(i))).toArray());
      Standardization s = Standardization.of(raw);
      standardized.put(new Block(modality, width, raw.columns(), s), s.apply(raw));
      width += raw.columns();
    }
    this.blocks = List.copyOf(standardized.keySet());
    this.features = Matrix.zeros(rows.length, width);
    standardized.forEach(
        (block, x) -> {
          for (int r = 0; r < rows.length; r++) {
            System.arraycopy(
                x.array(),
                x.offset(r),
                features.array(),
                features.offset(r) + block.from,
                block.width);
          }
        });
    this.solver = factored(features, ridge);
  }

  private static LinearSolverDense<DMatrixRMaj> factored(Matrix x, double ridge) {
    boolean dual = x.rows() < x.columns();
    int n = dual ? x.rows() : x.columns();
    double[] gram = dual ? doubles(Matrices.timesTransposed(x, x).array()) : Matrices.gram(x);
    for (int i = 0; i < n; i++) {
      gram[i * n + i] += ridge;
    }
    var solver = LinearSolverFactory_DDRM.chol(Math.max(1, n));
    if (!solver.setA(DMatrixRMaj.wrap(n, n, gram))) {
      throw new ArithmeticException(
          "the ridge system is singular; choose a larger ridge than " + ridge);
    }
    return solver;
  }

  /**
   * The projections of least {@code ‖Y − XW − b‖² + ridge ‖W‖²} for targets of all ids {@code [ids
   * × f]}; the intercept b is shared out evenly.
   */
  Map<String, Projection> fit(Matrix targets) {
    int f = targets.columns();
    Matrix y = targets.select(rows);
    float[] mean = new float[f];
    for (int r = 0; r < y.rows(); r++) {
      Vectors.axpy(1f / y.rows(), y.array(), y.offset(r), mean, 0, f);
    }
    for (int r = 0; r < y.rows(); r++) {
      Vectors.axpy(-1, mean, 0, y.array(), y.offset(r), f);
    }
    Matrix w = solve(y);
    Map<String, Projection> projections = new HashMap<>();
    for (Block block : blocks) {
      projections.put(block.modality, projection(block, w, mean));
    }
    return projections;
  }

  /** W {@code [d × f]} for centred targets. */
  private Matrix solve(Matrix y) {
    if (features.rows() < features.columns()) {
      return Matrices.transposedTimes(features, backSolve(y));
    }
    return backSolve(Matrices.transposedTimes(features, y));
  }

  private Matrix backSolve(Matrix right) {
    DMatrixRMaj solved = new DMatrixRMaj(right.rows(), right.columns());
    solver.solve(DMatrixRMaj.wrap(right.rows(), right.columns(), doubles(right.array())), solved);
    Matrix out = Matrix.zeros(right.rows(), right.columns());
    for (int i = 0; i < out.array().length; i++) {
      out.array()[i] = (float) solved.data[i];
    }
    return out;
  }

  /** The intercept is shared out evenly among the modalities. */
  private Projection projection(Block block, Matrix w, float[] intercept) {
    Matrix weights =
        Matrices.transposed(
            w.select(IntStream.range(block.from, block.from + block.width).toArray()));
    float[] bias = intercept.clone();
    Vectors.scale(1f / blocks.size(), bias, 0, bias.length);
    return new Projection(List.of(block.standardization.onRaw(weights, bias)));
  }

  private static double[] doubles(float[] x) {
    double[] out = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      out[i] = x[i];
    }
    return out;
  }
}

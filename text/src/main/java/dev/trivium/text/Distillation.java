package dev.trivium.text;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.math.Matrices;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import dev.trivium.core.tensor.TensorRuntime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/** Makes the table of a {@link StaticEncoder}. */
final class Distillation {
  /** SIF's {@code a}, as Model2Vec has it. */
  private static final double COMMON = 1e-4;

  private static final int BLOCK = 1024;

  private Distillation() {}

  /** The table {@code [vocabulary × dimensions]}. */
  static Matrix table(TensorRuntime runtime, Checkpoint model, int dimensions, Progress progress) {
    int hidden = model.shape().hidden();
    if (dimensions < 1 || dimensions > hidden) {
      throw new IllegalArgumentException(
          "dimensions is %d and %s has %d; choose 1 to %d"
              .formatted(dimensions, model.name(), hidden, hidden));
    }
    Matrix table = principal(tokens(runtime, model, progress), dimensions);
    double harmonic = IntStream.range(0, table.rows()).mapToDouble(i -> 1.0 / (i + 2)).sum();
    for (int id = 0; id < table.rows(); id++) {
      double frequency = 1.0 / (id + 2) / harmonic;
      float weight = (float) (COMMON / (COMMON + frequency));
      Vectors.scale(weight, table.array(), table.offset(id), dimensions);
    }
    return table;
  }

  /** Each token of the vocabulary by itself between the special ones: {@code [n × hidden]}. */
  private static Matrix tokens(TensorRuntime runtime, Checkpoint model, Progress progress) {
    int vocabulary = model.shape().vocabulary();
    Matrix rows = Matrix.zeros(vocabulary, model.shape().hidden());
    try (SubwordTokenizer tokenizer = SentenceTransformer.tokenizer(model, 8);
        SentenceNetwork network = model.network(runtime)) {
      int[] special = tokenizer.encode(List.of(""))[0];
      if (special.length > 6) {
        throw new TriviumException(
            "the tokenizer of %s puts %d tokens around a text; expected at most 6"
                .formatted(model.name(), special.length));
      }
      for (int from = 0; from < vocabulary; from += BLOCK) {
        int[][] ids =
            IntStream.range(from, Math.min(vocabulary, from + BLOCK))
                .mapToObj(id -> between(special, id))
                .toArray(int[][]::new);
        Matrix block = network.vectors(ids, model.batchTokens());
        System.arraycopy(block.array(), 0, rows.array(), rows.offset(from), block.array().length);
        progress.at(from + ids.length, vocabulary);
      }
    }
    return rows;
  }

  private static int[] between(int[] special, int id) {
    int before = (special.length + 1) / 2;
    int[] ids = new int[special.length + 1];
    System.arraycopy(special, 0, ids, 0, before);
    ids[before] = id;
    System.arraycopy(special, before, ids, before + 1, special.length - before);
    return ids;
  }

  /** The rows less their mean, on the axes along which they vary most: {@code [n × kept]}. */
  static Matrix principal(Matrix rows, int kept) {
    int d = rows.columns();
    Matrix centred = centred(rows);
    DMatrixRMaj covariance = new DMatrixRMaj(d, d, true, Matrices.gram(centred));
    var eigen = DecompositionFactory_DDRM.eig(d, true, true);
    if (!eigen.decompose(covariance)) {
      throw new TriviumException("the principal components cannot be found; are vectors NaN?");
    }
    int[] axes =
        IntStream.range(0, d)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -eigen.getEigenvalue(i).getReal()))
            .limit(kept)
            .mapToInt(Integer::intValue)
            .toArray();
    Matrix basis = Matrix.zeros(kept, d);
    for (int k = 0; k < kept; k++) {
      DMatrixRMaj axis = eigen.getEigenVector(axes[k]);
      for (int i = 0; i < d; i++) {
        basis.array()[k * d + i] = (float) axis.get(i);
      }
    }
    return Matrices.timesTransposed(centred, basis);
  }

  private static Matrix centred(Matrix rows) {
    int d = rows.columns();
    double[] mean = new double[d];
    for (int i = 0; i < rows.array().length; i++) {
      mean[i % d] += rows.array()[i] / rows.rows();
    }
    Matrix centred = Matrix.zeros(rows.rows(), d);
    for (int i = 0; i < rows.array().length; i++) {
      centred.array()[i] = (float) (rows.array()[i] - mean[i % d]);
    }
    return centred;
  }
}

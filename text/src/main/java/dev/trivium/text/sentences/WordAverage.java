package dev.trivium.text.sentences;

import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.io.Fingerprint;
import dev.trivium.core.math.Matrices;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.RowBlocks;
import dev.trivium.core.math.Vectors;
import dev.trivium.text.documents.Tokenizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * A sentence as the average of the vectors of its words: the plain mean, or with smooth inverse
 * frequencies (SIF; Arora, Liang and Ma, <i>A simple but tough-to-beat baseline for sentence
 * embeddings</i>, ICLR 2017), in which frequent words weigh less and what all sentences have in
 * common is taken out.
 *
 * <p>A word is looked up as it is written, then in lower case; words that the table lacks are left
 * out. A sentence of which no word is known has a row of zeros, which says so. Immutable, and safe
 * for several threads; cost: d additions a word.
 */
public final class WordAverage implements Embedder<String> {
  private static final int BLOCK = 64;
  private static final Tokenizer WORDS = Tokenizer.DEFAULT.withLowerCase(false).withShortest(1);

  private final EmbeddingTable words;
  private final String space;
  private final float[] weights;
  private final float[] mean;
  private final Matrix common;

  private WordAverage(
      EmbeddingTable words, String space, float[] weights, float[] mean, Matrix common) {
    this.words = words;
    this.space = space;
    this.weights = weights;
    this.mean = mean;
    this.common = common;
  }

  /** The plain mean. */
  public static WordAverage mean(EmbeddingTable words) {
    float[] ones = new float[words.size()];
    Arrays.fill(ones, 1);
    return weighted(words, words.space() + " mean", ones);
  }

  private static WordAverage weighted(EmbeddingTable words, String space, float[] weights) {
    int d = words.dimension();
    return new WordAverage(words, space, weights, new float[d], Matrix.zeros(0, d));
  }

  /**
   * Smooth inverse frequencies. The common directions are the first right singular vectors of the
   * weighted averages of {@code texts}, around their mean where that is taken out too.
   *
   * @param probabilities of each word of the table, such as {@link #probabilities} or {@link #zipf}
   * @param texts sentences of the kind that will be embedded; of no more directions than a tenth of
   *     the texts, or a quarter of the numbers of a vector, any are taken out
   */
  public static WordAverage sif(
      EmbeddingTable words, double[] probabilities, List<String> texts, SifSettings settings) {
    if (probabilities.length != words.size()) {
      throw new IllegalArgumentException(
          "%d probabilities for %d words; give one for each"
              .formatted(probabilities.length, words.size()));
    }
    float[] weights = new float[words.size()];
    for (int w = 0; w < weights.length; w++) {
      weights[w] = (float) (settings.a() / (settings.a() + probabilities[w]));
    }
    Matrix rows = weighted(words, "", weights).embed(texts);
    float[] mean = settings.centered() ? centered(rows) : new float[words.dimension()];
    int most = Math.min((texts.size() + 9) / 10, words.dimension() / 4); // more would leave nothing
    int components = Math.min(settings.components(), most);
    Matrix common = directions(rows, components);
    String print = new Fingerprint().add(weights).add(mean).add(common.array()).hex();
    return new WordAverage(words, words.space() + " sif-" + print, weights, mean, common);
  }

  /** Takes the mean out of rows, and returns it. */
  private static float[] centered(Matrix rows) {
    int d = rows.columns();
    double[] sums = new double[d];
    for (int i = 0; i < rows.array().length; i++) {
      sums[i % d] += rows.array()[i];
    }
    float[] mean = new float[d];
    for (int i = 0; i < d; i++) {
      mean[i] = (float) (sums[i] / Math.max(1, rows.rows()));
    }
    for (int r = 0; r < rows.rows(); r++) {
      Vectors.axpy(-1, mean, 0, rows.array(), rows.offset(r), d);
    }
    return mean;
  }

  /** The share of each count in all. */
  public static double[] probabilities(long[] counts) {
    double all = Math.max(1, Arrays.stream(counts).asDoubleStream().sum());
    return Arrays.stream(counts).mapToDouble(count -> count / all).toArray();
  }

  /**
   * Zipf's law, 1 / rank, for tables without counts whose words stand in the order of their
   * frequency, as word2vec, GloVe and fastText write them.
   */
  public static double[] zipf(int words) {
    double all = 0;
    double[] probabilities = new double[words];
    for (int w = 0; w < words; w++) {
      probabilities[w] = 1.0 / (w + 1);
      all += probabilities[w];
    }
    for (int w = 0; w < words; w++) {
      probabilities[w] /= all;
    }
    return probabilities;
  }

  /** The first right singular vectors {@code [components × d]} of rows {@code [n × d]}. */
  private static Matrix directions(Matrix rows, int components) {
    int d = rows.columns();
    Matrix directions = Matrix.zeros(components, d);
    if (components == 0) {
      return directions;
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(d, true, true);
    eigen.decompose(DMatrixRMaj.wrap(d, d, Matrices.gram(rows)));
    Integer[] order = new Integer[d];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        (a, b) ->
            Double.compare(eigen.getEigenvalue(b).getReal(), eigen.getEigenvalue(a).getReal()));
    for (int c = 0; c < components; c++) {
      DMatrixRMaj vector = eigen.getEigenVector(order[c]);
      for (int i = 0; i < d; i++) {
        directions.array()[c * d + i] = (float) vector.get(i);
      }
    }
    return directions;
  }

  @Override
  public String space() {
    return space;
  }

  @Override
  public int dimension() {
    return words.dimension();
  }

  /** One row for each sentence; of zeros where no word is known. */
  @Override
  public Matrix embed(List<? extends String> texts) {
    Matrix rows = Matrix.zeros(texts.size(), dimension());
    RowBlocks.forEach(rows.rows(), BLOCK, r -> average(texts.get(r), rows.array(), rows.offset(r)));
    return rows;
  }

  /**
   * The rows of the words of a text, in its order: each as it is written, or else in lower case;
   * words that the table lacks are left out.
   */
  public static int[] rows(EmbeddingTable words, String text) {
    List<String> found = WORDS.tokenize(text);
    int[] rows = new int[found.size()];
    int known = 0;
    for (String word : found) {
      int row = words.row(word);
      row = row >= 0 ? row : words.row(word.toLowerCase(Locale.ROOT));
      if (row >= 0) {
        rows[known++] = row;
      }
    }
    return Arrays.copyOf(rows, known);
  }

  private void average(String text, float[] out, int at) {
    int d = dimension();
    int[] known = rows(words, text);
    for (int row : known) {
      Vectors.axpy(weights[row], words.matrix().array(), row * d, out, at, d);
    }
    if (known.length > 0) {
      Vectors.scale(1f / known.length, out, at, d);
      Vectors.axpy(-1, mean, 0, out, at, d);
      for (int c = 0; c < common.rows(); c++) {
        float along = Vectors.dot(out, at, common.array(), c * d, d);
        Vectors.axpy(-along, common.array(), c * d, out, at, d);
      }
    }
  }

  /** Nothing is held. */
  @Override
  public void close() {}
}

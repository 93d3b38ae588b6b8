package dev.trivium.text.words;

import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Provenance;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.RowBlocks;
import dev.trivium.core.math.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A fastText model: a vector for each word and for each bucket of n-grams. The vector of a word is
 * the mean of its own and those of its n-grams; a word never seen has its n-grams alone (Bojanowski
 * et al., <i>Enriching word vectors with subword information</i>, TACL 2017). Immutable.
 *
 * @see FastTextBinary
 */
public final class FastTextModel {
  private static final int BLOCK = 64;

  private final String name;
  private final FastTextSettings settings;
  private final FastTextDictionary dictionary;
  private final Matrix input;
  private final Matrix output;

  /**
   * A model that was trained.
   *
   * @param words each once, the most frequent first
   * @param counts how often each came
   * @param tokens all tokens of the corpus
   * @param input {@code [(words + buckets) × d]}, words first; shared, not copied
   * @param output {@code [words × d]}, the contexts (or the inner nodes of the tree)
   */
  public FastTextModel(
      FastTextSettings settings,
      List<String> words,
      long[] counts,
      long tokens,
      Matrix input,
      Matrix output) {
    this("fasttext", settings, FastTextDictionary.of(words, counts, tokens), input, output);
  }

  FastTextModel(
      String name,
      FastTextSettings settings,
      FastTextDictionary dictionary,
      Matrix input,
      Matrix output) {
    this.name = name;
    this.settings = settings;
    this.dictionary = dictionary;
    this.input = input;
    this.output = output;
    int rows = dictionary.size() + buckets();
    if (input.rows() < rows || input.columns() != settings.dimension()) {
      throw new IllegalArgumentException(
          "the input matrix is [%d × %d]; %d words and %d buckets of dimension %d want [%d × %d]"
              .formatted(
                  input.rows(),
                  input.columns(),
                  dictionary.size(),
                  buckets(),
                  settings.dimension(),
                  rows,
                  settings.dimension()));
    }
  }

  private int buckets() {
    int most = settings.subwords().maxN() > 0 ? settings.subwords().buckets() : 0;
    return dictionary.rowsOfBuckets(most);
  }

  public FastTextSettings settings() {
    return settings;
  }

  public int dimension() {
    return settings.dimension();
  }

  /** The words, in the order of the rows. */
  public List<String> words() {
    return dictionary.words();
  }

  /** A copy of how often each word came. */
  public long[] counts() {
    return dictionary.counts();
  }

  /** All tokens of the corpus. */
  public long tokens() {
    return dictionary.tokens();
  }

  /** The labels of a supervised model. */
  public List<String> labels() {
    return dictionary.labels();
  }

  /** The vectors that words are made of, {@code [(words + buckets) × d]}: to be read. */
  public Matrix input() {
    return input;
  }

  /** The other side of training, to be read. */
  public Matrix output() {
    return output;
  }

  /** Whether the word is one of the model's. */
  public boolean contains(String word) {
    return dictionary.row(word) >= 0;
  }

  /** Whether there is a vector: the word is the model's, or has n-grams. */
  public boolean hasVector(String word) {
    return contains(word) || ngrams(dictionary.bytes(word)).length > 0;
  }

  /** The vector of a word, seen or not. */
  public float[] vector(String word) {
    int row = dictionary.row(word);
    int[] ngrams = ngrams(row >= 0 ? dictionary.bytes(row) : dictionary.bytes(word));
    if (row < 0 && ngrams.length == 0) {
      throw new TriviumException(
          "no vector for '%s': it is none of the %d words of %s, and has no n-grams there"
              .formatted(word, words().size(), name));
    }
    return mean(input, row, ngrams);
  }

  private int[] ngrams(byte[] word) {
    return dictionary.rows(settings.subwords().of(word));
  }

  /** In fastText's order of additions, so that the numbers are the same; a row below 0 is none. */
  static float[] mean(Matrix input, int row, int[] ngrams) {
    int d = input.columns();
    float[] sum = new float[d];
    if (row >= 0) {
      Vectors.axpy(1, input.array(), row * d, sum, 0, d);
    }
    for (int ngram : ngrams) {
      Vectors.axpy(1, input.array(), ngram * d, sum, 0, d);
    }
    Vectors.scale((float) (1.0 / (ngrams.length + (row >= 0 ? 1 : 0))), sum, 0, d);
    return sum;
  }

  /**
   * The vectors of all words. Cost: n·(n-grams of a word)·d, on all cores. Where two words read the
   * same the first counts.
   */
  public EmbeddingTable table() {
    int d = dimension();
    List<String> ids = new ArrayList<>(words().size());
    int[] rows = new int[words().size()];
    for (int r = 0; r < rows.length; r++) {
      if (dictionary.row(words().get(r)) == r) {
        rows[ids.size()] = r;
        ids.add(words().get(r));
      }
    }
    Matrix vectors = Matrix.zeros(ids.size(), d);
    RowBlocks.forEach(
        ids.size(),
        BLOCK,
        i -> {
          float[] vector = mean(input, rows[i], ngrams(dictionary.bytes(rows[i])));
          System.arraycopy(vector, 0, vectors.array(), i * d, d);
        });
    return EmbeddingTable.of(ids, vectors, provenance());
  }

  private Provenance provenance() {
    Subwords s = settings.subwords();
    TreeMap<String, String> configuration = new TreeMap<>();
    configuration.put("subwords", s.minN() + "-" + s.maxN() + " in " + s.buckets() + " buckets");
    configuration.put("mode", settings.mode().toString());
    configuration.put("window", String.valueOf(settings.window()));
    configuration.put("epochs", String.valueOf(settings.epochs()));
    return new Provenance(name, "fasttext", configuration, 0);
  }

  /** The model's name: that of its file, or {@code fasttext}. */
  public String name() {
    return name;
  }

  FastTextDictionary dictionary() {
    return dictionary;
  }

  @Override
  public String toString() {
    return "FastTextModel[%d words, %d × %d]".formatted(words().size(), input.rows(), dimension());
  }
}

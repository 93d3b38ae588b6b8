package dev.trivium.text.sentences;

import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.io.Fingerprint;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.RowBlocks;
import dev.trivium.core.math.Vectors;
import dev.trivium.text.documents.Tokenizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A sentence as the average of the vectors of its words: the plain mean, or with smooth inverse
 * frequencies (SIF; Arora, Liang and Ma, <i>A simple but tough-to-beat baseline for sentence
 * embeddings</i>, ICLR 2017), in which frequent words weigh less and what all sentences have in
 * common is taken out, and before that, where wanted, what all words have (Mu and Viswanath,
 * <i>All-but-the-top</i>, ICLR 2018).
 *
 * <p>A word is looked up as it is written, then in lower case; words that the table lacks are left
 * out, or have a direction of their own ({@link SifSettings#unknownWords}). A sentence of which no
 * word is known has a row of zeros, which says so. Immutable, and safe for several threads; cost: d
 * additions a word.
 */
public final class WordAverage implements Embedder<String> {
  private static final int BLOCK = 64;

  /** Of so many numbers of a word's vector, one common direction is taken out at most. */
  private static final int WORD_SHARE = 10;

  /** What is left of a vector below this share of it is what floats round off. */
  private static final double ROUNDING = 1e-5;

  private static final Tokenizer WORDS = Tokenizer.DEFAULT.withLowerCase(false).withShortest(1);

  private final EmbeddingTable words;
  private final String space;
  private final float[] weights;
  private final CommonPart ofWords;
  private final CommonPart ofTexts;
  private final float unknown;

  /**
   * @param unknown how long the direction of an unknown word is; 0 leaves it out
   */
  private WordAverage(
      EmbeddingTable words,
      String space,
      float[] weights,
      CommonPart ofWords,
      CommonPart ofTexts,
      float unknown) {
    this.words = words;
    this.space = space;
    this.weights = weights;
    this.ofWords = ofWords;
    this.ofTexts = ofTexts;
    this.unknown = unknown;
  }

  /** The plain mean. */
  public static WordAverage mean(EmbeddingTable words) {
    float[] ones = new float[words.size()];
    Arrays.fill(ones, 1);
    CommonPart none = CommonPart.none(words.dimension());
    return new WordAverage(words, words.space() + " mean", ones, none, none, 0);
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
    int d = words.dimension();
    float[] weights = new float[words.size()];
    for (int w = 0; w < weights.length; w++) {
      weights[w] = (float) (settings.a() / (settings.a() + probabilities[w]));
    }
    CommonPart ofWords = CommonPart.none(d);
    if (settings.wordComponents() > 0) {
      int most = Math.min(d, words.size()) / WORD_SHARE; // more would leave nothing
      int directions = Math.min(settings.wordComponents(), most);
      ofWords = CommonPart.of(words.matrix(), directions, true);
      perLength(weights, words.matrix(), ofWords);
    }
    float length = settings.wordComponents() > 0 ? 1 : meanLength(words.matrix());
    float unknown = settings.unknownWords() ? length : 0;
    CommonPart none = CommonPart.none(d);
    Matrix rows = new WordAverage(words, "", weights, ofWords, none, unknown).embed(texts);
    int most = Math.min((texts.size() + 9) / 10, d / 4); // more would leave nothing
    CommonPart ofTexts =
        CommonPart.of(rows, Math.min(settings.components(), most), settings.centered());
    Fingerprint print = new Fingerprint().add(weights).add(Float.floatToIntBits(unknown));
    ofTexts.fingerprint(ofWords.fingerprint(print));
    String space = words.space() + " sif-" + print.hex();
    return new WordAverage(words, space, weights, ofWords, ofTexts, unknown);
  }

  private static float meanLength(Matrix rows) {
    double sum = 0;
    for (int r = 0; r < rows.rows(); r++) {
      sum += Vectors.norm(rows.array(), rows.offset(r), rows.columns());
    }
    return (float) (sum / Math.max(1, rows.rows()));
  }

  /** Divides each weight by the length of what is left of its word. */
  private static void perLength(float[] weights, Matrix rows, CommonPart common) {
    int d = rows.columns();
    RowBlocks.forEach(
        weights.length,
        BLOCK,
        w -> {
          float[] row = rows.row(w);
          double before = Vectors.norm(row, 0, d);
          common.takeOut(row, 0, 1);
          float length = (float) Math.sqrt(Vectors.dot(row, 0, row, 0, d));
          weights[w] = length > ROUNDING * before ? weights[w] / length : 0;
        });
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
    if (known.length == 0) {
      return;
    }
    float sum = 0;
    for (int row : known) {
      Vectors.axpy(weights[row], words.matrix().array(), row * d, out, at, d);
      sum += weights[row];
    }
    ofWords.takeOut(out, at, sum);
    int others = unknown > 0 ? addUnknown(text, out, at) : 0;
    Vectors.scale(1f / (known.length + others), out, at, d);
    ofTexts.takeOut(out, at, 1);
  }

  /** Adds the directions of words that the table lacks; returns how many there are. */
  private int addUnknown(String text, float[] out, int at) {
    float step = unknown / (float) Math.sqrt(dimension());
    int count = 0;
    for (String word : WORDS.tokenize(text)) {
      String lower = word.toLowerCase(Locale.ROOT);
      if (words.row(word) < 0 && words.row(lower) < 0) {
        FastRandom random = FastRandom.of(lower.hashCode(), 0, 0, -15);
        for (int i = 0; i < dimension(); i++) {
          out[at + i] += random.nextInt(2) == 0 ? step : -step;
        }
        count++;
      }
    }
    return count;
  }

  /** Nothing is held. */
  @Override
  public void close() {}
}

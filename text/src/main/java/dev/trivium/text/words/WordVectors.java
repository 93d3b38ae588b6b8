package dev.trivium.text.words;

import dev.trivium.core.EditDistance;
import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.IdEncoding;
import dev.trivium.core.embedding.VectorFormat;
import dev.trivium.core.index.Neighbor;
import dev.trivium.core.index.TopK;
import dev.trivium.core.math.Matrices;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Words and their vectors, asked for what is like what, by the cosine. Of a fastText model words
 * never seen have vectors too. Immutable; a question costs n·d multiplications.
 */
public final class WordVectors {
  private final EmbeddingTable table;
  private final Matrix unit;
  private final @Nullable FastTextModel model;

  private WordVectors(EmbeddingTable table, @Nullable FastTextModel model) {
    this.table = table;
    this.unit = table.matrix().normalizedRows();
    this.model = model;
  }

  /** The words of a table, the most frequent first if that matters. */
  public static WordVectors of(EmbeddingTable table) {
    return new WordVectors(table, null);
  }

  /** The words of a fastText model, and all that can be made of its n-grams. */
  public static WordVectors of(FastTextModel model) {
    return new WordVectors(model.table(), model);
  }

  /**
   * Reads what lies there, in the form that its content shows: word2vec's text or binary, GloVe's
   * text, fastText's {@code .vec} or {@code .bin}, each also compressed by gzip, or a folder of
   * Trivium's.
   */
  public static WordVectors read(Path path) {
    return !Files.isDirectory(path) && FastTextBinary.isModel(path)
        ? of(FastTextBinary.read(path))
        : of(VectorFormat.read(path, IdEncoding.UTF_8));
  }

  /** The same, words in another encoding. */
  public static WordVectors read(Path path, IdEncoding encoding) {
    return !Files.isDirectory(path) && FastTextBinary.isModel(path)
        ? of(FastTextBinary.read(path, encoding))
        : of(VectorFormat.read(path, encoding));
  }

  /** The vectors of the words that are listed. */
  public EmbeddingTable table() {
    return table;
  }

  /** The rows of the table at length 1. */
  Matrix unit() {
    return unit;
  }

  /** Whether a word has a vector, listed or not. */
  public boolean hasVector(String word) {
    return table.contains(word) || (model != null && model.hasVector(word));
  }

  /** The vector of a word; one that has none is refused, with the nearest spelling. */
  public float[] vector(String word) {
    if (table.contains(word)) {
      return table.vector(word);
    }
    if (model != null && model.hasVector(word)) {
      return model.vector(word);
    }
    List<String> near = spelling(word);
    throw new TriviumException(
        "no vector for '%s' among the %d %s of %s%s"
            .formatted(
                word,
                table.size(),
                table.size() == 1 ? "word" : "words",
                table.space(),
                near.isEmpty() ? "" : "; did you mean '" + near.get(0) + "'?"));
  }

  /** The listed word spelt most like this one, the first of several; none if none is near. */
  private List<String> spelling(String word) {
    String folded = word.toLowerCase(Locale.ROOT);
    int least = Math.max(1, word.length() / 3) + 1;
    List<String> nearest = List.of();
    for (String known : table.ids()) {
      if (Math.abs(known.length() - word.length()) < least) {
        int distance = EditDistance.between(folded, known.toLowerCase(Locale.ROOT));
        if (distance < least) {
          least = distance;
          nearest = List.of(known);
        }
      }
    }
    return nearest;
  }

  /** The cosine of two words' vectors. */
  public float similarity(String a, String b) {
    return Vectors.cosine(vector(a), vector(b));
  }

  /** The {@code k} words most like this one, best first, itself left out. */
  public List<Neighbor> similar(String word, int k) {
    return analogy(List.of(word), List.of(), k, Analogy.THREE_COS_ADD);
  }

  /** The {@code k} words nearest to a vector {@code [d]}, best first. */
  public List<Neighbor> similar(float[] vector, int k) {
    if (vector.length != table.dimension()) {
      throw new IllegalArgumentException(
          "the vector has " + vector.length + " numbers, the words " + table.dimension());
    }
    float[] q = vector.clone();
    Vectors.normalize(q, 0, q.length);
    return best(cosines(Matrix.of(1, q.length, q)).array(), k, Set.of());
  }

  /** The {@code k} best answers to: {@code a} is to {@code b} as {@code c} is to what? */
  public List<Neighbor> analogy(String a, String b, String c, int k, Analogy how) {
    return analogy(List.of(b, c), List.of(a), k, how);
  }

  /**
   * The {@code k} words most like some words and least like others, best first; the words
   * themselves are left out.
   */
  public List<Neighbor> analogy(List<String> positive, List<String> negative, int k, Analogy how) {
    if (positive.isEmpty()) {
      throw new IllegalArgumentException("there is no word to be like; give at least one");
    }
    List<String> words = new ArrayList<>(positive);
    words.addAll(negative);
    Matrix rows = units(words);
    float[] scores =
        how == Analogy.THREE_COS_ADD
            ? sum(rows, positive.size())
            : quotients(cosines(rows), positive.size());
    return best(scores, k, new HashSet<>(words));
  }

  private Matrix units(List<String> words) {
    return Matrix.ofRows(words.stream().map(this::vector).toArray(float[][]::new)).normalizedRows();
  }

  private Matrix cosines(Matrix queries) {
    return Matrices.timesTransposed(queries, unit);
  }

  private float[] sum(Matrix rows, int positive) {
    int d = rows.columns();
    float[] query = new float[d];
    for (int r = 0; r < rows.rows(); r++) {
      Vectors.axpy(r < positive ? 1 : -1, rows.array(), r * d, query, 0, d);
    }
    Vectors.normalize(query, 0, d);
    return cosines(Matrix.of(1, d, query)).array();
  }

  private static float[] quotients(Matrix cosines, int positive) {
    float[] scores = new float[cosines.columns()];
    for (int i = 0; i < scores.length; i++) {
      double above = 1;
      double below = 1;
      for (int r = 0; r < cosines.rows(); r++) {
        double cosine = Analogy.moved(cosines.get(r, i));
        above *= r < positive ? cosine : 1;
        below *= r < positive ? 1 : cosine;
      }
      scores[i] = cosines.rows() > positive ? Analogy.quotient(above, below) : (float) above;
    }
    return scores;
  }

  private List<Neighbor> best(float[] scores, int k, Set<String> without) {
    TopK top = new TopK(Math.min(Math.max(k, 0), scores.length));
    for (int r = 0; r < scores.length; r++) {
      if (!without.contains(table.ids().get(r))) {
        top.offer(r, scores[r]);
      }
    }
    List<Neighbor> found = new ArrayList<>();
    for (int r : top.ids()) {
      found.add(new Neighbor(table.ids().get(r), r, scores[r]));
    }
    return found;
  }

  /** The word least like the mean of all, each at length 1; three or more words. */
  public String oddOneOut(List<String> words) {
    if (words.size() < 3) {
      throw new IllegalArgumentException(
          "the odd one out of " + words.size() + " words is no question; give three or more");
    }
    Matrix rows = units(words);
    int d = rows.columns();
    float[] mean = new float[d];
    for (int r = 0; r < rows.rows(); r++) {
      Vectors.axpy(1, rows.array(), r * d, mean, 0, d);
    }
    int odd = 0;
    for (int r = 1; r < rows.rows(); r++) {
      float here = Vectors.dot(rows.array(), r * d, mean, 0, d);
      odd = here < Vectors.dot(rows.array(), odd * d, mean, 0, d) ? r : odd;
    }
    return words.get(odd);
  }

  @Override
  public String toString() {
    return "WordVectors[" + table + "]";
  }
}

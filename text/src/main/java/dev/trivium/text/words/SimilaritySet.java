package dev.trivium.text.words;

import dev.trivium.core.TriviumException;
import dev.trivium.core.eval.Correlation;
import dev.trivium.core.math.Vectors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Pairs of words and how alike people find them, such as WordSim-353 (Finkelstein et al.,
 * <i>Placing search in context</i>, 2002): what vectors are held against.
 */
public final class SimilaritySet {
  private final String name;
  private final List<Pair> pairs;

  private SimilaritySet(String name, List<Pair> pairs) {
    this.name = name;
    this.pairs = List.copyOf(pairs);
  }

  /**
   * Two words and how alike they are.
   *
   * @param score more is more alike
   */
  public record Pair(String first, String second, double score) {}

  /**
   * How far the cosines agree with people.
   *
   * @param set the name of the set
   * @param spearman the correlation of ranks, from −1 to 1; NaN where fewer than two pairs count
   * @param pearson the correlation of the numbers
   * @param pairs how many count
   * @param missing pairs of which a word has no vector; they do not count
   */
  public record Result(String set, double spearman, double pearson, int pairs, int missing) {}

  public static SimilaritySet of(String name, List<Pair> pairs) {
    return new SimilaritySet(name, pairs);
  }

  /**
   * Reads lines {@code word word score}, separated by tabs, commas or blanks; what follows is
   * passed over, a first line that holds no score too.
   */
  public static SimilaritySet read(Path file) {
    List<Pair> pairs = new ArrayList<>();
    boolean[] headed = new boolean[1];
    FieldLines.read(
        file,
        (fields, where) -> {
          double score = fields.length < 3 ? Double.NaN : score(fields[2]);
          boolean header = pairs.isEmpty() && !headed[0] && fields.length >= 3;
          if (!Double.isNaN(score)) {
            pairs.add(new Pair(fields[0], fields[1], score));
          } else if (header) {
            headed[0] = true;
          } else {
            throw new TriviumException(
                where + ": expected two words and a score, as WordSim-353 has them");
          }
        });
    if (pairs.isEmpty()) {
      throw new TriviumException(file + " holds no pairs; expected lines of two words and a score");
    }
    return new SimilaritySet(String.valueOf(file.getFileName()), pairs);
  }

  private static double score(String field) {
    try {
      double score = Double.parseDouble(field);
      return Double.isInfinite(score) ? Double.NaN : score;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  public List<Pair> pairs() {
    return pairs;
  }

  /** Compares cosines with scores, without regard to case. */
  public Result evaluate(WordVectors vectors) {
    Folded folded = new Folded(vectors.table().ids(), Integer.MAX_VALUE);
    double[] people = new double[pairs.size()];
    double[] cosines = new double[pairs.size()];
    int n = 0;
    for (Pair pair : pairs) {
      String a = known(pair.first(), folded, vectors);
      String b = known(pair.second(), folded, vectors);
      if (vectors.hasVector(a) && vectors.hasVector(b)) {
        people[n] = pair.score();
        cosines[n++] = Vectors.cosine(vectors.vector(a), vectors.vector(b));
      }
    }
    double[] x = Arrays.copyOf(people, n);
    double[] y = Arrays.copyOf(cosines, n);
    return new Result(
        name, Correlation.spearman(x, y), Correlation.pearson(x, y), n, pairs.size() - n);
  }

  private static String known(String word, Folded folded, WordVectors vectors) {
    int place = folded.place(word);
    return place < 0 ? Folded.fold(word) : vectors.table().ids().get(folded.rows()[place]);
  }
}

package dev.trivium.text.words;

import dev.trivium.core.TriviumException;
import dev.trivium.core.math.Matrices;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.RowBlocks;
import dev.trivium.core.math.Vectors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Analogies in sections, {@code a} is to {@code b} as {@code c} is to {@code d}, such as Google's
 * (Mikolov et al., <i>Efficient estimation of word representations in vector space</i>, 2013).
 */
public final class AnalogySet {
  private static final int BLOCK = 256;

  private final String name;
  private final Map<String, List<String[]>> sections;

  private AnalogySet(String name, Map<String, List<String[]>> sections) {
    this.name = name;
    this.sections = sections;
  }

  /**
   * How many analogies of a section were completed.
   *
   * @param correct whose best answer is the fourth word
   * @param answered of which all four words are in the vocabulary
   * @param asked all
   */
  public record Section(String name, int correct, int answered, int asked) {
    /** The share of those answered; NaN where none was. */
    public double accuracy() {
      return answered == 0 ? Double.NaN : (double) correct / answered;
    }
  }

  /**
   * How many analogies were completed.
   *
   * @param set the name of the set
   * @param sections each of them
   */
  public record Result(String set, List<Section> sections) {
    public Result {
      sections = List.copyOf(sections);
    }

    /** All sections in one. */
    public Section total() {
      return sections.stream()
          .reduce(
              new Section("total", 0, 0, 0),
              (a, b) ->
                  new Section(
                      "total",
                      a.correct() + b.correct(),
                      a.answered() + b.answered(),
                      a.asked() + b.asked()));
    }
  }

  /** Reads lines of four words, sections beginning with a line {@code : name}. */
  public static AnalogySet read(Path file) {
    Map<String, List<String[]>> sections = new LinkedHashMap<>();
    String[] current = {"all"};
    FieldLines.read(
        file,
        (fields, where) -> {
          if (fields[0].startsWith(":")) {
            current[0] = String.join(" ", fields).substring(1).strip();
          } else if (fields.length != 4) {
            throw new TriviumException(
                where
                    + ": expected four words or ': section', as in questions-words.txt; found "
                    + fields.length
                    + " fields");
          } else {
            sections.computeIfAbsent(current[0], s -> new ArrayList<>()).add(fields);
          }
        });
    if (sections.isEmpty()) {
      throw new TriviumException(file + " holds no analogies; expected lines of four words");
    }
    return new AnalogySet(String.valueOf(file.getFileName()), sections);
  }

  /**
   * Answers all, without regard to case, among the first words of the table; the three words of a
   * question are no answers to it. Cost: questions·words·d multiplications, on all cores.
   *
   * @param restrict how many words to answer from, the first of the table, say 30,000
   */
  public Result evaluate(WordVectors vectors, int restrict, Analogy how) {
    if (restrict < 1) {
      throw new IllegalArgumentException("restrict is " + restrict + "; choose 1 or more");
    }
    Folded folded = new Folded(vectors.table().ids(), restrict);
    Matrix words = vectors.unit().select(folded.rows());
    List<Section> done = new ArrayList<>();
    sections.forEach(
        (section, questions) -> {
          List<int[]> known = folded.places(questions);
          int correct = 0;
          for (int from = 0; from < known.size(); from += BLOCK) {
            List<int[]> block = known.subList(from, Math.min(known.size(), from + BLOCK));
            correct += correct(block, words, how);
          }
          done.add(new Section(section, correct, known.size(), questions.size()));
        });
    return new Result(name, done);
  }

  private static int correct(List<int[]> questions, Matrix words, Analogy how) {
    Matrix scores =
        how == Analogy.THREE_COS_ADD ? sums(questions, words) : products(questions, words);
    int n = words.rows();
    AtomicInteger correct = new AtomicInteger();
    RowBlocks.forEach(
        questions.size(),
        1,
        q -> {
          int[] question = questions.get(q);
          for (int i = 0; i < 3; i++) {
            scores.array()[q * n + question[i]] = Float.NEGATIVE_INFINITY;
          }
          if (best(scores.array(), q * n, n) == question[3]) {
            correct.incrementAndGet();
          }
        });
    return correct.get();
  }

  private static int best(float[] scores, int from, int n) {
    int best = 0;
    for (int i = 1; i < n; i++) {
      best = scores[from + i] > scores[from + best] ? i : best;
    }
    return best;
  }

  private static Matrix sums(List<int[]> questions, Matrix words) {
    int d = words.columns();
    Matrix targets = rows(questions, 1, words);
    for (int q = 0; q < questions.size(); q++) {
      int[] question = questions.get(q);
      Vectors.axpy(-1, words.array(), question[0] * d, targets.array(), q * d, d);
      Vectors.axpy(1, words.array(), question[2] * d, targets.array(), q * d, d);
    }
    return Matrices.timesTransposed(targets, words);
  }

  private static Matrix products(List<int[]> questions, Matrix words) {
    Matrix out = Matrices.timesTransposed(rows(questions, 1, words), words);
    float[] a = Matrices.timesTransposed(rows(questions, 0, words), words).array();
    float[] c = Matrices.timesTransposed(rows(questions, 2, words), words).array();
    float[] b = out.array();
    RowBlocks.forEach(
        b.length,
        1 << 14,
        i ->
            b[i] =
                Analogy.quotient(Analogy.moved(b[i]) * Analogy.moved(c[i]), Analogy.moved(a[i])));
    return out;
  }

  private static Matrix rows(List<int[]> questions, int word, Matrix words) {
    return words.select(questions.stream().mapToInt(q -> q[word]).toArray());
  }
}

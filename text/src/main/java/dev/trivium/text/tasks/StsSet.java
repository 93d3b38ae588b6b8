package dev.trivium.text.tasks;

import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.eval.Correlation;
import dev.trivium.core.io.Reason;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pairs of sentences and how alike people find what they say, such as the STS Benchmark (Cer et
 * al., <i>SemEval-2017 Task 1: Semantic textual similarity</i>, 2017): what sentence encoders are
 * held against.
 */
public final class StsSet {
  private final String name;
  private final List<Pair> pairs;

  private StsSet(String name, List<Pair> pairs) {
    this.name = name;
    this.pairs = List.copyOf(pairs);
  }

  /**
   * Two sentences and how alike they are.
   *
   * @param score more is more alike
   */
  public record Pair(String first, String second, double score) {
    public Pair {
      if (!Double.isFinite(score)) {
        throw new IllegalArgumentException("score is " + score + "; give a finite number");
      }
    }
  }

  /**
   * How far the cosines agree with people.
   *
   * @param set the name of the set
   * @param spearman the correlation of ranks, from −1 to 1; NaN where all cosines are equal
   * @param pearson the correlation of the numbers
   * @param pairs how many there are
   * @param unknown pairs of which a sentence has a vector of zeros; their cosine counts as 0
   */
  public record Result(String set, double spearman, double pearson, int pairs, int unknown) {}

  public static StsSet of(String name, List<Pair> pairs) {
    return new StsSet(name, pairs);
  }

  /**
   * Reads lines {@code sentence TAB sentence TAB score} in UTF-8; a first line whose score is no
   * number is a heading.
   */
  public static StsSet read(Path file) {
    List<String> lines = lines(file);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String[] fields = lines.get(i).split("\t", -1);
      double score = fields.length == 3 ? score(fields[2]) : Double.NaN;
      boolean heading = i == 0 && fields.length == 3;
      if (Double.isFinite(score)) {
        pairs.add(new Pair(fields[0], fields[1], score));
      } else if (!heading && !lines.get(i).isBlank()) {
        throw new TriviumException(
            "%s:%d: expected two sentences and a score with tabs between them, found '%s'"
                .formatted(file, i + 1, shortened(lines.get(i))));
      }
    }
    return named(file, pairs);
  }

  /**
   * Reads sentences, one a line, two lines a pair, and the scores of the pairs, one a line.
   *
   * @param sentences twice as many lines as {@code scores} has
   */
  public static StsSet read(Path sentences, Path scores) {
    List<String> texts = lines(sentences);
    List<String> numbers = lines(scores);
    if (texts.size() != 2L * numbers.size()) {
      throw new TriviumException(
          "%s has %d lines and %s has %d; give two sentences for each score"
              .formatted(sentences, texts.size(), scores, numbers.size()));
    }
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      double score = score(numbers.get(i));
      if (!Double.isFinite(score)) {
        throw new TriviumException(
            "%s:%d: expected a score, found '%s'"
                .formatted(scores, i + 1, shortened(numbers.get(i))));
      }
      pairs.add(new Pair(texts.get(2 * i), texts.get(2 * i + 1), score));
    }
    return named(sentences, pairs);
  }

  private static StsSet named(Path file, List<Pair> pairs) {
    if (pairs.isEmpty()) {
      throw new TriviumException(file + " holds no pairs; expected two sentences and a score each");
    }
    return new StsSet(String.valueOf(file.getFileName()), pairs);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new TriviumException(
          file + " is not UTF-8 text; convert it first, say with iconv -f latin1 -t utf8", e);
    } catch (IOException e) {
      throw new TriviumException("cannot read " + file + ": " + Reason.of(e), e);
    }
  }

  private static double score(String field) {
    try {
      return Double.parseDouble(field);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static String shortened(String line) {
    return line.length() <= 60 ? line : line.substring(0, 60) + "…";
  }

  public List<Pair> pairs() {
    return pairs;
  }

  /** All sentences, those of a pair one after the other. */
  public List<String> sentences() {
    return pairs.stream().flatMap(pair -> List.of(pair.first(), pair.second()).stream()).toList();
  }

  /** Compares the cosines of the sentences' vectors with the scores; each is embedded once. */
  public Result evaluate(Embedder<String> encoder) {
    Matrix rows = encoder.embed(sentences());
    double[] cosines = new double[pairs.size()];
    int unknown = 0;
    for (int i = 0; i < cosines.length; i++) {
      float[] a = rows.row(2 * i);
      float[] b = rows.row(2 * i + 1);
      boolean known = isKnown(a) && isKnown(b);
      cosines[i] = known ? Vectors.cosine(a, b) : 0;
      unknown += known ? 0 : 1;
    }
    double[] people = pairs.stream().mapToDouble(Pair::score).toArray();
    return new Result(
        name,
        Correlation.spearman(people, cosines),
        Correlation.pearson(people, cosines),
        cosines.length,
        unknown);
  }

  private static boolean isKnown(float[] row) {
    return IntStream.range(0, row.length).anyMatch(i -> row[i] != 0);
  }
}

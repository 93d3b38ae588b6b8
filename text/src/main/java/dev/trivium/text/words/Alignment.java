package dev.trivium.text.words;

import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Provenance;
import dev.trivium.core.math.Matrices;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Procrustes;
import dev.trivium.text.words.BilingualDictionary.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The words of one language in the space of another: the rotation that brings the words of a
 * dictionary nearest to their translations (Procrustes), refined on the pairs of words that are
 * each other's nearest by CSLS (Conneau et al., <i>Word translation without parallel data</i>, ICLR
 * 2018). Immutable.
 */
public final class Alignment {
  /** Words of either language that refining looks at, at most: frequent words align best. */
  private static final int REFINED = 10_000;

  private final EmbeddingTable source;
  private final EmbeddingTable target;
  private final AlignmentSettings settings;
  private final Matrix rotation;

  private Alignment(
      EmbeddingTable source, EmbeddingTable target, AlignmentSettings settings, Matrix rotation) {
    this.source = source;
    this.target = target;
    this.settings = settings;
    this.rotation = rotation;
  }

  /**
   * Aligns two tables of one dimension. Cost: a decomposition of d³ and, in each round of
   * refinement, 4·m²·d multiplications, where m is the number of candidates, 10,000 at most.
   */
  public static Alignment fit(
      EmbeddingTable source,
      EmbeddingTable target,
      BilingualDictionary dictionary,
      AlignmentSettings settings) {
    if (source.dimension() != target.dimension()) {
      throw new TriviumException(
          "%s has vectors of %d numbers and %s of %d; align tables of one dimension"
              .formatted(source.space(), source.dimension(), target.space(), target.dimension()));
    }
    Matrix x = prepared(source, settings);
    Matrix y = prepared(target, settings);
    List<int[]> pairs = known(dictionary, source, target);
    if (pairs.isEmpty()) {
      throw new TriviumException(
          "none of the %d entries of %s has its words in %s and %s; give a dictionary of their words"
              .formatted(
                  dictionary.entries().size(), dictionary.name(), source.space(), target.space()));
    }
    Matrix rotation = rotation(x, y, pairs);
    for (int round = 0; round < settings.refinements(); round++) {
      rotation = rotation(x, y, mutual(x, y, rotation, settings));
    }
    return new Alignment(mapped(source, x, rotation, target), as(target, y), settings, rotation);
  }

  private static Matrix prepared(EmbeddingTable table, AlignmentSettings settings) {
    Matrix rows = settings.normalize() ? table.matrix().normalizedRows() : table.matrix();
    if (!settings.center()) {
      return rows;
    }
    int d = rows.columns();
    double[] mean = new double[d];
    for (int i = 0; i < rows.array().length; i++) {
      mean[i % d] += rows.array()[i] / (double) rows.rows();
    }
    float[] centered = new float[rows.array().length];
    for (int i = 0; i < centered.length; i++) {
      centered[i] = (float) (rows.array()[i] - mean[i % d]);
    }
    Matrix out = Matrix.of(rows.rows(), d, centered);
    return settings.normalize() ? out.normalizedRows() : out;
  }

  private static List<int[]> known(
      BilingualDictionary dictionary, EmbeddingTable source, EmbeddingTable target) {
    List<int[]> pairs = new ArrayList<>();
    for (Entry entry : dictionary.entries()) {
      int from = source.row(entry.source());
      int to = target.row(entry.target());
      if (from >= 0 && to >= 0) {
        pairs.add(new int[] {from, to});
      }
    }
    return pairs;
  }

  private static Matrix rotation(Matrix x, Matrix y, List<int[]> pairs) {
    return Procrustes.rotation(
        x.select(pairs.stream().mapToInt(p -> p[0]).toArray()),
        y.select(pairs.stream().mapToInt(p -> p[1]).toArray()));
  }

  /** The candidates that are each other's nearest by CSLS. */
  private static List<int[]> mutual(
      Matrix x, Matrix y, Matrix rotation, AlignmentSettings settings) {
    int most = Math.min(REFINED, settings.candidates());
    Matrix a = Matrices.times(first(x, most), rotation).normalizedRows();
    Matrix b = first(y, most).normalizedRows();
    int k = settings.neighbors();
    int[][] there = LocalScaling.best(a, b, LocalScaling.densities(b, a, k), 1);
    int[][] back = LocalScaling.best(b, a, LocalScaling.densities(a, b, k), 1);
    List<int[]> pairs = new ArrayList<>();
    for (int i = 0; i < there.length; i++) {
      if (back[there[i][0]][0] == i) {
        pairs.add(new int[] {i, there[i][0]});
      }
    }
    return pairs;
  }

  private static Matrix first(Matrix rows, int most) {
    return rows.rows(0, Math.min(rows.rows(), most));
  }

  private static EmbeddingTable mapped(
      EmbeddingTable source, Matrix x, Matrix rotation, EmbeddingTable target) {
    Provenance p = source.provenance();
    TreeMap<String, String> configuration = new TreeMap<>(p.configuration());
    configuration.put("aligned-to", target.space());
    return EmbeddingTable.of(
        source.ids(),
        Matrices.times(x, rotation),
        new Provenance(target.space(), p.maker(), configuration, p.seed()));
  }

  private static EmbeddingTable as(EmbeddingTable table, Matrix rows) {
    return EmbeddingTable.of(table.ids(), rows, table.provenance());
  }

  /** The orthogonal W {@code [d × d]}: a source vector is mapped as {@code x·W}. */
  public Matrix rotation() {
    return rotation;
  }

  /** The words of the source in the space of the target, normalised and centred as asked. */
  public EmbeddingTable source() {
    return source;
  }

  /** The words of the target, normalised and centred as asked. */
  public EmbeddingTable target() {
    return target;
  }

  /**
   * The words among the first of the target that translate each of these best, best first.
   *
   * @param words words of the source
   */
  public List<List<String>> translate(List<String> words, int k, Retrieval retrieval) {
    Matrix queries =
        Matrix.ofRows(words.stream().map(WordVectors.of(source)::vector).toArray(float[][]::new));
    List<List<String>> answers = new ArrayList<>();
    for (int[] rows : answers(queries.normalizedRows(), k, retrieval)) {
      List<String> answer = new ArrayList<>();
      for (int row : rows) {
        answer.add(target.ids().get(row));
      }
      answers.add(answer);
    }
    return answers;
  }

  private int[][] answers(Matrix queries, int k, Retrieval retrieval) {
    Matrix b = first(target.matrix(), settings.candidates()).normalizedRows();
    float[] densities = new float[b.rows()];
    if (retrieval == Retrieval.CSLS) {
      Matrix a = first(source.matrix(), settings.candidates()).normalizedRows();
      densities = LocalScaling.densities(b, a, settings.neighbors());
    }
    return LocalScaling.best(queries, b, densities, k);
  }

  /**
   * How well words are translated.
   *
   * @param words how many had a translation to find
   * @param missing words that, or all of whose translations, are not among the candidates
   * @param at1 the share whose best answer is a translation
   * @param at5 of whose five best answers one is
   * @param at10 of whose ten
   */
  public record Precision(int words, int missing, double at1, double at5, double at10) {}

  /** Translates the words of a dictionary that was not learned from. */
  public Precision evaluate(BilingualDictionary test, Retrieval retrieval) {
    Map<String, Set<Integer>> wanted = new LinkedHashMap<>();
    Set<String> all = new LinkedHashSet<>();
    for (Entry entry : test.entries()) {
      all.add(entry.source());
      int to = target.row(entry.target());
      if (source.contains(entry.source()) && to >= 0 && to < settings.candidates()) {
        wanted.computeIfAbsent(entry.source(), w -> new LinkedHashSet<>()).add(to);
      }
    }
    if (wanted.isEmpty()) {
      throw new TriviumException(
          "none of the %d entries of %s has its words in %s and among the first %d of %s"
              .formatted(
                  test.entries().size(),
                  test.name(),
                  source.space(),
                  settings.candidates(),
                  target.space()));
    }
    Matrix queries =
        source.matrix().select(wanted.keySet().stream().mapToInt(source::row).toArray());
    int[][] answers = answers(queries.normalizedRows(), 10, retrieval);
    List<Set<Integer>> gold = List.copyOf(wanted.values());
    return new Precision(
        gold.size(),
        all.size() - gold.size(),
        share(answers, gold, 1),
        share(answers, gold, 5),
        share(answers, gold, 10));
  }

  private static double share(int[][] answers, List<Set<Integer>> gold, int k) {
    int found = 0;
    for (int q = 0; q < answers.length; q++) {
      boolean here = false;
      for (int i = 0; i < Math.min(k, answers[q].length); i++) {
        here |= gold.get(q).contains(answers[q][i]);
      }
      found += here ? 1 : 0;
    }
    return (double) found / answers.length;
  }
}

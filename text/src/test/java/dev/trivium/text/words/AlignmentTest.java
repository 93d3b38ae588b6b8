package dev.trivium.text.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Provenance;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrices;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Procrustes;
import dev.trivium.text.words.Alignment.Precision;
import dev.trivium.text.words.BilingualDictionary.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a language that is another one turned, and shaken a little. */
class AlignmentTest {
  private static final int N = 400;
  private static final int D = 12;

  @TempDir Path dir;

  private static Matrix gaussian(int rows, int columns, double scale, long seed) {
    FastRandom random = new FastRandom(seed);
    Matrix m = Matrix.zeros(rows, columns);
    for (int i = 0; i < m.array().length; i++) {
      m.array()[i] = (float) (scale * random.nextGaussian());
    }
    return m;
  }

  private static EmbeddingTable table(String prefix, Matrix rows) {
    List<String> ids = IntStream.range(0, rows.rows()).mapToObj(i -> prefix + i).toList();
    return EmbeddingTable.of(ids, rows, Provenance.of(prefix, "test"));
  }

  private static EmbeddingTable english() {
    return table("en", gaussian(N, D, 1, 1));
  }

  private static EmbeddingTable german(double noise) {
    Matrix turn = Procrustes.rotation(gaussian(50, D, 1, 2), gaussian(50, D, 1, 3));
    Matrix rows = Matrices.times(english().matrix(), turn);
    Matrix shaken = gaussian(N, D, noise, 4);
    for (int i = 0; i < rows.array().length; i++) {
      rows.array()[i] += shaken.array()[i];
    }
    return table("de", rows);
  }

  private static BilingualDictionary entries(int from, int to) {
    return new BilingualDictionary(
        "test", IntStream.range(from, to).mapToObj(i -> new Entry("en" + i, "de" + i)).toList());
  }

  @Test
  void aTurnedLanguageIsTurnedBack() {
    Alignment alignment =
        Alignment.fit(english(), german(0), entries(0, 60), AlignmentSettings.DEFAULT);
    for (Retrieval retrieval : Retrieval.values()) {
      Precision p = alignment.evaluate(entries(60, N), retrieval);
      assertThat(p.at1()).isEqualTo(1);
      assertThat(p.words()).isEqualTo(N - 60);
      assertThat(p.missing()).isZero();
    }
    assertThat(alignment.translate(List.of("en7", "en9"), 1, Retrieval.CSLS))
        .containsExactly(List.of("de7"), List.of("de9"));
    EmbeddingTable mapped = alignment.source();
    mapped.requireSameSpace(german(0));
    float[] there = german(0).matrix().normalizedRows().row(5);
    for (int i = 0; i < D; i++) {
      assertThat(mapped.vector("en5")[i]).isCloseTo(there[i], within(1e-4f));
    }
  }

  @Test
  void refiningMakesMuchOfASmallDictionary() {
    EmbeddingTable german = german(0.2);
    AlignmentSettings plain = AlignmentSettings.DEFAULT;
    double before = at1(german, plain);
    double after = at1(german, plain.withRefinements(3));
    assertThat(before).isLessThan(0.8);
    assertThat(after).isGreaterThan(before + 0.1);
    assertThat(at1(german, plain.withRefinements(3).withCenter(true))).isGreaterThan(before + 0.1);
  }

  private static double at1(EmbeddingTable german, AlignmentSettings settings) {
    return Alignment.fit(english(), german, entries(0, 13), settings)
        .evaluate(entries(13, N), Retrieval.CSLS)
        .at1();
  }

  /** Against the definition, written out with loops. */
  @Test
  void localScalingIsItsDefinition() {
    Matrix a = gaussian(30, D, 1, 5).normalizedRows();
    Matrix b = gaussian(40, D, 1, 6).normalizedRows();
    float[] densities = LocalScaling.densities(b, a, 10);
    int[][] best = LocalScaling.best(a, b, densities, 3);
    double[][] cosines = new double[30][40];
    for (int i = 0; i < 30; i++) {
      for (int j = 0; j < 40; j++) {
        for (int c = 0; c < D; c++) {
          cosines[i][j] += (double) a.get(i, c) * b.get(j, c);
        }
      }
    }
    double[] mean = new double[40];
    for (int j = 0; j < 40; j++) {
      int column = j;
      double[] sorted =
          IntStream.range(0, 30).mapToDouble(i -> cosines[i][column]).sorted().toArray();
      mean[j] = Arrays.stream(sorted, 20, 30).average().orElseThrow();
      assertThat((double) densities[j]).isCloseTo(mean[j], within(1e-6));
    }
    for (int i = 0; i < 30; i++) {
      double[] scores = new double[40];
      for (int j = 0; j < 40; j++) {
        scores[j] = 2 * cosines[i][j] - mean[j];
      }
      double[] sorted = scores.clone();
      Arrays.sort(sorted);
      for (int k = 0; k < 3; k++) {
        assertThat(scores[best[i][k]]).isEqualTo(sorted[39 - k]);
      }
    }
  }

  @Test
  void identicalWordsAreADictionary() {
    EmbeddingTable other = table("en", german(0).matrix());
    BilingualDictionary seeds =
        BilingualDictionary.identical(english(), other).without(entries(0, 100));
    assertThat(seeds.entries()).hasSize(N - 100).contains(new Entry("en100", "en100"));
    assertThat(
            Alignment.fit(english(), other, seeds, AlignmentSettings.DEFAULT)
                .translate(List.of("en1"), 1, Retrieval.COSINE))
        .containsExactly(List.of("en1"));
  }

  @Test
  void aDictionaryIsLinesOfTwoWords() throws IOException {
    Path file = Files.writeString(dir.resolve("d"), "en1 de1\nen2\tde2\n\nen1,de3\n");
    assertThat(BilingualDictionary.read(file).entries())
        .containsExactly(new Entry("en1", "de1"), new Entry("en2", "de2"), new Entry("en1", "de3"));
    for (String broken : List.of("", "word\n", "a b c\n")) {
      Files.writeString(file, broken);
      assertThatThrownBy(() -> BilingualDictionary.read(file))
          .isInstanceOf(TriviumException.class)
          .hasMessageContaining("a word and its translation");
    }
  }

  @Test
  void whatCannotBeAlignedIsOneSentence() {
    AlignmentSettings s = AlignmentSettings.DEFAULT;
    EmbeddingTable wide = table("de", gaussian(3, D + 1, 1, 1));
    assertThatThrownBy(() -> Alignment.fit(english(), wide, entries(0, 3), s))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("one dimension");
    assertThatThrownBy(() -> Alignment.fit(english(), german(0), entries(N, N + 2), s))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("none of the 2 entries of test");
    Alignment alignment = Alignment.fit(english(), german(0), entries(0, 60), s);
    assertThatThrownBy(() -> alignment.evaluate(entries(N, N + 2), Retrieval.CSLS))
        .isInstanceOf(TriviumException.class);
    assertThatThrownBy(() -> s.withRefinements(-1)).hasMessageContaining("refinements is -1");
    assertThatThrownBy(() -> s.withCandidates(0)).hasMessageContaining("candidates is 0");
  }
}

package dev.trivium.text.sentences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Provenance;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordAverageTest {
  private static final EmbeddingTable WORDS =
      EmbeddingTable.of(
          List.of("the", "cat", "Paris", "i"),
          Matrix.ofRows(
              new float[] {1, 0, 0},
              new float[] {0, 2, 0},
              new float[] {0, 0, 3},
              new float[] {5, 5, 5}),
          Provenance.of("toy", "test"));

  @Test
  void theMeanIsOfTheWordsThatAreKnown() {
    WordAverage mean = WordAverage.mean(WORDS);
    Matrix rows =
        mean.embed(List.of("The cat, the dog!", "Paris paris I", "no word of it", "", "\u0000\n"));
    assertThat(rows.row(0)).containsExactly(2f / 3, 2f / 3, 0);
    assertThat(rows.row(1)).containsExactly(2.5f, 2.5f, 4); // "paris" is not in the table
    for (int r = 2; r < 5; r++) {
      assertThat(rows.row(r)).containsOnly(0);
    }
    assertThat(mean.space()).isEqualTo("toy mean");
    assertThat(mean.dimension()).isEqualTo(3);
  }

  @Test
  void frequentWordsWeighLess() {
    double[] shares = WordAverage.probabilities(new long[] {900, 90, 9, 1});
    assertThat(shares).containsExactly(0.9, 0.09, 0.009, 0.001);
    WordAverage weighted =
        WordAverage.sif(WORDS, shares, List.of(), new SifSettings(0.01, 0, false, 0, false));
    float[] row = weighted.embed(List.of("the cat")).row(0);
    assertThat((double) row[0]).isCloseTo(0.01 / 0.91 / 2, within(1e-7));
    assertThat((double) row[1]).isCloseTo(2 * 0.01 / 0.1 / 2, within(1e-7));
    assertThat(WordAverage.zipf(3))
        .containsExactly(new double[] {6 / 11., 3 / 11., 2 / 11.}, within(1e-12));
  }

  /**
   * What is left has nothing along the mean and the direction of most variance, found by power
   * iteration.
   */
  @Test
  void whatTextsHaveInCommonIsTakenOut() {
    FastRandom random = new FastRandom(4);
    int n = 400;
    int d = 6;
    List<String> ids = IntStream.range(0, n).mapToObj(i -> "w" + i).toList();
    Matrix vectors = Matrix.zeros(n, d);
    for (int i = 0; i < n * d; i++) {
      vectors.array()[i] = (float) (random.nextGaussian() * (i % d == 2 ? 4 : 1) + i % d);
    }
    EmbeddingTable words = EmbeddingTable.of(ids, vectors, Provenance.of("toy", "test"));
    List<String> texts = new ArrayList<>();
    for (int t = 0; t < 300; t++) {
      texts.add("w%d w%d w%d".formatted(random.nextInt(n), random.nextInt(n), random.nextInt(n)));
    }
    double[] zipf = WordAverage.zipf(n);
    Matrix weighted =
        WordAverage.sif(words, zipf, texts, new SifSettings(1e-3, 0, false, 0, false)).embed(texts);
    double[] none = new double[d];
    check(weighted, none, WordAverage.sif(words, zipf, texts, SifSettings.PAPER).embed(texts));
    double[] mean = new double[d];
    for (int i = 0; i < 300 * d; i++) {
      mean[i % d] += weighted.array()[i] / 300;
    }
    SifSettings centered = new SifSettings(1e-3, 1, true, 0, false);
    check(weighted, mean, WordAverage.sif(words, zipf, texts, centered).embed(texts));
    assertThat(WordAverage.sif(words, zipf, texts, centered).embed(List.of("x")).row(0))
        .containsOnly(0);
  }

  private static void check(Matrix rows, double[] mean, Matrix found) {
    int d = rows.columns();
    double[] u = new double[d];
    u[2] = 1;
    for (int round = 0; round < 200; round++) {
      double[] next = new double[d];
      for (int r = 0; r < rows.rows(); r++) {
        double along = along(rows, r, mean, u);
        for (int i = 0; i < d; i++) {
          next[i] += along * (rows.get(r, i) - mean[i]);
        }
      }
      double norm = Math.sqrt(IntStream.range(0, d).mapToDouble(i -> next[i] * next[i]).sum());
      for (int i = 0; i < d; i++) {
        u[i] = next[i] / norm;
      }
    }
    for (int r = 0; r < rows.rows(); r++) {
      double along = along(rows, r, mean, u);
      for (int i = 0; i < d; i++) {
        assertThat((double) found.get(r, i))
            .isCloseTo(rows.get(r, i) - mean[i] - along * u[i], within(1e-4));
      }
    }
  }

  /** Directions of chance: of one length, the same for a word each time, uncorrelated. */
  @Test
  void unknownWordsHaveDirectionsOfTheirOwn() {
    int d = 100;
    Matrix one = Matrix.zeros(1, d);
    one.array()[7] = 3;
    EmbeddingTable words = EmbeddingTable.of(List.of("a"), one, Provenance.of("toy", "test"));
    SifSettings settings = new SifSettings(1e-3, 0, false, 0, true);
    WordAverage sif = WordAverage.sif(words, new double[] {1e-3}, List.of(), settings);
    assertThat(sif.embed(List.of("1984", "a")).row(0)).containsOnly(0);
    assertThat(sif.embed(List.of("a a")).row(0)[7]).isCloseTo(1.5f, within(1e-6f));
    int n = 200;
    Matrix rows =
        sif.embed(IntStream.range(0, n).mapToObj(i -> "a x" + i + (i == 0 ? " X0" : "")).toList());
    Matrix others = Matrix.zeros(n, d);
    for (int r = 0; r < n; r++) {
      int count = r == 0 ? 2 : 1;
      for (int i = 0; i < d; i++) {
        float sum = rows.get(r, i) * (1 + count) - (i == 7 ? 1.5f : 0);
        others.array()[r * d + i] = sum / count;
      }
      assertThat((double) Vectors.norm(others.array(), r * d, d)).isCloseTo(3, within(1e-4));
    }
    double sum = 0;
    double squares = 0;
    for (int r = 0; r < n; r++) {
      for (int k = 0; k < r; k++) {
        double cosine = Vectors.dot(others.array(), r * d, others.array(), k * d, d) / 9;
        sum += cosine;
        squares += cosine * cosine;
      }
    }
    double pairs = n * (n - 1) / 2.0;
    assertThat(sum / pairs).isCloseTo(0, within(4 / Math.sqrt(d * pairs)));
    assertThat(squares / pairs * d).isCloseTo(1, within(4 * Math.sqrt(2 / pairs)));
  }

  /** As if the table had been changed word by word beforehand. */
  @Test
  void whatWordsHaveInCommonIsTakenOutAndTheyCountByTheirDirection() {
    FastRandom random = new FastRandom(6);
    int n = 300;
    int d = 20;
    List<String> ids = IntStream.range(0, n).mapToObj(i -> "w" + i).toList();
    Matrix vectors = Matrix.zeros(n, d);
    Matrix changed = Matrix.zeros(n, d);
    for (int w = 0; w < n; w++) {
      double squares = 0;
      for (int i = 2; i < d; i++) {
        double x = random.nextGaussian();
        changed.array()[w * d + i] = (float) x;
        squares += x * x;
      }
      for (int i = 0; i < d; i++) { // two long directions, and a mean
        float x = i < 2 ? (float) (100 * random.nextGaussian()) : changed.get(w, i) + 3;
        vectors.array()[w * d + i] = x;
        changed.array()[w * d + i] /= (float) Math.sqrt(squares);
      }
    }
    List<String> texts =
        IntStream.range(0, 60).mapToObj(t -> "w%d w%d".formatted(t, 9 * t % n)).toList();
    double[] zipf = WordAverage.zipf(n);
    Matrix found = sif(ids, vectors, zipf, texts, 2);
    Matrix wanted = sif(ids, changed, zipf, texts, 0);
    for (int r = 0; r < texts.size(); r++) {
      assertThat(Vectors.cosine(found.row(r), wanted.row(r))).isGreaterThan(0.98f);
    }
  }

  /** Of so few words their directions are all there is, and nothing would be left but rounding. */
  @Test
  void fewWordsKeepTheirDirections() {
    List<String> ids = List.of("a", "b", "c");
    float[] numbers = new float[3 * 100];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) Math.sin(i * i);
    }
    Matrix found = sif(ids, Matrix.of(3, 100, numbers), WordAverage.zipf(3), ids, 8);
    double[] mean = new double[100];
    for (int i = 0; i < numbers.length; i++) {
      mean[i % 100] += numbers[i] / 3;
    }
    for (int w = 0; w < 3; w++) {
      float[] left = new float[100];
      for (int i = 0; i < 100; i++) {
        left[i] = (float) (numbers[w * 100 + i] - mean[i]);
      }
      assertThat(Vectors.cosine(found.row(w), left)).isGreaterThan(0.999f);
    }
  }

  private static Matrix sif(
      List<String> ids, Matrix vectors, double[] probabilities, List<String> texts, int words) {
    EmbeddingTable table = EmbeddingTable.of(ids, vectors, Provenance.of("toy", "test"));
    return WordAverage.sif(
            table, probabilities, texts, new SifSettings(1e-3, 0, false, words, false))
        .embed(texts);
  }

  private static double along(Matrix rows, int r, double[] mean, double[] u) {
    return IntStream.range(0, u.length).mapToDouble(i -> (rows.get(r, i) - mean[i]) * u[i]).sum();
  }

  @Test
  void settingsSayWhatIsWrong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SifSettings(0, 1, false, 0, false))
        .withMessageContaining("a is 0.0; choose");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SifSettings(1, -1, false, 0, false))
        .withMessageContaining("components is -1; choose");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SifSettings(1, 0, false, -2, false))
        .withMessageContaining("wordComponents is -2; choose");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WordAverage.sif(WORDS, new double[1], List.of(), SifSettings.PAPER))
        .withMessage("1 probabilities for 4 words; give one for each");
  }
}

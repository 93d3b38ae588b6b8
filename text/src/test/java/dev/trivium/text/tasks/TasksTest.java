package dev.trivium.text.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.learn.KMeansSettings;
import dev.trivium.core.learn.LogisticSettings;
import dev.trivium.core.math.Matrix;
import dev.trivium.text.documents.BagOfWords;
import dev.trivium.text.documents.TermSettings;
import dev.trivium.text.documents.TfIdf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TasksTest {
  private static final List<String> TEXTS =
      List.of(
          "the printer does not print",
          "paper jam in the printer again",
          "printer prints blank paper",
          "the invoice has a wrong amount",
          "please send the invoice again",
          "?!");
  private static final TfIdf TF_IDF = TfIdf.fit(TEXTS, TermSettings.DEFAULT);

  @Test
  void textsOfOneTopicAreOneCluster() {
    try (Embedder<String> embedder = TF_IDF.embedder(100)) {
      TextClusters clusters = TextClusters.of(embedder.embed(TEXTS), KMeansSettings.of(2, 1));
      assertThat(clusters.clusters()).containsExactly(0, 0, 0, 1, 1, -1);
      assertThat(clusters.count()).isEqualTo(2);
      assertThat(clusters.size(0)).isEqualTo(3);
      assertThat(clusters.size(-1)).isEqualTo(1);
      assertThat(clusters.nearest(1, 5)).containsExactlyInAnyOrder(3, 4);
      BagOfWords bag = BagOfWords.fit(TEXTS, TermSettings.DEFAULT);
      List<List<String>> telling = clusters.tellingTerms(TEXTS, bag, 1);
      assertThat(telling).containsExactly(List.of("printer"), List.of("invoice"));
      assertThatThrownBy(() -> TextClusters.of(embedder.embed(TEXTS), KMeansSettings.of(6, 1)))
          .hasMessageContaining("clusters is 6, and there are 5 rows");
    }
    assertThatThrownBy(() -> TextClusters.of(Matrix.zeros(3, 2), KMeansSettings.of(1, 1)))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("nothing is known of any of the 3 texts");
  }

  @Test
  void foldedRowsKeepInnerProductsNearly() {
    Matrix whole = TF_IDF.embedder(100).embed(TEXTS);
    assertThat(whole.columns()).isEqualTo(TF_IDF.bag().columns());
    assertThat(whole).isEqualTo(TF_IDF.transform(TEXTS).dense());
    Matrix folded = TF_IDF.embedder(8).embed(TEXTS);
    assertThat(folded.columns()).isEqualTo(8);
    assertThat(folded.row(5)).containsOnly(0);
    assertThat((double) norm(folded.row(0))).isCloseTo(1, within(1e-5));
    assertThat(TF_IDF.embedder(8).space()).isNotEqualTo(TF_IDF.embedder(100).space());
  }

  private static float norm(float[] row) {
    return dev.trivium.core.math.Vectors.norm(row, 0, row.length);
  }

  @Test
  void sentencesEndWhereTheyDo() {
    assertThat(Summary.sentences(" It cost 3.5 euros.  Did it?\nYes! ", Locale.ENGLISH))
        .containsExactly("It cost 3.5 euros.", "Did it?", "Yes!");
    assertThat(Summary.sentences("", Locale.ENGLISH)).isEmpty();
  }

  /**
   * Against the definition, iterated densely: r = .15/n + .85·Σ r·w/Σw, the lonely share out
   * theirs.
   */
  @Test
  void ranksAreThePageRankOfTheCosines() {
    Matrix vectors =
        Matrix.ofRows(
            new float[] {1, 0.2f, 0},
            new float[] {0.9f, 0.5f, 0.1f},
            new float[] {0.3f, 1, 0},
            new float[] {0, 0.4f, 2},
            new float[] {0, 0, 0});
    Matrix unit = vectors.normalizedRows();
    int n = 5;
    double[][] w = new double[n][n];
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        for (int i = 0; i < 3 && a != b; i++) {
          w[a][b] += unit.get(a, i) * unit.get(b, i);
        }
      }
    }
    double[] rank = new double[n];
    Arrays.fill(rank, 1.0 / n);
    for (int round = 0; round < 500; round++) {
      double[] next = new double[n];
      Arrays.fill(next, 0.15 / n);
      for (int a = 0; a < n; a++) {
        double out = Arrays.stream(w[a]).sum();
        for (int b = 0; b < n; b++) {
          next[b] += 0.85 * rank[a] * (out == 0 ? 1.0 / n : w[a][b] / out);
        }
      }
      rank = next;
    }
    assertThat(Summary.ranks(vectors)).containsExactly(rank, within(1e-6));
  }

  @Test
  void aSummaryDoesNotSayTheSameTwice() {
    Matrix vectors =
        Matrix.ofRows(
            new float[] {1, 0}, new float[] {1, 0}, new float[] {1, 0.01f}, new float[] {0.3f, 1});
    assertThat(Summary.of(vectors, 2, 0.5)).contains(3).hasSize(2);
    assertThat(Summary.of(vectors, 2, 1)).doesNotContain(3);
    assertThat(Summary.of(vectors, 9, 0.5)).containsExactly(0, 1, 2, 3);
    assertThat(Summary.of(Matrix.zeros(0, 2), 3, 0.5)).isEmpty();
    assertThat(Summary.of(Matrix.zeros(2, 2), 1, 0.5)).containsExactly(0);
    assertThatThrownBy(() -> Summary.of(vectors, 0, 0.5)).hasMessageContaining("sentences is 0");
    assertThatThrownBy(() -> Summary.of(vectors, 1, 2)).hasMessageContaining("relevance is 2.0");
  }

  @Test
  void theBestPassageComesFirst() {
    PassageSearch search = PassageSearch.of(TEXTS, TF_IDF.embedder(100));
    assertThat(search.search("Where is my INVOICE? The amount!", 2))
        .extracting(PassageSearch.Hit::passage)
        .containsExactly(3, 4);
    assertThat(search.search("quux", 3)).isEmpty();
    assertThat(search.search("printer", 100)).hasSize(5); // all of which something is known
    assertThatThrownBy(() -> PassageSearch.of(List.of(), TF_IDF.embedder(9)))
        .hasMessageContaining("no passage to search");
  }

  @Test
  void labelsAreLearntFromTermsAndFromVectors() {
    List<String> labels = List.of("print", "print", "print", "bill", "bill", "bill");
    LogisticSettings settings = LogisticSettings.DEFAULT.withC(100);
    List<TextClassifier> two =
        Stream.of(
                TextClassifier.fit(TF_IDF, TEXTS, labels, settings),
                TextClassifier.fit(TF_IDF.embedder(100), TEXTS, labels, settings))
            .toList();
    for (TextClassifier classifier : two) {
      assertThat(classifier.labels()).containsExactly("bill", "print");
      assertThat(classifier.predict(TEXTS)).isEqualTo(labels);
      Matrix probabilities = classifier.probabilities(TEXTS);
      for (int r = 0; r < TEXTS.size(); r++) {
        assertThat(probabilities.get(r, 0) + probabilities.get(r, 1)).isCloseTo(1, within(1e-6f));
        assertThat(probabilities.get(r, 0) > 0.5).isEqualTo(labels.get(r).equals("bill"));
      }
    }
    List<String> three = List.of("print", "jam", "print", "bill", "bill", "none");
    TextClassifier classifier = TextClassifier.fit(TF_IDF, TEXTS, three, settings);
    assertThat(classifier.predict(TEXTS)).isEqualTo(three);
    Matrix probabilities = classifier.probabilities(TEXTS);
    for (int r = 0; r < TEXTS.size(); r++) {
      float[] row = probabilities.row(r);
      assertThat(row[0] + row[1] + row[2] + row[3]).isCloseTo(1, within(1e-6f));
    }
  }

  @Test
  void aClassifierReadFromItsFolderTellsTheSame(@TempDir Path dir) {
    LogisticSettings settings = LogisticSettings.DEFAULT.withC(100);
    Embedder<String> embedder = TF_IDF.embedder(8);
    for (List<String> labels :
        List.of(
            List.of("print", "print", "print", "bill", "bill", "bill"),
            List.of("print", "jam", "print", "bill", "bill", "none"))) {
      TextClassifier byTerms = TextClassifier.fit(TF_IDF, TEXTS, labels, settings);
      TextClassifier byVectors = TextClassifier.fit(embedder, TEXTS, labels, settings);
      byTerms.write(dir.resolve("terms"), "");
      byVectors.write(dir.resolve("vectors"), "mine");
      assertThat(TextClassifier.isIn(dir.resolve("terms"))).isTrue();
      assertThat(TextClassifier.isFineTuned(dir.resolve("vectors"))).isFalse();
      TextClassifier terms =
          TextClassifier.read(
              dir.resolve("terms"),
              name -> {
                throw new IllegalStateException("terms want no encoder");
              });
      TextClassifier vectors =
          TextClassifier.read(
              dir.resolve("vectors"),
              name -> {
                assertThat(name).isEqualTo("mine");
                return embedder;
              });
      assertThat(terms.probabilities(TEXTS)).isEqualTo(byTerms.probabilities(TEXTS));
      assertThat(vectors.probabilities(TEXTS)).isEqualTo(byVectors.probabilities(TEXTS));
      assertThat(terms.predict(TEXTS)).isEqualTo(labels);
      assertThat(vectors.settings()).isEqualTo(settings);
    }
    assertThatThrownBy(
            () -> TextClassifier.read(dir.resolve("vectors"), name -> TF_IDF.embedder(9)))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("was fitted on vectors of '" + embedder.space());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "manifest.json|{}|has 'kind': nothing where text-classifier is expected",
        "labels.json|[\"a\"]|is no list of two labels or more",
        "labels.json|[\"a\",\"b\",\"c\"]|has shape",
        "labels.json|[\"a|is not JSON",
        "classifier.safetensors|x|classifier.safetensors",
        "terms/manifest.json|{}|where tf-idf is expected",
      })
  void aDamagedClassifierIsSaid(String file, String content, String sentence, @TempDir Path dir)
      throws IOException {
    List<String> labels = List.of("print", "print", "print", "bill", "bill", "bill");
    TextClassifier.fit(TF_IDF, TEXTS, labels, LogisticSettings.DEFAULT).write(dir.resolve("c"), "");
    Files.writeString(dir.resolve("c").resolve(file), content);
    assertThatThrownBy(() -> TextClassifier.read(dir.resolve("c"), name -> TF_IDF.embedder(8)))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining(sentence)
        .hasMessageContaining(dir.toString());
  }

  @Test
  void oneLabelIsNotEnough() {
    List<String> same = List.of("a", "a", "a", "a", "a", "a");
    assertThatThrownBy(() -> TextClassifier.fit(TF_IDF, TEXTS, same, LogisticSettings.DEFAULT))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("all 6 texts to learn from have the label 'a'");
    assertThatThrownBy(
            () -> TextClassifier.fit(TF_IDF, List.of(), List.of(), LogisticSettings.DEFAULT))
        .hasMessageContaining("no text to learn labels from");
    assertThatThrownBy(
            () -> TextClassifier.fit(TF_IDF, TEXTS, List.of("a"), LogisticSettings.DEFAULT))
        .hasMessageContaining("1 labels for 6 texts");
  }
}

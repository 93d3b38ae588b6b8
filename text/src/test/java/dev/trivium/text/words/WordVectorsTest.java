package dev.trivium.text.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Provenance;
import dev.trivium.core.embedding.Word2VecText;
import dev.trivium.core.index.Neighbor;
import dev.trivium.core.math.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against what gensim 4.2's {@code KeyedVectors} said of the same twelve vectors. */
class WordVectorsTest {
  private static final List<String> WORDS =
      List.of(
          "king", "queen", "man", "woman", "paris", "france", "london", "england", "cat", "dog",
          "apple", "Pear");

  @TempDir Path dir;

  private static WordVectors toy() {
    Matrix m = Matrix.zeros(12, 4);
    for (int i = 0; i < 12; i++) {
      for (int j = 0; j < 4; j++) {
        m.array()[4 * i + j] = ((i * 7 + i * i % 5 * j * 3 + j * j * 13) % 11 - 5) / 4f;
      }
    }
    return WordVectors.of(EmbeddingTable.of(WORDS, m, Provenance.of("toy", "test")));
  }

  private static void are(List<Neighbor> found, double within, Object... expected) {
    assertThat(found).hasSize(expected.length / 2);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).id()).isEqualTo(expected[2 * i]);
      assertThat((double) found.get(i).score())
          .isCloseTo((Double) expected[2 * i + 1], within(within));
    }
  }

  /** {@code most_similar('king', topn=3)}. */
  @Test
  void similarWordsAreGensims() {
    are(toy().similar("king", 3), 1e-6, "france", 0.837433, "Pear", 0.514642, "paris", 0.213843);
    List<Neighbor> nearest = toy().similar(toy().vector("king"), 2);
    are(nearest, 1e-6, "king", 1.0, "france", 0.837433);
    assertThat(toy().similar("king", 100)).hasSize(11);
    assertThat(toy().similar("king", 0)).isEmpty();
    assertThat(toy().similarity("king", "france")).isCloseTo(0.837433f, within(1e-6f));
  }

  /**
   * {@code most_similar} and {@code most_similar_cosmul(positive=['king', 'woman'],
   * negative=['man'])}.
   */
  @Test
  void analogiesAreGensims() {
    are(
        toy().analogy("man", "king", "woman", 3, Analogy.THREE_COS_ADD),
        1e-6,
        "france",
        0.805209,
        "queen",
        0.370624,
        "paris",
        0.236592);
    are(
        toy().analogy("man", "king", "woman", 3, Analogy.THREE_COS_MUL),
        0.03, // gensim adds 1e-6 to the denominator, the paper 1e-3
        "france",
        3.631386,
        "queen",
        1.165694,
        "paris",
        0.838378);
  }

  /** {@code doesnt_match}. */
  @Test
  void theOddOneOutIsGensims() {
    assertThat(toy().oddOneOut(List.of("king", "queen", "man", "cat", "paris"))).isEqualTo("king");
    assertThatThrownBy(() -> toy().oddOneOut(List.of("king", "queen")))
        .hasMessageContaining("three or more");
  }

  @ParameterizedTest
  @CsvSource({
    "qeen,; did you mean 'queen'?",
    "KING,; did you mean 'king'?",
    "pear,; did you mean 'Pear'?",
    "zebra,among the 12 words of toy"
  })
  void anUnknownWordIsOneSentence(String word, String says) {
    assertThatThrownBy(() -> toy().analogy("man", word, "woman", 1, Analogy.THREE_COS_ADD))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("no vector for '" + word + "'")
        .hasMessageEndingWith(says);
    assertThatThrownBy(() -> toy().oddOneOut(List.of("man", "king", word)))
        .isInstanceOf(TriviumException.class);
  }

  @Test
  void aWordNeverSeenIsComparedByItsNgrams() {
    WordVectors words = WordVectors.of(TinyModel.get());
    assertThat(words.hasVector("unseen")).isTrue();
    assertThat(words.similar("unseen", 4)).hasSize(4);
    assertThat(words.vector("unseen")).isEqualTo(TinyModel.get().vector("unseen"));
  }

  @Test
  void everyFileIsReadByWhatItIs() {
    FastTextBinary.write(TinyModel.get(), dir.resolve("a"));
    assertThat(WordVectors.read(dir.resolve("a")).hasVector("unseen")).isTrue();
    Word2VecText.write(toy().table(), dir.resolve("b"));
    assertThat(WordVectors.read(dir.resolve("b")).table().ids()).isEqualTo(WORDS);
  }

  /** {@code evaluate_word_pairs}: ((0.1775275, p), (0.3142857, p), 14.28 % unknown). */
  @Test
  void similaritySetsAreGensims() throws IOException {
    String pairs =
        "king\tqueen\t8.5\nCat\tdog\t7\nparis\tFrance\t6.5\nking\tapple\t1\ndog\tpear\t2.5\nman\twoman\t8\nzebra\tdog\t3\n";
    for (String separator : List.of("\t", ",", "  ")) {
      Path file = Files.writeString(dir.resolve("pairs"), pairs.replace("\t", separator));
      SimilaritySet.Result result = SimilaritySet.read(file).evaluate(toy());
      assertThat(result.pearson()).isCloseTo(0.1775275, within(1e-6));
      assertThat(result.spearman()).isCloseTo(0.3142857, within(1e-6));
      assertThat(result.pairs()).isEqualTo(6);
      assertThat(result.missing()).isEqualTo(1);
    }
    Files.writeString(dir.resolve("pairs"), "Word 1,Word 2,Human (mean)\n# note\nking,man,1\r\n");
    assertThat(SimilaritySet.read(dir.resolve("pairs")).pairs())
        .containsExactly(new SimilaritySet.Pair("king", "man", 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b\n", "a b 1\nc d x\n", "a b 1\nc d\n", "a b 1\nc d NaN\n"})
  void brokenSimilaritySetsAreOneSentence(String text) throws IOException {
    Path file = Files.writeString(dir.resolve("pairs"), text);
    assertThatThrownBy(() -> SimilaritySet.read(file))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("two words and a score");
  }

  /** {@code evaluate_word_analogies}: 3 of 6, sections (2, 1) and (1, 2). */
  @Test
  void analogySetsAreGensims() throws IOException {
    AnalogySet set = questions();
    AnalogySet.Result result = set.evaluate(toy(), 30_000, Analogy.THREE_COS_ADD);
    assertThat(result.sections())
        .containsExactly(
            new AnalogySet.Section("one", 2, 3, 3), new AnalogySet.Section("two", 1, 3, 4));
    assertThat(result.total()).isEqualTo(new AnalogySet.Section("total", 3, 6, 7));
    assertThat(result.total().accuracy()).isEqualTo(0.5);
    // by most_similar_cosmul the last but one answer is france, not queen
    assertThat(set.evaluate(toy(), 30_000, Analogy.THREE_COS_MUL).total().correct()).isEqualTo(2);
  }

  @Test
  void aRestrictedVocabularyAsksAndAnswersLess() throws IOException {
    AnalogySet.Section first = questions().evaluate(toy(), 6, Analogy.THREE_COS_ADD).total();
    assertThat(first.answered()).isEqualTo(2); // the two without london and the animals
    assertThat(first.correct()).isEqualTo(1);
    assertThatThrownBy(() -> questions().evaluate(toy(), 0, Analogy.THREE_COS_ADD))
        .hasMessageContaining("restrict is 0");
  }

  private AnalogySet questions() throws IOException {
    return AnalogySet.read(
        Files.writeString(
            dir.resolve("q"),
            """
            : one
            man king woman france
            queen king man queen
            paris france london woman
            : two
            king queen zebra woman
            CAT DOG APPLE QUEEN
            LONDON ENGLAND PARIS QUEEN
            DOG CAT PEAR QUEEN
            """));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ": s\n", "a b c\n", ": s\na b c d e\n"})
  void brokenAnalogySetsAreOneSentence(String text) throws IOException {
    Path file = Files.writeString(dir.resolve("q"), text);
    assertThatThrownBy(() -> AnalogySet.read(file))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("four words");
  }
}

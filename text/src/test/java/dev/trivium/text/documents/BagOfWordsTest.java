package dev.trivium.text.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trivium.core.TriviumException;
import dev.trivium.core.math.SparseMatrix;
import dev.trivium.text.documents.TermSettings.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/**
 * Counts and weights as scikit-learn 1.2.1 has them: {@code
 * TfidfVectorizer(…).fit_transform(TEXTS)} and its kin, their rows printed.
 */
class BagOfWordsTest {
  private static final List<String> TEXTS =
      List.of(
          "The cat sat on the mat, the cat!",
          "A dog and a cat: friends_2 x",
          "",
          "Ünïcödé straße ΣΊΣΥΦΟΣ İstanbul 日本語 ٣٤ Ⅷa",
          "the dog the dog dog",
          "zzz 😀 𝔘𝔫𝔦 x² 12 co-op");
  private static final List<String> WORDS =
      List.of(
          "12",
          "and",
          "cat",
          "co",
          "dog",
          "friends_2",
          "mat",
          "on",
          "op",
          "sat",
          "stanbul",
          "straße",
          "the",
          "x²",
          "zzz",
          "ünïcödé",
          "σίσυφος",
          "٣٤",
          "ⅷa",
          "日本語",
          "𝔘𝔫𝔦");

  /** A row as {@code column:value} pairs. */
  private static void row(SparseMatrix matrix, int row, String expected) {
    List<Integer> columns = new ArrayList<>();
    List<Float> values = new ArrayList<>();
    for (String pair : expected.isEmpty() ? new String[0] : expected.split(" ")) {
      columns.add(Integer.parseInt(pair.substring(0, pair.indexOf(':'))));
      values.add(Float.parseFloat(pair.substring(pair.indexOf(':') + 1)));
    }
    int from = matrix.offsets()[row];
    assertThat(matrix.offsets()[row + 1] - from)
        .as("length of row " + row)
        .isEqualTo(values.size());
    for (int k = 0; k < values.size(); k++) {
      assertThat(matrix.indices()[from + k]).isEqualTo(columns.get(k));
      assertThat(matrix.values()[from + k]).isCloseTo(values.get(k), within(2e-6f));
    }
  }

  private static void rows(SparseMatrix matrix, String... expected) {
    assertThat(matrix.rows()).isEqualTo(expected.length);
    for (int r = 0; r < expected.length; r++) {
      row(matrix, r, expected[r]);
    }
  }

  /** {@code TfidfVectorizer()}. */
  @Test
  void weightsAreThoseOfScikitLearn() {
    TfIdf tfIdf = TfIdf.fit(TEXTS, TermSettings.DEFAULT);
    assertThat(tfIdf.bag().terms()).isEqualTo(WORDS);
    String same = ":0.37796446681022644 ";
    rows(
        tfIdf.transform(TEXTS),
        "2:0.4786185622215271 6:0.2918354868888855 7:0.2918354868888855 9:0.2918354868888855"
            + " 12:0.717927873134613",
        "1:0.5467790365219116 2:0.448366641998291 4:0.448366641998291 5:0.5467790365219116",
        "",
        "10"
            + same
            + "11"
            + same
            + "15"
            + same
            + "16"
            + same
            + "17"
            + same
            + "18"
            + same
            + "19"
            + same.strip(),
        "4:0.8320503234863281 12:0.5547001957893372",
        "0:0.408248305 3:0.408248305 8:0.408248305 13:0.408248305 14:0.408248305 20:0.408248305");
  }

  /** {@code TfidfVectorizer(ngram_range=(1,2), sublinear_tf=True, min_df=2)}. */
  @Test
  void rareTermsGoAndCountsMayGrowAsTheirLogarithm() {
    TermSettings terms = TermSettings.DEFAULT.withLengths(1, 2).withMinDocuments(2);
    BagOfWords bag = BagOfWords.fit(TEXTS, terms);
    assertThat(bag.terms()).containsExactly("cat", "dog", "the");
    rows(
        TfIdf.fit(TEXTS, bag, Weighting.DEFAULT.withSublinear(true)).transform(TEXTS),
        "0:0.627913773059845 2:0.7782829403877258",
        "0:0.7071067690849304 1:0.7071067690849304",
        "",
        "",
        "1:0.7782829403877258 2:0.627913773059845",
        "");
  }

  /** {@code CountVectorizer(ngram_range=(2,3), stop_words=["the"], max_df=0.5)}. */
  @Test
  void longerTermsCloseOverStopWords() {
    Tokenizer tokenizer = Tokenizer.DEFAULT.withStopWords(Set.of("the"));
    BagOfWords bag =
        BagOfWords.fit(
            TEXTS,
            TermSettings.DEFAULT.withLengths(2, 3).withMaxShare(0.5).withTokenizer(tokenizer));
    assertThat(bag.terms())
        .hasSize(34)
        .startsWith("12 co", "12 co op", "and cat", "and cat friends_2")
        .contains("mat cat", "on mat cat", "dog dog dog", "straße σίσυφος stanbul")
        .endsWith("𝔘𝔫𝔦 x²", "𝔘𝔫𝔦 x² 12");
    SparseMatrix counts = bag.transform(TEXTS);
    row(counts, 0, "5:1 6:1 12:1 13:1 14:1 15:1 16:1");
    row(counts, 4, "10:2 11:1");
    row(counts, 5, "0:1 1:1 7:1 21:1 22:1 23:1 24:1 32:1 33:1");
  }

  /** {@code CountVectorizer(analyzer="char", ngram_range=(2,3))}. */
  @Test
  void charactersAreTermsToo() {
    List<String> texts = List.of("Ab  a\tb", "b 𝔘a");
    BagOfWords bag =
        BagOfWords.fit(texts, TermSettings.DEFAULT.withUnit(Unit.CHARACTERS).withLengths(2, 3));
    assertThat(bag.terms())
        .containsExactly(
            "\tb", " a", " a\t", " 𝔘", " 𝔘a", "a\t", "a\tb", "ab", "ab ", "b ", "b a", "b 𝔘",
            "𝔘a");
    rows(bag.transform(texts), "0:1 1:1 2:1 5:1 6:1 7:1 8:1 9:1 10:1", "3:1 4:1 9:1 11:1 12:1");
  }

  /** {@code HashingVectorizer(n_features=64, norm=None, ngram_range=(1,2))}. */
  @Test
  void hashesAreThoseOfScikitLearn() {
    BagOfWords bag = BagOfWords.hashing(64, TermSettings.DEFAULT.withLengths(1, 2));
    rows(
        bag.transform(TEXTS),
        "2:2 10:1 11:-1 30:-3 33:1 38:1 39:2 40:-1 46:-1 52:1 55:-1",
        "7:1 10:1 11:1 15:-1 37:-1 39:1 45:-1",
        "",
        "1:1 2:-1 4:1 5:1 12:-1 29:-1 35:1 41:-1 43:-1 45:-1 49:-1 58:1 62:-1",
        "15:2 30:-2 33:-1 37:-3 41:-1",
        "1:-1 2:-1 13:1 22:1 29:-1 43:-1 45:-1 56:1 58:2 61:1");
    assertThatThrownBy(bag::terms).hasMessageContaining("hashed terms are not listed");
  }

  /** {@code TfidfVectorizer(max_features=3, smooth_idf=False, norm=None)}, and by hand. */
  @Test
  void theMostFrequentTermsStay() {
    BagOfWords bag = BagOfWords.fit(TEXTS, TermSettings.DEFAULT.withMaxTerms(3));
    assertThat(bag.terms()).containsExactly("cat", "dog", "the");
    TfIdf tfIdf = TfIdf.fit(TEXTS, bag, Weighting.DEFAULT.withSmooth(false).withNormalize(false));
    float idf = (float) (1 + Math.log(6.0 / 2)); // each is in two of six texts
    assertThat(tfIdf.weight(0)).isEqualTo(idf);
    rows(
        tfIdf.transform(TEXTS),
        "0:" + 2 * idf + " 2:" + 3 * idf,
        "0:" + idf + " 1:" + idf,
        "",
        "",
        "1:" + 3 * idf + " 2:" + 2 * idf,
        "");
  }

  @Test
  void anUnknownTextIsAnEmptyRow() {
    SparseMatrix rows =
        TfIdf.fit(TEXTS, TermSettings.DEFAULT).transform(List.of("quux", "", "?!", "a", "cat"));
    for (int r = 0; r < 4; r++) {
      assertThat(rows.isEmpty(r)).isTrue();
    }
    row(rows, 4, "2:1");
    assertThat(TfIdf.fit(TEXTS, TermSettings.DEFAULT).transform(List.of()).rows()).isZero();
  }

  /** The table against strings in a map, over random words; and over threads. */
  @Test
  void manyTextsAreCountedAsOneByOne() throws Exception {
    Random random = new Random(1);
    List<String> texts = new ArrayList<>();
    for (int t = 0; t < 1500; t++) {
      StringBuilder text = new StringBuilder();
      for (int w = random.nextInt(30); w > 0; w--) {
        text.append(Integer.toString(random.nextInt(3000) + 36, 36)).append(' ');
      }
      texts.add(text.toString());
    }
    BagOfWords bag = BagOfWords.fit(texts, TermSettings.DEFAULT.withLengths(1, 2));
    SparseMatrix all = bag.transform(texts);
    for (int t = 0; t < texts.size(); t += 7) {
      List<String> words = Tokenizer.DEFAULT.tokenize(texts.get(t));
      List<String> expected = new ArrayList<>(words);
      for (int i = 0; i + 1 < words.size(); i++) {
        expected.add(words.get(i) + " " + words.get(i + 1));
      }
      List<String> found = new ArrayList<>();
      for (int k = all.offsets()[t]; k < all.offsets()[t + 1]; k++) {
        for (int i = 0; i < all.values()[k]; i++) {
          found.add(bag.terms().get(all.indices()[k]));
        }
      }
      assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }
    ForkJoinPool one = new ForkJoinPool(1);
    assertThat(one.submit(() -> bag.transform(texts)).get()).isEqualTo(all);
    one.shutdown();
  }

  @Test
  void aLineOfAMegabyteIsALine() {
    String line = "lorem ipsum ".repeat(100_000);
    BagOfWords bag = BagOfWords.fit(List.of(line), TermSettings.DEFAULT.withLengths(1, 3));
    assertThat(bag.columns()).isEqualTo(6);
    assertThat(bag.transform(List.of(line, "x".repeat(1 << 20))).values()[0]).isEqualTo(100_000);
  }

  @Test
  void whatCannotBeLearntIsSaid() {
    assertThatThrownBy(() -> BagOfWords.fit(List.of(), TermSettings.DEFAULT))
        .isInstanceOf(TriviumException.class)
        .hasMessage("there is no text to learn terms from; give at least one");
    assertThatThrownBy(() -> BagOfWords.fit(List.of("", "?"), TermSettings.DEFAULT))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("no word in the 2 texts");
    assertThatThrownBy(
            () -> BagOfWords.fit(List.of("ab", "cd"), TermSettings.DEFAULT.withMinDocuments(2)))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("in 2 texts or more")
        .hasMessageContaining("lower minDocuments");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BagOfWords.hashing(0, TermSettings.DEFAULT))
        .withMessageContaining("columns is 0; choose");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BagOfWords.hashing(8, TermSettings.DEFAULT.withMaxTerms(5)))
        .withMessageContaining("want a list of terms");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TermSettings.DEFAULT.withLengths(2, 1))
        .withMessageContaining("maxLength is 1; choose");
  }
}

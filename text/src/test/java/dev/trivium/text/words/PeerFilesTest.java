package dev.trivium.text.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.IdEncoding;
import dev.trivium.core.embedding.IdEncoding.Malformed;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * gensim's own test files, which do not come along: {@code mvn verify -pl text -am
 * -Dtrivium.formats=FOLDER}. Numbers are those of gensim 4.2, {@code load_facebook_vectors} and
 * {@code load_word2vec_format}: how many words, how many numbers, the sum of all magnitudes.
 */
@EnabledIfSystemProperty(named = "trivium.formats", matches = ".+")
class PeerFilesTest {
  private static Path file(String name) {
    return Path.of(System.getProperty("trivium.formats", "")).resolve(name);
  }

  /**
   * Of the end of a sentence and of words that are no UTF-8 fastText, not gensim, is followed: the
   * sums of crime-and-punishment and of lee_fasttext_new are those of {@code fasttext
   * print-word-vectors}, that of cp852 is of n-grams of the bytes that were trained on.
   */
  @ParameterizedTest
  @CsvSource({
    "cp852_fasttext.bin,IBM852,171,2,422.753019",
    "non_ascii_fasttext.bin,UTF-8,171,2,444.884507",
    "lee_fasttext.bin,UTF-8,1762,10,8283.865404",
    "lee_fasttext_new.bin,UTF-8,1763,10,6441.877944",
    "crime-and-punishment.bin,UTF-8,291,5,70.077531",
    "toy-model.bin,UTF-8,22,5,10.573910",
    "pang_lee_polarity_fasttext.bin,UTF-8,1694,100,845.538413",
    "euclidean_vectors.bin,UTF-8,2747,10,21242.861756",
    "high_precision.kv.bin,UTF-8,2,2,0.002443",
    "high_precision.kv.txt,UTF-8,2,2,0.002444",
    "test_glove.txt,UTF-8,76,50,1762.301618",
    "crime-and-punishment.vec,UTF-8,291,5,70.077531",
    "lee_fasttext.vec,UTF-8,1762,10,8283.865032",
    "toy-model.vec,UTF-8,22,5,10.573885"
  })
  void filesAreReadAsByTheirPeers(String name, String charset, int n, int d, double sum) {
    IdEncoding encoding = new IdEncoding(Charset.forName(charset), Malformed.ESCAPE);
    EmbeddingTable table = WordVectors.read(file(name), encoding).table();
    assertThat(table.size()).isEqualTo(n);
    assertThat(table.dimension()).isEqualTo(d);
    double found = 0;
    for (float x : table.matrix().array()) {
      found += Math.abs(x);
    }
    assertThat(found).isCloseTo(sum, within(1e-6 * sum + 1e-6));
    if (name.contains("852") || name.contains("non_ascii")) {
      assertThat(table.contains("který")).isTrue();
    }
  }

  /** {@code fasttext print-ngrams crime-and-punishment.bin WORD}, for six words. */
  @Test
  void ngramsAreThoseThatFastTextPrints() throws IOException {
    FastTextModel model = FastTextBinary.read(file("crime-and-punishment.bin"));
    List<String> lines = Files.readAllLines(file("fb-ngrams.txt"));
    int[] buckets = {};
    int at = 0;
    int words = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).equals("<start>")) {
        buckets = model.settings().subwords().of(lines.get(i + 1));
        at = 0;
        i += 2; // the word, and the row of the word itself
      } else if (lines.get(i).equals("<end>")) {
        assertThat(at).isEqualTo(buckets.length);
        words++;
      } else {
        String[] fields = lines.get(i).stripTrailing().split(" ", -1);
        float[] row = model.input().row(model.words().size() + buckets[at++]);
        for (int j = 0; j < 5; j++) {
          float printed = Float.parseFloat(fields[fields.length - 5 + j]);
          assertThat(row[j]).isCloseTo(printed, within(1e-4f * Math.abs(printed) + 1e-7f));
        }
      }
    }
    assertThat(words).isEqualTo(6);
  }
}

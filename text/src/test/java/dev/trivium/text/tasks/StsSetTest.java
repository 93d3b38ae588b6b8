package dev.trivium.text.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Provenance;
import dev.trivium.core.math.Matrix;
import dev.trivium.text.sentences.WordAverage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StsSetTest {
  @TempDir Path dir;

  /**
   * By SciPy 1.10.1: cosines 1, 0.8, 0, 0 (a vector of zeros) against 5, 3, 1, 2. {@code
   * spearmanr([5,3,1,2],[1,.8,0,0])}, {@code pearsonr} of the same.
   */
  @Test
  void figuresAreThoseOfSciPy() {
    EmbeddingTable words =
        EmbeddingTable.of(
            List.of("a", "b", "c"),
            Matrix.of(3, 2, new float[] {2, 0, 0.8f, 0.6f, 0, 1}),
            Provenance.of("test", "test"));
    StsSet set =
        StsSet.of(
            "four",
            List.of(
                new StsSet.Pair("a", "a a", 5),
                new StsSet.Pair("a", "b", 3),
                new StsSet.Pair("a", "c", 1),
                new StsSet.Pair("a", "quux", 2)));
    StsSet.Result result = set.evaluate(WordAverage.mean(words));
    assertThat(result.spearman()).isCloseTo(0.9486832980505139, within(1e-6));
    assertThat(result.pearson()).isCloseTo(0.9091237672046559, within(1e-6));
    assertThat(result.pairs()).isEqualTo(4);
    assertThat(result.unknown()).isEqualTo(1);
  }

  @Test
  void bothFormsAreRead() throws IOException {
    Path table = Files.writeString(dir.resolve("t"), "x\ty\tscore\na\tb\t1.5\n\nc d\te\t2\n");
    Path texts = Files.writeString(dir.resolve("s"), "a\nb\nc d\ne\n");
    Path gold = Files.writeString(dir.resolve("g"), "1.5\n2\n");
    assertThat(StsSet.read(table).pairs())
        .isEqualTo(StsSet.read(texts, gold).pairs())
        .containsExactly(new StsSet.Pair("a", "b", 1.5), new StsSet.Pair("c d", "e", 2));
    assertThat(StsSet.read(table).sentences()).containsExactly("a", "b", "c d", "e");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a b 1|g:1: expected two sentences and a score with tabs between them, found 'a b 1'",
        "'a\tb\t1\na\tb\tNaN'|g:2: expected two sentences and a score",
        "'a\tb\tscore'|holds no pairs",
        "''|holds no pairs"
      })
  void brokenTablesAreOneSentence(String content, String sentence) throws IOException {
    Path file = Files.writeString(dir.resolve("g"), content);
    assertThatThrownBy(() -> StsSet.read(file))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void filesThatDoNotAgreeAreOneSentence() throws IOException {
    Path texts = Files.writeString(dir.resolve("s"), "a\nb\nc\n");
    Path gold = Files.writeString(dir.resolve("g"), "1\nmuch\n");
    assertThatThrownBy(() -> StsSet.read(texts, gold))
        .hasMessageContaining("has 3 lines")
        .hasMessageContaining("give two sentences for each score");
    Files.writeString(texts, "a\nb\nc\nd\n");
    assertThatThrownBy(() -> StsSet.read(texts, gold))
        .hasMessageContaining("g:2: expected a score");
    Files.write(texts, new byte[] {(byte) 0xe9});
    assertThatThrownBy(() -> StsSet.read(texts)).hasMessageContaining("is not UTF-8 text");
  }
}

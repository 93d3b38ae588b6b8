package dev.trivium.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.TriviumException;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableFilesTest {
  @TempDir Path dir;

  private static EmbeddingTable table(List<String> ids, int d) {
    FastRandom random = new FastRandom(4);
    Matrix m = Matrix.zeros(ids.size(), d);
    for (int i = 0; i < m.array().length; i++) {
      m.array()[i] = Float.intBitsToFloat((int) random.nextLong() & 0xBFFFFFFF);
      m.array()[i] = Float.isFinite(m.array()[i]) ? m.array()[i] : 0;
    }
    return EmbeddingTable.of(ids, m, Provenance.trained("maker", Map.of("k", "v"), 9, "input"));
  }

  @Test
  void aFolderGivesBackTheTable() throws IOException {
    EmbeddingTable table =
        table(
            List.of(
                "plain", "with blank", "line\nfeed", "back\\slash\\n", "", "Ünï\u2028code", "cr\r"),
            5);
    TableFolder.write(table, dir.resolve("t"));
    EmbeddingTable read = TableFolder.read(dir.resolve("t"));
    assertThat(read.ids()).isEqualTo(table.ids());
    assertThat(read.matrix()).isEqualTo(table.matrix());
    assertThat(read.provenance()).isEqualTo(table.provenance());
    TableFolder.write(table, dir.resolve("again"));
    try (Stream<Path> files = Files.list(dir.resolve("t"))) {
      for (Path file : files.toList()) {
        assertThat(dir.resolve("again").resolve(file.getFileName())).hasSameBinaryContentAs(file);
      }
    }
  }

  @Test
  void writingAgainReplaces() {
    TableFolder.write(table(List.of("a"), 2), dir.resolve("t"));
    TableFolder.write(table(List.of("b", "c"), 3), dir.resolve("t"));
    assertThat(TableFolder.read(dir.resolve("t")).ids()).containsExactly("b", "c");
    assertThat(dir.toFile().list()).containsExactly("t");
  }

  @ParameterizedTest
  @ValueSource(strings = {"manifest.json", "ids.txt", "vectors.safetensors"})
  void everyCutAndEveryLossIsOneSentence(String name) throws IOException {
    TableFolder.write(table(List.of("a", "b", "c"), 3), dir.resolve("t"));
    Path file = dir.resolve("t").resolve(name);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length - 1; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      if (!name.equals("ids.txt") || length < whole.length - 2) {
        assertThatThrownBy(() -> TableFolder.read(dir.resolve("t")))
            .isInstanceOf(TriviumException.class)
            .hasMessageContaining(name);
      }
    }
    Files.delete(file);
    assertThatThrownBy(() -> TableFolder.read(dir.resolve("t")))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining(name);
  }

  @Test
  void word2vecTextGivesBackTheTable() {
    EmbeddingTable table = table(List.of("a", "bé", "🙂"), 7);
    Word2VecText.write(table, dir.resolve("v.txt"));
    EmbeddingTable read = Word2VecText.read(dir.resolve("v.txt"));
    assertThat(read.ids()).isEqualTo(table.ids());
    assertThat(read.matrix()).isEqualTo(table.matrix());
  }

  @Test
  void whatWord2vecCannotHoldIsRefusedBeforeWriting() {
    assertThatThrownBy(
            () -> Word2VecText.write(table(List.of("two words"), 2), dir.resolve("v.txt")))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("'two words'");
    assertThat(dir.resolve("v.txt")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|:1:",
        "abc|:1:",
        "2|:1:",
        "-1 3|:1:",
        "1 0|:1:",
        "2 2~a 1 2|ends after 1 vectors",
        "1 2~a 1|:2: expected an id and 2 numbers",
        "1 2~a 1 x|:2: expected a number, found 'x'",
        "1 2~a 1 NaN|finite"
      })
  void brokenTextIsOneSentence(String text, String says) throws IOException {
    Path file = dir.resolve("v.txt");
    Files.writeString(file, text.replace('~', '\n'));
    assertThatThrownBy(() -> Word2VecText.read(file))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining(says);
  }

  @Test
  void otherEncodingsAreNamed() throws IOException {
    Path file = dir.resolve("v.txt");
    Files.write(file, "1 1\né 1\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Word2VecText.read(file)).hasMessageContaining("UTF-8");
  }

  @Test
  void tablesOfTwoSpacesAreNotCompared() {
    EmbeddingTable a = table(List.of("a"), 2);
    EmbeddingTable b = EmbeddingTable.of(a.ids(), a.matrix(), Provenance.of("other", "x"));
    assertThatThrownBy(() -> a.requireSameSpace(b)).hasMessageContaining("different spaces");
    a.requireSameSpace(a);
  }

  @Test
  void idsThatRepeatAndNumbersThatAreNoneAreRefused() {
    List<String> twice = new ArrayList<>(List.of("a", "b", "a"));
    assertThatThrownBy(() -> EmbeddingTable.of(twice, Matrix.zeros(3, 1), Provenance.of("s", "m")))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("id 'a' stands twice, in rows 0 and 2");
    assertThatThrownBy(
            () ->
                EmbeddingTable.of(
                    List.of("a"),
                    Matrix.of(1, 2, new float[] {1, Float.NaN}),
                    Provenance.of("s", "m")))
        .hasMessageContaining("the vector of 'a' holds NaN at position 1");
  }
}

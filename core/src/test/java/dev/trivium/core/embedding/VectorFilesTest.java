package dev.trivium.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.IdEncoding.Malformed;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VectorFilesTest {
  @TempDir Path dir;

  private static EmbeddingTable table() {
    FastRandom random = new FastRandom(4);
    Matrix m = Matrix.zeros(3, 7);
    for (int i = 0; i < m.array().length; i++) {
      m.array()[i] = Float.intBitsToFloat((int) random.nextLong() & 0xBFFFFFFF);
      m.array()[i] = Float.isFinite(m.array()[i]) ? m.array()[i] : 0;
    }
    return EmbeddingTable.of(List.of("a", "bé", "🙂"), m, Provenance.of("s", "m"));
  }

  private Path file(String content) throws IOException {
    return Files.writeString(dir.resolve("v.file"), content);
  }

  private static byte[] floats(float... x) {
    ByteBuffer b = ByteBuffer.allocate(4 * x.length).order(ByteOrder.LITTLE_ENDIAN);
    b.asFloatBuffer().put(x);
    return b.array();
  }

  private static byte[] join(Object... parts) {
    ByteBuffer b = ByteBuffer.allocate(1 << 12);
    for (Object part : parts) {
      b.put(
          part instanceof byte[] bytes ? bytes : part.toString().getBytes(StandardCharsets.UTF_8));
    }
    return Arrays.copyOf(b.array(), b.position());
  }

  @ParameterizedTest
  @EnumSource(VectorFormat.class)
  void everyFormatGivesBackTheTableAndIsKnownByItsContent(VectorFormat format) {
    Path path = dir.resolve("v");
    format.write(table(), path, Progress.NONE);
    assertThat(VectorFormat.of(path)).isEqualTo(format);
    EmbeddingTable read = VectorFormat.read(path, IdEncoding.UTF_8);
    assertThat(read.ids()).isEqualTo(table().ids());
    assertThat(read.matrix()).isEqualTo(table().matrix());
  }

  @ParameterizedTest
  @EnumSource(value = VectorFormat.class, mode = EnumSource.Mode.EXCLUDE, names = "FOLDER")
  void whatIsZippedIsReadAsWhatItHolds(VectorFormat format) throws IOException {
    format.write(table(), dir.resolve("v"), Progress.NONE);
    Path zipped = dir.resolve("v.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      Files.copy(dir.resolve("v"), out);
    }
    assertThat(VectorFormat.read(zipped, IdEncoding.UTF_8).matrix()).isEqualTo(table().matrix());
    byte[] whole = Files.readAllBytes(zipped);
    Files.write(zipped, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> VectorFormat.read(zipped, IdEncoding.UTF_8))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("v.gz");
  }

  @Test
  void theBinaryLayoutIsWord2vecs() throws IOException {
    EmbeddingTable table =
        EmbeddingTable.of(
            List.of("a", "é"), Matrix.of(2, 2, new float[] {1, 2, 3, -4}), Provenance.of("s", "m"));
    Word2VecBinary.write(table, dir.resolve("v.bin"));
    assertThat(Files.readAllBytes(dir.resolve("v.bin")))
        .isEqualTo(join("2 2\na ", floats(1, 2), "\né ", floats(3, -4), "\n"));
  }

  @Test
  void gensimsBinaryHasNoLineFeedsAndBlanksMayEndALine() throws IOException {
    Path bin = Files.write(dir.resolve("v.bin"), join("2 1\na ", floats(1), "b ", floats(2)));
    assertThat(Word2VecBinary.read(bin).ids()).containsExactly("a", "b");
    Path vec = file("2 2 \na 1 2 \r\nb -.5e1\t+3 \n\n");
    assertThat(Word2VecText.read(vec).matrix().array()).containsExactly(1, 2, -5, 3);
  }

  @Test
  void idsWithBlanksAreThoseOfGloVe() throws IOException {
    Path file = file("the .5 1\n. . . 1e-3 -2\nat name@domain.com 3 4\n");
    EmbeddingTable read = GloVeText.read(file);
    assertThat(read.ids()).containsExactly("the", ". . .", "at name@domain.com");
    assertThat(read.vector(". . .")).containsExactly(0.001f, -2);
  }

  @Test
  void ofEqualIdsTheFirstCounts() throws IOException {
    EmbeddingTable read = Word2VecText.read(file("3 1\na 1\nb 2\na 3\n"));
    assertThat(read.ids()).containsExactly("a", "b");
    assertThat(read.vector("a")).containsExactly(1);
    Path bin = Files.write(dir.resolve("v.bin"), join("2 1\na ", floats(1), "a ", floats(2)));
    assertThat(Word2VecBinary.read(bin).vector("a")).containsExactly(1);
  }

  /** A word cut in the middle of a character, as word2vec cuts them; Python's four ways. */
  @Test
  void bytesThatAreNoTextAreDealtWithAsAsked() throws IOException {
    byte[] cut = {'x', (byte) 0xF0, (byte) 0x9F, (byte) 0x99};
    byte[] lone = {(byte) 0xE9, 'y'};
    Path text = Files.write(dir.resolve("v.txt"), join("2 1\n", cut, " 1\n", lone, " 2\n"));
    Path binary =
        Files.write(dir.resolve("v.bin"), join("2 1\n", cut, " ", floats(1), lone, " ", floats(2)));
    for (Path file : List.of(text, binary)) {
      assertThat(ids(file, Malformed.REPLACE)).containsExactly("x\uFFFD", "\uFFFDy");
      assertThat(ids(file, Malformed.IGNORE)).containsExactly("x", "y");
      assertThat(ids(file, Malformed.ESCAPE)).containsExactly("x\\xf0\\x9f\\x99", "\\xe9y");
      assertThatThrownBy(() -> VectorFormat.read(file, IdEncoding.UTF_8))
          .isInstanceOf(TriviumException.class)
          .hasMessageContaining("'x\\xf0\\x9f\\x99' is not UTF-8 text");
    }
    byte[] ktery = {'k', 't', 'e', 'r', (byte) 0xEC};
    Files.write(text, join("1 1\n", ktery, " 1\n"));
    IdEncoding cp852 = new IdEncoding(Charset.forName("IBM852"), Malformed.STRICT);
    assertThat(Word2VecText.read(text, cp852).ids()).containsExactly("který");
  }

  private static List<String> ids(Path file, Malformed malformed) {
    return VectorFormat.read(file, IdEncoding.UTF_8.with(malformed)).ids();
  }

  @Test
  void aLineOfAMegabyteIsALine() throws IOException {
    String id = "x".repeat(1 << 20);
    assertThat(GloVeText.read(file("a 1\n" + id + " 2\nb 3\n")).ids())
        .containsExactly("a", id, "b");
    assertThat(Word2VecText.read(file("1 1\n" + id + " 2")).ids()).containsExactly(id);
    assertThatThrownBy(() -> VectorFormat.read(file(id), IdEncoding.UTF_8))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("no file of vectors")
        .message()
        .hasSizeLessThan(400);
    assertThatThrownBy(() -> Word2VecText.read(file(id))).message().hasSizeLessThan(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|:1: expected an id and numbers",
        "a|:1: expected an id and numbers",
        "1 2 x|:1: expected an id and numbers",
        "a 1 2~b 1|:2: expected an id and 2 numbers, found 2 fields",
        "a 1 2~b 1 2 3|:2: expected an id and 2 numbers, found 4 fields",
        "a 1 2~b 1 x|:2: expected a number, found 'x'",
        "a 1~b nan|:2: the vector of 'b' holds NaN at position 0",
        "a 1~b -inf|:2: the vector of 'b' holds -Infinity at position 0",
        "a 1~b 1e999|:2: the vector of 'b' holds Infinity"
      })
  void brokenGloVeIsOneSentence(String text, String says) throws IOException {
    Path file = file(text.replace('~', '\n'));
    assertThatThrownBy(() -> GloVeText.read(file))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining(says);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3 1|ends after 2 vectors",
        "1 1|goes on after the 1 vectors",
        "2 0|:1: expected two numbers",
        "900000000000000000 1|ends after 2 vectors",
        "2 900000000|ends after 0 vectors",
        "2000000000 900000000|ends after 0 vectors",
        "99999999999999999999 1|:1: expected two numbers",
        "-2 1|:1: expected two numbers"
      })
  void aHeaderThatLiesIsBelievedInNoFormat(String header, String says) throws IOException {
    Path text = Files.write(dir.resolve("v.txt"), join(header, "\na 1\nb 2\n"));
    Path binary =
        Files.write(dir.resolve("v.bin"), join(header, "\na ", floats(1), "\nb ", floats(2), "\n"));
    boolean wide = header.endsWith("900000000");
    assertThatThrownBy(() -> Word2VecText.read(text))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining(wide ? "expected an id and 900000000 numbers" : says);
    assertThatThrownBy(() -> Word2VecBinary.read(binary))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining(says);
  }

  @ParameterizedTest
  @EnumSource(
      value = VectorFormat.class,
      names = {"WORD2VEC_BINARY", "WORD2VEC_TEXT"})
  void everyCutIsOneSentence(VectorFormat format) throws IOException {
    Path file = dir.resolve("v");
    format.write(table(), file, Progress.NONE);
    byte[] whole = Files.readAllBytes(file);
    int last = whole.length - (format == VectorFormat.WORD2VEC_TEXT ? 12 : 1);
    for (int length = 0; length < last; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(
              () -> {
                if (format == VectorFormat.WORD2VEC_TEXT) {
                  Word2VecText.read(file);
                } else {
                  Word2VecBinary.read(file);
                }
              })
          .isInstanceOf(TriviumException.class);
    }
  }

  @Test
  void aBinaryVectorMustBeFinite() throws IOException {
    Path bin =
        Files.write(dir.resolve("v.bin"), join("2 1\na ", floats(1), "b ", floats(Float.NaN)));
    assertThatThrownBy(() -> Word2VecBinary.read(bin))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("v.bin, vector 2: the vector of 'b' holds NaN");
  }

  /** Against Java's own reading of random decimals, long ones and odd ones too. */
  @Test
  void decimalsAreReadAsJavaReadsThem() {
    FastRandom random = new FastRandom(7);
    for (int i = 0; i < 100_000; i++) {
      String text =
          switch (i % 4) {
            case 0 -> Float.toString(Float.intBitsToFloat((int) random.nextLong() & 0xBFFFFFFF));
            case 1 -> Double.toString(random.nextGaussian());
            case 2 -> String.valueOf(random.nextInt(1_000_000) / 1e4f);
            default -> "-." + random.nextInt(1000) + "e-" + random.nextInt(9);
          };
      byte[] bytes = ("x" + text + "y").getBytes(StandardCharsets.US_ASCII);
      float parsed = text.equals("NaN") ? 0 : DecimalText.parse(bytes, 1, bytes.length - 1);
      float java = text.equals("NaN") ? 0 : Float.parseFloat(text);
      assertThat(parsed).as(text).isEqualTo(java);
    }
    for (String none : List.of("", "-", ".", "1e", "1f", "0x1p0", "1 ", "--1", "1.2.3", "e5")) {
      byte[] bytes = none.getBytes(StandardCharsets.US_ASCII);
      assertThatThrownBy(() -> DecimalText.parse(bytes, 0, bytes.length))
          .as(none)
          .isInstanceOf(NumberFormatException.class);
    }
  }
}

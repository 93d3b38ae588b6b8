package dev.trivium.text.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.IdEncoding;
import dev.trivium.core.math.Matrix;
import java.io.ByteArrayOutputStream;
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

class FastTextTest {
  @TempDir Path dir;

  /** {@code gensim.models.fasttext_inner.ft_hash_bytes}, gensim 4.2. */
  @ParameterizedTest
  @CsvSource({
    "'',2166136261",
    "61,3826002220",
    "3c7465,1669484008",
    "d0b5d181d182,64745303",
    "f09f9982,570329163",
    "ff80,1400454730"
  })
  void hashesAreFastTexts(String hex, long hash) {
    byte[] bytes = new byte[hex.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
    }
    assertThat(Integer.toUnsignedLong(Subwords.hash(bytes))).isEqualTo(hash);
  }

  @Test
  void ngramsAreOfCharactersAndNoMarkStandsAlone() {
    List<String> grams = List.of("<a", "<aé", "a", "aé", "aé🙂", "é", "é🙂", "é🙂>", "🙂", "🙂>");
    int buckets = 1_000_003;
    assertThat(new Subwords(1, 3, buckets).of("aé🙂"))
        .containsExactly(
            grams.stream()
                .mapToInt(
                    g ->
                        Integer.remainderUnsigned(
                            Subwords.hash(g.getBytes(StandardCharsets.UTF_8)), buckets))
                .toArray());
    assertThat(new Subwords(3, 6, 10).of("</s>")).isEmpty();
    assertThat(new Subwords(0, 0, 0).of("word")).isEmpty();
    assertThat(new Subwords(4, 6, 10).of("a")).isEmpty();
  }

  @Test
  void settingsSayWhatIsWrong() {
    assertThatThrownBy(() -> new Subwords(3, 6, 0)).hasMessageContaining("buckets is 0; choose 1");
    assertThatThrownBy(() -> new Subwords(-1, 6, 1)).hasMessageContaining("minN is -1");
    assertThatThrownBy(() -> FastTextSettings.of(0)).hasMessageContaining("dimension is 0");
    assertThatThrownBy(
            () ->
                new FastTextModel(
                    TinyModel.SETTINGS,
                    List.of("a"),
                    new long[] {1},
                    1,
                    Matrix.zeros(7, 3),
                    Matrix.zeros(1, 3)))
        .hasMessageContaining("[7 × 3]")
        .hasMessageContaining("want [8 × 3]");
  }

  /**
   * What Debian's {@code fasttext print-word-vectors tiny.bin} (0.9.2) prints for the file that is
   * written here.
   */
  @ParameterizedTest
  @CsvSource({
    "</s>,-0.78125,-0.20312,0.375",
    "the,0.17578,-0.035156,-0.048828",
    "🙂,0.039062,0.22266,-0.38281",
    "unseen,0.15625,0.1274,-0.26562",
    "нечто,0.46875,-0.10085,0.046875",
    "x,0.10417,0.68229,-0.31771"
  })
  void vectorsAreFastTexts(String word, float x, float y, float z) {
    float[] vector = written().vector(word);
    assertThat(vector).hasSize(3);
    assertThat(vector[0]).isCloseTo(x, within(1e-5f));
    assertThat(vector[1]).isCloseTo(y, within(1e-5f));
    assertThat(vector[2]).isCloseTo(z, within(1e-5f));
  }

  private FastTextModel written() {
    FastTextBinary.write(TinyModel.get(), dir.resolve("tiny.bin"));
    return FastTextBinary.read(dir.resolve("tiny.bin"));
  }

  @Test
  void aWordWithoutNgramsHasNoVectorAndSaysSo() {
    FastTextModel model =
        new FastTextModel(
            FastTextSettings.of(1).with(new Subwords(4, 4, 2)),
            List.of("the"),
            new long[] {1},
            1,
            Matrix.of(3, 1, new float[] {1, 2, 3}),
            Matrix.zeros(1, 1));
    assertThat(model.hasVector("of")).isTrue();
    assertThat(model.hasVector("a")).isFalse();
    assertThat(model.contains("of")).isFalse();
    assertThatThrownBy(() -> model.vector("a"))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("'a'");
  }

  @Test
  void theLayoutIsFastTextsVersion12() throws IOException {
    FastTextBinary.write(TinyModel.get(), dir.resolve("tiny.bin"));
    assertThat(Files.readAllBytes(dir.resolve("tiny.bin"))).isEqualTo(version12(0, 3));
    FastTextModel read = FastTextBinary.read(dir.resolve("tiny.bin"));
    assertThat(read.words()).isEqualTo(TinyModel.WORDS);
    assertThat(read.counts()).containsExactly(9, 5, 3, 1);
    assertThat(read.tokens()).isEqualTo(18);
    assertThat(read.settings()).isEqualTo(TinyModel.SETTINGS);
    assertThat(read.input()).isEqualTo(TinyModel.get().input());
    assertThat(read.output()).isEqualTo(TinyModel.get().output());
    assertThat(read.table().vector("the")).isEqualTo(read.vector("the"));
    assertThat(FastTextBinary.isModel(dir.resolve("tiny.bin"))).isTrue();
  }

  /** The file of {@link TinyModel}, byte by byte. */
  private static byte[] version12(int quantised, int maxN) {
    ByteBuffer b = buffer();
    b.putInt(793712314).putInt(12);
    settings(b.putInt(3).putInt(5), maxN);
    dictionary(b, true);
    matrix(b.put((byte) quantised), 11, 37);
    matrix(b.put((byte) 0), 4, 41);
    return bytes(b);
  }

  private static ByteBuffer buffer() {
    return ByteBuffer.allocate(4000).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] bytes(ByteBuffer b) {
    byte[] bytes = new byte[b.position()];
    b.flip().get(bytes);
    return bytes;
  }

  private static void settings(ByteBuffer b, int maxN) {
    for (int x : new int[] {5, 5, 5, 1, 2, 2, 7, 2, maxN, 100}) {
      b.putInt(x);
    }
    b.putDouble(1e-4);
  }

  private static void dictionary(ByteBuffer b, boolean pruneField) {
    b.putInt(4).putInt(4).putInt(0).putLong(18);
    if (pruneField) {
      b.putLong(-1);
    }
    long[] counts = {9, 5, 3, 1};
    for (int i = 0; i < 4; i++) {
      b.put(TinyModel.WORDS.get(i).getBytes(StandardCharsets.UTF_8)).put((byte) 0);
      b.putLong(counts[i]).put((byte) 0);
    }
  }

  private static void matrix(ByteBuffer b, int rows, int step) {
    b.putLong(rows).putLong(3);
    for (float x : TinyModel.numbers(rows, 3, step).array()) {
      b.putFloat(x);
    }
  }

  /** Whose words are told as by gensim; whose end of a sentence had n-grams then. */
  @Test
  void theFormatBeforeTheMagicNumberIsRead() throws IOException {
    ByteBuffer b = buffer();
    settings(b.putInt(3).putInt(5), 3);
    dictionary(b, false);
    matrix(b, 11, 37);
    matrix(b, 4, 41);
    Path file = Files.write(dir.resolve("old.bin"), bytes(b));
    assertThat(FastTextBinary.isModel(file)).isTrue();
    FastTextModel old = FastTextBinary.read(file);
    assertThat(old.vector("été")).isEqualTo(TinyModel.get().vector("été"));
    assertThat(old.vector("unseen")).isEqualTo(TinyModel.get().vector("unseen"));
    int[] ngrams = new Subwords(2, 3, 7).ofAny("</s>".getBytes(StandardCharsets.UTF_8));
    int[] rows = Arrays.stream(ngrams).map(n -> n + 4).toArray();
    assertThat(old.vector("</s>"))
        .isEqualTo(FastTextModel.mean(TinyModel.get().input(), 0, rows))
        .isNotEqualTo(TinyModel.get().vector("</s>"));
    FastTextBinary.write(old, dir.resolve("new.bin"));
    assertThat(FastTextBinary.read(dir.resolve("new.bin")).vector("</s>"))
        .isEqualTo(old.vector("</s>"));
  }

  @Test
  void aSupervisedModelHasWordsAndLabels() throws IOException {
    ByteBuffer b = buffer();
    b.putInt(793712314).putInt(11);
    for (int x : new int[] {2, 5, 5, 1, 5, 1, 3, 3, 0, 3, 6, 100}) {
      b.putInt(x);
    }
    b.putDouble(1e-4);
    b.putInt(2).putInt(1).putInt(1).putLong(7).putLong(-1);
    b.put("word\0".getBytes(StandardCharsets.UTF_8)).putLong(6).put((byte) 0);
    b.put("__label__x\0".getBytes(StandardCharsets.UTF_8)).putLong(1).put((byte) 1);
    b.put((byte) 0).putLong(1).putLong(2).putFloat(0.5f).putFloat(-2);
    b.put((byte) 0).putLong(1).putLong(2).putFloat(1).putFloat(1);
    Files.write(dir.resolve("sup.bin"), bytes(b));
    assertThatThrownBy(() -> FastTextBinary.read(dir.resolve("gone.bin")))
        .hasMessageContaining("there is no file");
    FastTextModel model = FastTextBinary.read(dir.resolve("sup.bin"));
    assertThat(model.words()).containsExactly("word");
    assertThat(model.labels()).containsExactly("__label__x");
    assertThat(model.vector("word")).containsExactly(0.5f, -2);
    assertThat(model.hasVector("unseen")).isFalse();
    FastTextBinary.write(model, dir.resolve("again.bin"));
    assertThat(FastTextBinary.read(dir.resolve("again.bin")).labels())
        .containsExactly("__label__x");
  }

  /** One row is the 3rd centroid of part 0 and the 1st of part 1, times the 2nd length. */
  @Test
  void compressedModelsComeOutAsTheirCentroids() throws IOException {
    ByteBuffer b = ByteBuffer.allocate(1 << 14).order(ByteOrder.LITTLE_ENDIAN);
    b.putInt(793712314).putInt(12);
    for (int x : new int[] {3, 5, 5, 1, 5, 1, 3, 3, 5, 2, 2, 100}) {
      b.putInt(x);
    }
    b.putDouble(1e-4);
    b.putInt(2).putInt(1).putInt(1).putLong(7).putLong(1);
    b.put("word\0".getBytes(StandardCharsets.UTF_8)).putLong(6).put((byte) 0);
    b.put("__label__x\0".getBytes(StandardCharsets.UTF_8)).putLong(1).put((byte) 1);
    b.putInt(4).putInt(0); // bucket 4 is row 0, the others are pruned
    b.put((byte) 1).put((byte) 1).putLong(2).putLong(3).putInt(4);
    b.put(new byte[] {2, 0, (byte) 255, 1});
    codebook(b, 3, 2, 2, 1);
    b.put(new byte[] {1, 1});
    codebook(b, 1, 1, 1, 1);
    b.put((byte) 0).putLong(1).putLong(3).putFloat(1).putFloat(1).putFloat(1);
    Files.write(dir.resolve("small.ftz"), bytes(b));
    FastTextModel model = FastTextBinary.read(dir.resolve("small.ftz"));
    // centroid c of the numbers from place p on is p·256 + c·width, counted up by 1 each
    assertThat(model.input().row(0)).containsExactly(4, 5, 512);
    assertThat(model.input().row(1)).containsExactly(510, 511, 513);
    int bucketOfNothing = 0;
    for (int bucket : new Subwords(2, 2, 5).of("word")) {
      bucketOfNothing += bucket == 4 ? 0 : 1;
    }
    assertThat(bucketOfNothing).isPositive();
    assertThat(model.vector("word")).hasSize(3);
    byte[] all = Files.readAllBytes(dir.resolve("small.ftz"));
    for (int length = 0; length < all.length; length += 7) {
      Files.write(dir.resolve("cut.ftz"), Arrays.copyOf(all, length));
      assertThatThrownBy(() -> FastTextBinary.read(dir.resolve("cut.ftz")))
          .isInstanceOf(TriviumException.class);
    }
    assertThatThrownBy(() -> FastTextBinary.write(model, dir.resolve("x.bin")))
        .hasMessageContaining("pruned");
  }

  private static void codebook(ByteBuffer b, int dimension, int parts, int width, int last) {
    b.putInt(dimension).putInt(parts).putInt(width).putInt(last);
    for (int i = 0; i < 256 * dimension; i++) {
      b.putFloat(i);
    }
  }

  @Test
  void wordsThatAreNoTextAreEscapedAndHashedAsTheyAre() throws IOException {
    byte[] whole = version12(0, 3);
    int at = new String(whole, StandardCharsets.ISO_8859_1).indexOf("the\0");
    whole[at] = (byte) 0xE9;
    Path file = Files.write(dir.resolve("odd.bin"), whole);
    assertThat(FastTextBinary.read(file).words()).contains("\\xe9he", "été");
    assertThatThrownBy(() -> FastTextBinary.read(file, IdEncoding.UTF_8))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("is not UTF-8 text");
    IdEncoding latin = new IdEncoding(Charset.forName("ISO-8859-1"), IdEncoding.Malformed.STRICT);
    FastTextModel model = FastTextBinary.read(file, latin);
    assertThat(model.words()).contains("éhe");
    assertThat(model.vector("éhe")).isEqualTo(FastTextBinary.read(file).vector("\\xe9he"));
    FastTextBinary.write(model, dir.resolve("again.bin"));
    assertThat(Files.readAllBytes(dir.resolve("again.bin"))).isEqualTo(whole);
  }

  @Test
  void everyCutIsOneSentence() throws IOException {
    byte[] whole = version12(0, 3);
    Path file = dir.resolve("cut.bin");
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> FastTextBinary.read(file))
          .isInstanceOf(TriviumException.class)
          .hasMessageContaining("cut.bin");
    }
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    assertThatThrownBy(() -> FastTextBinary.read(file)).hasMessageContaining("goes on");
  }

  /** Whatever byte is wrong, the model is read or refused, nothing else. */
  @Test
  void aWrongByteIsReadOrRefused() throws IOException {
    byte[] whole = version12(0, 3);
    int refused = 0;
    for (int at = 0; at < whole.length; at++) {
      for (int wrong : new int[] {0x7F, 0xFF}) {
        byte[] broken = whole.clone();
        broken[at] = (byte) wrong;
        Path file = Files.write(dir.resolve("wrong.bin"), broken);
        try {
          FastTextBinary.read(file).table();
        } catch (TriviumException e) {
          assertThat(e).message().hasLineCount(1);
          refused++;
        }
      }
    }
    assertThat(refused).isBetween(100, 2 * whole.length - 100);
  }

  /** A number that lies, at a place in the file. */
  @ParameterizedTest
  @CsvSource({
    "8, 0, dimension is 0",
    "8, 2000000000, does not agree with itself",
    "4, 13, version 13",
    "32, 9, no such code: 9",
    "40, 0, buckets is 0",
    "64, 2000000000, promises",
    "68, 3, promises",
    "76, -5, ",
    "149, 2000000000, would be [",
    "149, 12, ",
    "157, 0, would be [",
    "157, 2, ",
    "153, 1, would be [",
    "165, 2143289344, holds NaN"
  })
  void aHeaderThatLiesIsOneSentence(int at, int number, String says) throws IOException {
    byte[] whole = version12(0, 3);
    ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putInt(at, number);
    Path file = Files.write(dir.resolve("lie.bin"), whole);
    if (at == 76) {
      assertThat(FastTextBinary.read(file).words()).hasSize(4); // tokens are only told
      return;
    }
    assertThatThrownBy(() -> FastTextBinary.read(file))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("lie.bin")
        .hasMessageContaining(says == null ? "" : says);
  }

  @Test
  void aZippedModelIsRead() throws IOException {
    Path file = dir.resolve("tiny.bin.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(version12(0, 3));
    }
    assertThat(FastTextBinary.read(file).words()).isEqualTo(TinyModel.WORDS);
    assertThat(FastTextBinary.isModel(file)).isTrue();
    ByteArrayOutputStream other = new ByteArrayOutputStream();
    other.write("3 2\nthe 1 2\n".getBytes(StandardCharsets.UTF_8));
    Files.write(file, other.toByteArray());
    assertThat(FastTextBinary.isModel(file)).isFalse();
  }
}

package dev.trivium.text.words;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorpusTest {
  @TempDir Path dir;

  private static Corpus of(String text, int minCount) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Corpus.read(new ByteArrayInputStream(bytes), "text", minCount);
  }

  /** The sentences of a shard, in words. */
  private static List<List<String>> sentences(Corpus corpus, int shard, int shards) {
    List<List<String>> sentences = new ArrayList<>();
    corpus.stream(
        0,
        shard,
        shards,
        (ids, from, to) -> {
          List<String> words = new ArrayList<>();
          for (int i = from; i < to; i++) {
            words.add(corpus.words().get(ids[i]));
          }
          sentences.add(words);
        });
    return sentences;
  }

  @Test
  void wordsAreNumberedByFallingCountAndRareOnesLeftOut() {
    try (Corpus corpus = of("b a\ta  c\r\n\n a b\u00e9 b\nc d", 2)) {
      assertThat(corpus.words()).containsExactly("a", "b", "c");
      assertThat(corpus.counts()).containsExactly(3, 2, 2);
      assertThat(corpus.tokens()).isEqualTo(9);
      assertThat(sentences(corpus, 0, 1))
          .containsExactly(List.of("b", "a", "a", "c"), List.of("a", "b"), List.of("c"));
    }
  }

  /** Against the lines split by Java, at any number of shards, over several blocks of the file. */
  @Test
  void theShardsTogetherAreTheCorpusInOrder() {
    Random random = new Random(5);
    List<List<String>> expected = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < 30_000; line++) {
      List<String> words = new ArrayList<>();
      int length = random.nextInt(12);
      for (int i = 0; i < length; i++) {
        words.add("w" + (int) Math.abs(50 * random.nextGaussian()));
      }
      text.append(String.join(" ", words)).append('\n');
      if (length > 0) {
        expected.add(words);
      }
    }
    try (Corpus corpus = of(text.toString(), 1)) {
      for (int shards : new int[] {1, 2, 3, 7, 64}) {
        List<List<String>> all = new ArrayList<>();
        for (int s = 0; s < shards; s++) {
          all.addAll(sentences(corpus, s, shards));
        }
        assertThat(all).isEqualTo(expected);
      }
    }
  }

  /** Several blocks of the reader, words and lines cut between them, against Java's own split. */
  @Test
  void threadsChangeNothing() {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder();
    while (text.length() < 5_000_000) {
      text.append("w").append((int) Math.abs(9000 * random.nextGaussian()));
      text.append(random.nextInt(5000) == 0 ? '\n' : ' ');
    }
    List<String> words = List.of(text.toString().split("\\s+"));
    Map<String, Long> counts =
        words.stream().collect(groupingBy(w -> w, LinkedHashMap::new, counting()));
    List<String> order =
        counts.keySet().stream()
            .sorted(Comparator.comparing(w -> -counts.getOrDefault(w, 0L)))
            .toList();
    for (int threads : new int[] {1, 2, 5}) {
      ForkJoinPool pool = new ForkJoinPool(threads);
      try (Corpus corpus = pool.submit(() -> of(text.toString(), 1)).join()) {
        List<List<String>> sentences = sentences(corpus, 0, 1);
        assertThat(sentences.stream().flatMap(List::stream).toList()).isEqualTo(words);
        assertThat(sentences).allMatch(s -> s.size() <= Corpus.LONGEST);
        assertThat(corpus.words()).isEqualTo(order);
        assertThat(corpus.counts())
            .isEqualTo(order.stream().mapToLong(w -> counts.getOrDefault(w, 0L)).toArray());
      } finally {
        pool.shutdown();
      }
    }
  }

  @Test
  void aLongLineIsCutAndWordsOfAMegabyteAreWords() {
    String word = "x".repeat(1 << 20);
    try (Corpus corpus = of(word + " y ".repeat(25_000) + word, 1)) {
      assertThat(corpus.words()).containsExactly("y", word);
      assertThat(sentences(corpus, 0, 1))
          .extracting(List::size)
          .containsExactly(10_000, 10_000, 5_002);
    }
  }

  /** Bytes that are no UTF-8 are words of their own, each another. */
  @Test
  void bytesOfAnotherEncodingAreKeptApart() {
    byte[] bytes = {'a', (byte) 0xE9, ' ', 'a', (byte) 0xE8, ' ', 'a', (byte) 0xE9, '\n'};
    try (Corpus corpus = Corpus.read(new ByteArrayInputStream(bytes), "latin", 1)) {
      assertThat(corpus.words()).containsExactly("a\\xe9", "a\\xe8");
    }
  }

  /** Said when the corpus is read, and not by the table of its words, hours later. */
  @Test
  void aWordThatIsSpeltAsAnothersBytesIsSaid() {
    byte[] bytes = {'a', (byte) 0xE9, ' ', 'a', '\\', 'x', 'e', '9', '\n'};
    assertThatThrownBy(() -> Corpus.read(new ByteArrayInputStream(bytes), "latin", 1))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("the word 'a\\xe9' both in these letters and in bytes")
        .hasMessageContaining("iconv");
  }

  @Test
  void filesFoldersAndGzipAreRead() throws IOException {
    Files.createDirectories(dir.resolve("more/below"));
    Files.writeString(dir.resolve("more/b.txt"), "two words");
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("three words here\n".getBytes(StandardCharsets.UTF_8));
    }
    Files.write(dir.resolve("more/below/c"), packed.toByteArray());
    Files.writeString(dir.resolve("a.txt"), "one");
    List<Path> paths = List.of(dir.resolve("a.txt"), dir.resolve("more"));
    try (Corpus corpus = Corpus.read(paths, 1, Progress.NONE)) {
      assertThat(sentences(corpus, 0, 1))
          .containsExactly(
              List.of("one"), List.of("two", "words"), List.of("three", "words", "here"));
    }
    assertThat(Corpus.lines(paths, Progress.NONE))
        .containsExactly("one", "two words", "three words here");
  }

  @Test
  void linesKeepTheirPlacesAndMustBeText() throws IOException {
    Path file = Files.writeString(dir.resolve("a"), "one\r\n\n tw\u00f6 \nthree");
    List<String> lines = List.of("one", "", " tw\u00f6 ", "three");
    assertThat(Corpus.lines(List.of(file), Progress.NONE)).isEqualTo(lines);
    assertThat(Corpus.lines(Files.newInputStream(file), "in")).isEqualTo(lines);
    Path blank = Files.writeString(dir.resolve("b"), "\n \n");
    assertThatThrownBy(() -> Corpus.lines(List.of(blank), Progress.NONE))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("b has no text in it; give a document a line");
    Path latin = Files.write(dir.resolve("c"), new byte[] {'a', '\n', (byte) 0xE9, '\n'});
    assertThatThrownBy(() -> Corpus.lines(List.of(latin), Progress.NONE))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("c is not UTF-8 text, near line");
  }

  @Test
  void whatIsNoCorpusIsSaid() throws IOException {
    Path cut = dir.resolve("cut.gz");
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(new byte[100_000]);
    }
    byte[] whole = packed.toByteArray();
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> Corpus.read(List.of(cut), 1, Progress.NONE))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("cut.gz cannot be read");
    assertThatThrownBy(() -> Corpus.read(List.of(dir.resolve("none")), 1, Progress.NONE))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("none is no file that can be read");
    Path empty = Files.createDirectory(dir.resolve("empty"));
    assertThatThrownBy(() -> Corpus.read(List.of(empty), 1, Progress.NONE))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("there is no file in");
    assertThatThrownBy(() -> of(" \n\t", 1)).hasMessageContaining("text has no words");
    assertThatThrownBy(() -> of("a b c", 2)).hasMessageContaining("no word that comes 2 times");
    assertThatThrownBy(() -> of("a", 0)).hasMessageContaining("minCount is 0");
  }

  @Test
  void aStreamMayBeCompressed() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("two words".getBytes(StandardCharsets.UTF_8));
    }
    InputStream in = new ByteArrayInputStream(packed.toByteArray());
    try (Corpus corpus = Corpus.read(in, "standard input", 1)) {
      assertThat(corpus.words()).containsExactly("two", "words");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "fd377a585a0000, compressed by xz",
    "425a6839, compressed by bzip2",
    "28b52ffd00, compressed by zstd",
    "504b030400, a zip archive",
    "fffe61006200, in UTF-16",
    "feff00610062, in UTF-16",
  })
  void whatIsNoTextIsNotLearntFrom(String bytes, String kind) throws IOException {
    Path file = Files.write(dir.resolve("x"), HexFormat.of().parseHex(bytes));
    assertThatThrownBy(() -> Corpus.read(List.of(file), 1, Progress.NONE))
        .isInstanceOf(TriviumException.class)
        .hasMessage(file + " is " + kind + "; give text in UTF-8, as it is or compressed by gzip");
  }

  /** A run that is killed leaves nothing, for the file has no name while it is in use. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theNumbersHaveNoName() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    List<Path> before = corpora(temporary);
    try (Corpus corpus = of("a b", 1)) {
      assertThat(corpora(temporary)).isSubsetOf(before);
      assertThat(sentences(corpus, 0, 1)).containsExactly(List.of("a", "b"));
    }
  }

  private static List<Path> corpora(Path temporary) throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.filter(f -> f.getFileName().toString().startsWith("trivium-corpus")).toList();
    }
  }

  @Test
  void anInterruptEndsReading() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> of("a b", 1)).isInstanceOf(CancellationException.class);
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void anInterruptEndsReadingOfAFile() throws IOException {
    Path file = Files.writeString(dir.resolve("a.txt"), "a b");
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> Corpus.read(List.of(file), 1, Progress.NONE))
          .isInstanceOf(CancellationException.class);
    } finally {
      Thread.interrupted();
    }
  }

  /** A channel of a file would be closed by it, and the corpus with it. */
  @Test
  void anInterruptLeavesTheCorpusAsItWas() {
    Corpus corpus = of("a b\n".repeat(100), 1);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> sentences(corpus, 0, 1)).isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(sentences(corpus, 0, 1)).hasSize(100);
    corpus.close();
    assertThatThrownBy(() -> sentences(corpus, 0, 1))
        .hasMessage("the corpus is closed; read it again");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void linksToFoldersAreFollowed() throws IOException {
    Files.writeString(Files.createDirectory(dir.resolve("folder")).resolve("a.txt"), "a b");
    Path link = Files.createSymbolicLink(dir.resolve("link"), dir.resolve("folder"));
    try (Corpus corpus = Corpus.read(List.of(link), 1, Progress.NONE)) {
      assertThat(corpus.words()).containsExactly("a", "b");
    }
    Files.createSymbolicLink(dir.resolve("folder/round"), dir.resolve("folder"));
    assertThatThrownBy(() -> Corpus.read(List.of(link), 1, Progress.NONE))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("link cannot be read");
  }

  @Test
  void hiddenFilesOfAFolderAreNoTexts() throws IOException {
    Path folder = Files.createDirectory(dir.resolve(".folder"));
    Files.writeString(folder.resolve("a.txt"), "a b");
    Files.writeString(folder.resolve(".a.txt.swp"), "c");
    Files.writeString(Files.createDirectory(folder.resolve(".git")).resolve("x"), "d");
    try (Corpus corpus = Corpus.read(List.of(folder), 1, Progress.NONE)) {
      assertThat(corpus.words()).containsExactly("a", "b");
    }
  }

  /** What has no blanks is no text; it must not grow until no array holds it. */
  @Test
  void aStreamWithoutBlanksIsRefused() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] bytes, int from, int length) {
            Arrays.fill(bytes, from, from + length, (byte) 'x');
            return length;
          }
        };
    assertThatThrownBy(() -> Corpus.read(endless, "x", 1))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("a word of 67108864 bytes or more");
  }

  /** Standard input fails as files do. */
  @Test
  void aStreamThatIsCutIsSaid() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(new byte[100_000]);
    }
    InputStream cut = new ByteArrayInputStream(packed.toByteArray(), 0, packed.size() / 2);
    assertThatThrownBy(() -> Corpus.read(cut, "standard input", 1))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("standard input cannot be read, Unexpected end");
  }
}

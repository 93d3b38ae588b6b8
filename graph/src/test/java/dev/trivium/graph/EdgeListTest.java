package dev.trivium.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.trivium.core.TriviumException;
import dev.trivium.core.math.FastRandom;
import dev.trivium.graph.EdgeListSettings.Columns;
import dev.trivium.graph.EdgeListSettings.Delimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeListTest {
  private static final EdgeListSettings PLAIN = EdgeListSettings.DEFAULT;
  private static final EdgeListSettings WEIGHTED = PLAIN.withWeighted(true);

  private static final List<Delimiter> DIALECTS =
      List.of(Delimiter.BLANKS, Delimiter.TAB, Delimiter.COMMA, Delimiter.SEMICOLON);

  @TempDir Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("a.edges"), content);
  }

  private EdgeList read(String content, EdgeListSettings settings) throws IOException {
    return EdgeList.read(file(content), settings);
  }

  private static String edges(EdgeList list) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < list.size(); i++) {
      String u = list.ids().get(list.from(i));
      String v = list.ids().get(list.to(i));
      text.append(text.isEmpty() ? "" : " ").append(u).append('>').append(v);
      text.append(list.weighted() ? ":" + list.weight(i) : "");
      text.append(list.timed() ? "@" + list.time(i) : "");
    }
    return text.toString();
  }

  @Test
  void readingTellsHowFarItIs() throws IOException {
    Path file = file("a b\n".repeat(100_000));
    List<Long> done = new ArrayList<>();
    EdgeList.read(
        file,
        PLAIN,
        (now, total) -> {
          assertThat(total).isEqualTo(400_000);
          done.add(now);
        });
    assertThat(done).isSorted().hasSizeBetween(3, 110).endsWith(400_000L);
  }

  @Test
  void nodesAreNumberedAsTheyAppear() throws IOException {
    EdgeList list = read("# who knows whom\n% and when\n7 3 x\n\n \t\n3 x\r\n  03\t7", PLAIN);
    assertThat(list.ids()).containsExactly("7", "3", "x", "03");
    assertThat(edges(list)).isEqualTo("7>3 3>x 03>7");
    assertThat(list.weighted() || list.timed() || list.directed()).isFalse();
    assertThatThrownBy(() -> list.time(0)).hasMessageContaining("read them with timed settings");
    assertThatThrownBy(() -> list.from(3)).isInstanceOf(IndexOutOfBoundsException.class);
    Adjacency graph = list.toAdjacency();
    assertThat(graph.toString()).isEqualTo("Adjacency[4 nodes, 6 undirected arcs]");
    assertThat(graph.node("03")).isEqualTo(3);
    assertThat(graph.node("3")).isEqualTo(1);
    assertThat(graph.node("x ")).isEqualTo(-1);
    assertThat(graph.ids().indexOf("x")).isEqualTo(graph.ids().lastIndexOf("x")).isEqualTo(2);
  }

  @Test
  void idsStayWhatTheyAre() throws IOException {
    List<String> ids =
        List.of(
            "2147483647", "2147483648", "0", "00", "-1", "1.0", "+5", "é", "e\u0301", "東京", "😀");
    EdgeList list = read("\ufeff" + String.join(" x\n", ids) + " x", PLAIN);
    assertThat(list.ids()).containsExactlyElementsOf(withSecond(ids, "x"));
  }

  private static List<String> withSecond(List<String> ids, String second) {
    List<String> all = new ArrayList<>(ids);
    all.add(1, second);
    return all;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a b 2 5;b c 0.5 1e3|a>b:2.0@5.0 b>c:0.5@1000.0",
        "a,b,2,5;b , c,.5,-7|a>b:2.0@5.0 b>c:0.5@-7.0",
        "weight,to,from,timestamp,note;2,b,a,5,hm;3,c,b,6,|a>b:2.0@5.0 b>c:3.0@6.0",
        "Source,Target,Weight,Time;\"a\",\"b\",2,5|a>b:2.0@5.0",
        "u,v,w,t;a,b,2,5|a>b:2.0@5.0",
        "src dst weight time;a b 2 5|a>b:2.0@5.0",
        "a~b~2~5;c d~b~2~5|a>b:2.0@5.0 c d>b:2.0@5.0",
        "x y 2 5 more;u v 3 6 still more|x>y:2.0@5.0 u>v:3.0@6.0",
      })
  void dialectsAreFoundByTheirFirstLine(String lines, String expected) throws IOException {
    String content = lines.replace(';', '\n').replace('~', '\t');
    assertThat(edges(read(content, WEIGHTED.withTimed(true)))).isEqualTo(expected);
  }

  @Test
  void quotedIdsHoldWhatSeparates() throws IOException {
    EdgeList list =
        read("source,target\n\"Doe, J.\",\"the \"\"fox\"\"\" \n\"a\" ,  b c\r\n", PLAIN);
    assertThat(edges(list)).isEqualTo("Doe, J.>the \"fox\" a>b c");
    assertThat(edges(read("\"a b\" c\n", PLAIN))).isEqualTo("\"a>b\"");
    assertThat(edges(read("a;b\nc;d e", PLAIN))).isEqualTo("a>b c>d e");
  }

  @Test
  void columnsCanBeNamed() throws IOException {
    EdgeListSettings named = WEIGHTED.withColumns(new Columns("who", "whom", "", ""));
    assertThat(edges(read("w,whom,who\n2,b,a\n", named))).isEqualTo("a>b:2.0");
    assertThatThrownBy(() -> read("a,b\n1,2\n", named))
        .hasMessageEndingWith(
            "a.edges:1: has no column 'who'; the header names [a, b], say which of them is meant");
    assertThatThrownBy(() -> read("# c\nsource,target\n1,2\n", WEIGHTED))
        .hasMessageEndingWith(
            "a.edges:2: has no column 'weight'; the header names [source, target], say which of them is meant");
  }

  @Test
  void timesStandBehindWeightsOrInTheirPlace() throws IOException {
    EdgeListSettings timed = PLAIN.withTimed(true);
    assertThat(edges(read("a b 1082040961\nb c 3.5\n", timed)))
        .isEqualTo("a>b@1.082040961E9 b>c@3.5");
    assertThat(edges(read("a b 9 7\nb c 9 8\n", timed))).isEqualTo("a>b@7.0 b>c@8.0");
    assertThatThrownBy(() -> read("a b 1\nb c noon\n", timed))
        .hasMessageEndingWith(
            "a.edges:2: the time is 'noon'; expected a number, say seconds, mend it or drop the line");
  }

  @Test
  void parallelEdgesAddUpWhereWeightsWereRead() throws IOException {
    String lines = "a b 2\nb a 3\na a 1\na a 4\nb c 1";
    Adjacency weighted = read(lines, WEIGHTED).toAdjacency();
    assertThat(weighted.weight(0, 1)).isEqualTo(5);
    assertThat(weighted.weight(1, 0)).isEqualTo(5);
    assertThat(weighted.weight(0, 0)).isEqualTo(5);
    EdgeList list = read(lines, PLAIN);
    Adjacency plain = list.toAdjacency();
    assertThat(plain.weighted()).isFalse();
    assertThat(plain.edges()).isEqualTo(3);
    assertThat(plain.selfLoops()).isEqualTo(1);
    assertThat(list.selfLoops()).isEqualTo(2);
    assertThat(list.toAdjacency(true).edges()).isEqualTo(4);
    assertThat(Adjacency.read(file(lines), PLAIN.withDirected(true)).directed()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a b 1;c|2: expected 3 columns separated by blanks, the last the weight, found 1; mend the line or drop it",
        "a b 1;;c d|3: expected 3 columns separated by blanks, the last the weight, found 2; mend the line or drop it",
        "a,b,1;c,d|2: expected 3 columns separated by commas, the last the weight, found 2; mend the line or drop it",
        "a b 1;c d heavy|2: the weight is 'heavy'; expected a finite number above 0, mend it or drop the line",
        "a b -1|1: the weight is '-1'; expected a finite number above 0, mend it or drop the line",
        "a b 0|1: the weight is '0'; expected a finite number above 0, mend it or drop the line",
        "a b nan|1: the weight is 'nan'; expected a finite number above 0, mend it or drop the line",
        "a b Infinity|1: the weight is 'Infinity'; expected a finite number above 0, mend it or drop the line",
        "a b 1e999|1: the weight is '1e999'; expected a finite number above 0, mend it or drop the line",
        "a b 1e-60|1: the weight is '1e-60'; expected a finite number above 0, mend it or drop the line",
        "a b 1f|1: the weight is '1f'; expected a finite number above 0, mend it or drop the line",
        "a,b,1;,c,2|2: the id of the source is empty; give each node an id or drop the line",
        "a,b,1;c,,2|2: the id of the target is empty; give each node an id or drop the line",
        "a,b,1;\"c,d,2|2: a double quote is not closed; close it on its line and double a quote that is meant",
        "a,b,1;\"c\"x,d,2|2: something stands between a closing double quote and the next column; double a quote that is meant",
        "x y,z,1|1: has both commas and blanks between words; say which of them separate columns",
      })
  void aBrokenLineGetsItsSentence(String lines, String expected) throws IOException {
    Path file = file("# first\n" + lines.replace(';', '\n') + "\n" + "e f 1\n".repeat(9));
    int at = Integer.parseInt(expected.substring(0, expected.indexOf(':'))) + 1;
    for (int threads : new int[] {1, 3}) {
      assertThatThrownBy(() -> EdgeList.read(file, WEIGHTED.withThreads(threads)))
          .isInstanceOf(TriviumException.class)
          .hasMessage(file + ":" + at + expected.substring(expected.indexOf(':')));
    }
  }

  @Test
  void aBrokenLineIsFoundInAnyChunk() throws IOException {
    Path file = file("1 2\n".repeat(700_000) + "3\n" + "1 2\n".repeat(700_000) + "4\n");
    assertThatThrownBy(() -> EdgeList.read(file, PLAIN.withThreads(3)))
        .hasMessageStartingWith(file + ":700001: expected 2 columns separated by blanks, found 1");
  }

  @Test
  void aFileThatCannotBeReadGetsItsSentence() throws IOException {
    Path missing = folder.resolve("missing.edges");
    assertThatThrownBy(() -> EdgeList.read(missing, PLAIN))
        .isInstanceOf(TriviumException.class)
        .hasMessage("cannot read " + missing + ": there is no file or folder " + missing);
    assertThatThrownBy(() -> EdgeList.read(folder, PLAIN))
        .hasMessage(folder + " is a folder; expected a file of edges");
    for (String empty : new String[] {"", "\n\n", "# nothing\n", "source,target\n"}) {
      assertThatThrownBy(() -> read(empty, PLAIN))
          .isInstanceOf(TriviumException.class)
          .hasMessageContaining("a.edges holds no edge; expected lines of two ids");
    }
    Path latin = folder.resolve("latin");
    Files.write(latin, "a b\na caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> EdgeList.read(latin, PLAIN))
        .hasMessage(latin + ":2: an id is not UTF-8; save the file in that encoding");
  }

  @Test
  void packedFilesAreUnpacked() throws IOException {
    Path packed = folder.resolve("a.edges.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write("a b\nb c\n".repeat(1000).getBytes(StandardCharsets.UTF_8));
    }
    assertThat(EdgeList.read(packed, PLAIN).size()).isEqualTo(2000);
    byte[] whole = Files.readAllBytes(packed);
    byte[] broken = whole.clone();
    broken[whole.length / 2] ^= 0x55;
    for (byte[] bad : List.of(Arrays.copyOf(whole, whole.length - 5), broken)) {
      Files.write(packed, bad);
      assertThatThrownBy(() -> EdgeList.read(packed, PLAIN))
          .isInstanceOf(TriviumException.class)
          .hasMessage(
              packed
                  + " is damaged: its gzip data are cut short or broken; fetch or pack it again");
    }
  }

  @Test
  void linesThatEndInCarriageReturnsAloneGetTheirSentence() throws IOException {
    for (String lines : List.of("a b\rc d\re f\r", "# a comment\ra b\rc d")) {
      Path file = Files.writeString(folder.resolve("mac.edges"), lines);
      assertThatThrownBy(() -> EdgeList.read(file, EdgeListSettings.DEFAULT))
          .isInstanceOf(TriviumException.class)
          .hasMessage(
              file
                  + ": its lines end in carriage returns alone, as on old Macs; convert it, say with tr '\\r' '\\n'");
    }
    Path windows = Files.writeString(folder.resolve("windows.edges"), "a b\r\nc d\r");
    assertThat(EdgeList.read(windows, EdgeListSettings.DEFAULT).ids())
        .containsExactly("a", "b", "c", "d");
    Path one = Files.writeString(folder.resolve("one.edges"), "a b\r");
    assertThat(EdgeList.read(one, EdgeListSettings.DEFAULT).size()).isEqualTo(1);
  }

  @Test
  void aFileThatIsNoGzipIsClosed() throws IOException {
    Path open = Path.of("/proc/self/fd");
    assumeTrue(Files.isDirectory(open));
    Path file = folder.resolve("broken.gz");
    Files.write(file, new byte[] {0x1f, (byte) 0x8b, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    assertThatThrownBy(() -> EdgeList.read(file, EdgeListSettings.DEFAULT))
        .hasMessageContaining("broken.gz is damaged");
    try (Stream<Path> handles = Files.list(open)) {
      for (Path handle : handles.toList()) {
        if (Files.isSymbolicLink(handle)) {
          assertThat(Files.readSymbolicLink(handle)).isNotEqualTo(file.toRealPath());
        }
      }
    }
  }

  @Test
  void anErrorOfAThreadIsThatError() {
    OutOfMemoryError full = new OutOfMemoryError("full");
    FutureTask<EdgeChunk> task =
        new FutureTask<>(
            () -> {
              throw full;
            });
    task.run();
    assertThatThrownBy(() -> EdgeListReader.finished(task)).isSameAs(full);
  }

  @Test
  void settingsSayWhatIsWrong() {
    assertThatThrownBy(() -> PLAIN.withThreads(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads is 0; choose 1 or more, say the number of cores");
  }

  @Test
  void aGraphTooLargeIsRefused() {
    EdgeColumns.requireRoom(Integer.MAX_VALUE - 8);
    assertThatThrownBy(() -> EdgeColumns.requireRoom(Integer.MAX_VALUE - 7L))
        .hasMessage(
            "the graph has more than 2147483639 arcs, all that one Java array holds; thin it");
  }

  /** Random graphs in random dialects, read by this reader and by a naive one. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void whatIsReadIsWhatWasWritten(int threads) throws IOException {
    for (int trial = 0; trial < 60; trial++) {
      FastRandom random = FastRandom.of(5, trial, 0, 0);
      Naive naive = Naive.random(random, 1 + random.nextInt(200), trial % 3 == 0);
      Delimiter delimiter = DIALECTS.get(trial % DIALECTS.size());
      Path file = file(naive.text(random, delimiter));
      EdgeListSettings settings =
          WEIGHTED.withTimed(true).withThreads(threads).withDelimiter(delimiter);
      naive.requireEqual(EdgeList.read(file, settings));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void manyChunksAreReadAsOne(int threads) throws IOException {
    FastRandom random = new FastRandom(9);
    Naive naive = Naive.random(random, 70_000, false);
    Path file = file(naive.text(random, Delimiter.BLANKS));
    assertThat(Files.size(file)).isGreaterThan(2 << 20);
    EdgeListSettings settings = WEIGHTED.withTimed(true).withDelimiter(Delimiter.BLANKS);
    naive.requireEqual(EdgeList.read(file, settings.withThreads(threads)));
  }
}

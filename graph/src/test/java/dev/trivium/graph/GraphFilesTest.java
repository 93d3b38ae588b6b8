package dev.trivium.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.TriviumException;
import dev.trivium.graph.EdgeListSettings.Columns;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphFilesTest {
  private static final EdgeListSettings WEIGHTED = EdgeListSettings.DEFAULT.withWeighted(true);
  private static final String GRAPHML =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
        <key id="d1" for="edge" attr.name="weight" attr.type="double"/>
        <key id="d2" for="edge" attr.name="time" attr.type="double"/>
        <graph edgedefault="directed">
          <node id="é"/><node id="b"/><node id="alone"/>
          <edge source="b" target="é"><data key="d1">2.5</data><data key="d2">7</data></edge>
          <edge source="é" target="b"><data key="d2">8</data></edge>
        </graph>
      </graphml>
      """;

  @TempDir Path folder;

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private void requireThree(EdgeList list, boolean directed, String... ids) {
    assertThat(list.ids()).containsExactly(ids);
    assertThat(list.directed()).isEqualTo(directed);
    assertThat(list.size()).isEqualTo(2);
    Adjacency graph = list.toAdjacency();
    assertThat(graph.isolated()).isEqualTo(1);
    assertThat(graph.weight(1, 0)).isEqualTo(directed ? 2.5f : 3.5f);
    assertThat(graph.weight(0, 0)).isEqualTo(directed ? 1 : 3.5f);
  }

  @Test
  void graphMlIsRead() throws IOException {
    requireThree(EdgeList.read(file("a.graphml", GRAPHML), WEIGHTED), true, "é", "b", "alone");
    Path packed = folder.resolve("b.GraphML.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(("\ufeff" + GRAPHML).getBytes(StandardCharsets.UTF_8));
    }
    EdgeList timed = EdgeList.read(packed, EdgeListSettings.DEFAULT.withTimed(true));
    assertThat(timed.time(0)).isEqualTo(7);
    assertThat(timed.time(1)).isEqualTo(8);
    assertThat(timed.toAdjacency().weighted()).isFalse();
    String other = GRAPHML.replace("directed", "undirected");
    requireThree(EdgeList.read(file("a.graphml", other), WEIGHTED), false, "é", "b", "alone");
    EdgeListSettings named = WEIGHTED.withColumns(new Columns("", "", "time", ""));
    assertThat(EdgeList.read(file("a.graphml", GRAPHML), named).weight(1)).isEqualTo(8);
  }

  @Test
  void gmlIsRead() throws IOException {
    String gml =
        "graph [ directed 1 node [ id 5 label \"x\" ] node [ id 1 ] node [ id 9 ]\n"
            + "edge [ source 1 target 5 weight 2.5 ]\nedge [ source 5 target 1 ] ]";
    requireThree(EdgeList.read(file("a.gml", gml), WEIGHTED), true, "5", "1", "9");
    String other = gml.replace("directed 1", "directed 0");
    requireThree(EdgeList.read(file("a.gml", other), WEIGHTED), false, "5", "1", "9");
  }

  @Test
  void dotIsRead() throws IOException {
    String dot = "digraph G { \"c d\"; b; alone; b -> \"c d\" [weight=2.5]; \"c d\" -> b }";
    requireThree(EdgeList.read(file("a.dot", dot), WEIGHTED), true, "c d", "b", "alone");
    String other = dot.replace("digraph", "graph").replace("->", "--");
    requireThree(EdgeList.read(file("a.gv", other), WEIGHTED), false, "c d", "b", "alone");
  }

  @Test
  void matrixMarketIsRead() throws IOException {
    String head = "%%MatrixMarket matrix coordinate real general\n% by hand\n\n3 3 2\n";
    Path file = file("a.mtx", head + "1 2 1\n2 1 2.5\n");
    requireThree(EdgeList.read(file, WEIGHTED), true, "1", "2", "3");
    assertThat(EdgeList.read(file, EdgeListSettings.DEFAULT).toAdjacency().weighted()).isFalse();
    file = file("a.mtx", head.replace("general", "symmetric") + "2 1 2.5\n1 2 1");
    requireThree(EdgeList.read(file, WEIGHTED), false, "2", "1", "3");
    file = file("a.mtx", head.replace("real", "pattern") + "1 2\r\n2 1\r\n");
    assertThat(EdgeList.read(file, WEIGHTED).toAdjacency().weighted()).isFalse();
  }

  @Test
  void aFileThatDoesNotSaySoCanBeTakenAsDirected() throws IOException {
    EdgeListSettings directed = WEIGHTED.withDirected(true);
    Path graphMl = file("a.graphml", GRAPHML.replace("directed", "undirected"));
    requireThree(EdgeList.read(graphMl, directed), true, "é", "b", "alone");
    for (Path file :
        List.of(
            file("a.gml", "graph [ node [ id 1 ] node [ id 2 ] edge [ source 1 target 2 ] ]"),
            file("a.dot", "graph { 1 -- 2 }"),
            file("a.mtx", "%%MatrixMarket matrix coordinate pattern symmetric\n2 2 1\n1 2\n"))) {
      assertThat(EdgeList.read(file, EdgeListSettings.DEFAULT).toAdjacency().arcs()).isEqualTo(2);
      Adjacency graph = EdgeList.read(file, directed).toAdjacency();
      assertThat(graph.directed()).isTrue();
      assertThat(graph.arcs()).isEqualTo(1);
    }
  }

  @Test
  void commentsAndLabelsSayNothingOfDirection() throws IOException {
    String gml = "node [ id 1 label \"directed 1\" ] node [ id 2 ] edge [ source 1 target 2 ] ]";
    String graphMl = GRAPHML.replace("edgedefault=\"directed\"", "edgedefault=\"undirected\"");
    for (Path file :
        List.of(
            file("a.dot", "// not a digraph\ngraph { a -- b }"),
            file("b.dot", "/* a\ndigraph */ strict graph { a -- b }"),
            file("c.dot", "graph \"digraph\" { a -- b }"),
            file("a.gml", "graph [ " + gml),
            file(
                "b.graphml",
                graphMl.replace("<graph e", "<!-- <graph edgedefault='directed'> --><graph e")))) {
      assertThat(EdgeList.read(file, EdgeListSettings.DEFAULT).directed()).as("%s", file).isFalse();
    }
    for (Path file :
        List.of(
            file("d.dot", "\ufeff// no graph {\nstrict digraph { a -> b }"),
            file("e.dot", "/* { */ DiGraph \"x\" { a -> b }"),
            file("c.gml", "graph [ directed 1 " + gml))) {
      assertThat(EdgeList.read(file, EdgeListSettings.DEFAULT).directed()).as("%s", file).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.graphml|<graphml><graph>|is no GraphML that JGraphT can read: Failed to parse GraphML; mend it or write it again",
        "a.gml|graph [ node [ id x ] ]|is no GML that JGraphT can read: Failed to import gml graph: line 1:18 no viable alternative at input 'idx'; mend it or write it again",
        "a.dot|graph { a -- }|is no DOT that JGraphT can read: Failed to import DOT graph: line 1:13",
        "a.dot|graph { a -- b [weight=-2] }|the edge 'a' – 'b' has the weight '-2'; expected a finite number above 0, mend it or drop the edge",
        "a.dot|graph { a; b }|holds no edge",
        "a.dot|graph { |is no DOT that JGraphT can read",
        "a.mtx|hello|:1: expected '%%MatrixMarket matrix coordinate', then pattern, real or integer, then general or symmetric, found 'hello'; mend the line or write the file again",
        "a.mtx|%%MatrixMarket matrix array real general;2 2|:1: expected '%%MatrixMarket",
        "a.mtx|%%MatrixMarket matrix coordinate real skew-symmetric;2 2|:1: expected '%%MatrixMarket",
        "a.mtx|%%MatrixMarket matrix coordinate real general;%;|:3: expected the numbers of rows, columns and entries, found ''",
        "a.mtx|%%MatrixMarket matrix coordinate real general;2 3 1;1 2 1|:2: the matrix is 2 × 3; expected a square one, whose row i and column i are one node",
        "a.mtx|%%MatrixMarket matrix coordinate real general;2 2 2;1 2 1|:2: promises 2 entries where 1 follow; fetch or write the file again",
        "a.mtx|%%MatrixMarket matrix coordinate real general;2 2 1;1 3 1|an entry lies in row or column '3'; expected a number from 1 to 2, mend the entry",
        "a.mtx|%%MatrixMarket matrix coordinate real general;2 2 1;1 x 1|an entry lies in row or column 'x'; expected a number from 1 to 2, mend the entry",
        "a.mtx|%%MatrixMarket matrix coordinate real general;2 2 1;1 2 -1|:3: the weight is '-1'; expected a finite number above 0, mend it or drop the line",
      })
  void brokenFilesGetTheirSentence(String name, String lines, String expected) throws IOException {
    Path file = file(name, lines.replace(';', '\n'));
    assertThatThrownBy(() -> EdgeList.read(file, WEIGHTED))
        .isInstanceOf(TriviumException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(expected);
  }

  @Test
  void timesThatAreNotThereGetTheirSentence() throws IOException {
    EdgeListSettings timed = EdgeListSettings.DEFAULT.withTimed(true);
    Path dot = file("a.dot", "graph { a -- b }");
    assertThatThrownBy(() -> EdgeList.read(dot, timed))
        .hasMessage(
            dot
                + ": the edge 'a' – 'b' has the time 'no number'; expected a number, mend it or drop the edge");
    Path mtx = file("a.mtx", "%%MatrixMarket matrix coordinate pattern general\n2 2 1\n1 2\n");
    assertThatThrownBy(() -> EdgeList.read(mtx, timed))
        .hasMessage(mtx + " is a Matrix Market file and holds no times; read it without");
  }
}

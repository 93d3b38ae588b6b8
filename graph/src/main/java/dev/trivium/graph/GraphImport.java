package dev.trivium.graph;

import dev.trivium.core.TriviumException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jgrapht.alg.util.Pair;
import org.jgrapht.alg.util.Triple;
import org.jgrapht.nio.EventDrivenImporter;
import org.jgrapht.nio.ImportException;
import org.jgrapht.nio.dot.DOTEventDrivenImporter;
import org.jgrapht.nio.gml.GmlEventDrivenImporter;
import org.jgrapht.nio.graphml.SimpleGraphMLEventDrivenImporter;
import org.jspecify.annotations.Nullable;

/** Listens to one of JGraphT's importers: nodes and edges in the order of the file. */
final class GraphImport {
  private static final int HEAD = 1 << 16;
  private static final Words GRAPHML =
      new Words(
          "GraphML",
          "<!--(?s:.*?)(?:-->|\\z)|<!\\[CDATA\\[(?s:.*?)(?:\\]\\]>|\\z)",
          "<(?:\\w+:)?graph\\b[^>]*\\bedgedefault\\s*=\\s*[\"']directed[\"']");
  private static final Words GML = new Words("GML", "\"[^\"]*+\"?|#[^\n]*", "\\bdirected\\s+1\\b");
  private static final Words DOT =
      new Words(
          "DOT",
          "//[^\n]*|(?m:^#[^\n]*)|/\\*(?s:.*?)(?:\\*/|\\z)",
          "\\A\\s*+(?i:strict\\s+)?(?i:digraph)\\b");

  private final Path file;
  private final EdgeListSettings settings;
  private final String weightName;
  private final String timeName;
  private final IdTable ids = new IdTable();
  private final EdgeColumns edges;
  private @Nullable Object source;
  private @Nullable Object target;
  private double weight;
  private double time;

  private GraphImport(Path file, EdgeListSettings settings) {
    this.file = file;
    this.settings = settings;
    this.edges = new EdgeColumns(settings.timed());
    this.weightName = named(settings.columns().weight(), "weight");
    this.timeName = named(settings.columns().time(), "time");
  }

  private static String named(String name, String otherwise) {
    return name.isEmpty() ? otherwise : name;
  }

  static EdgeList graphMl(InputStream in, Path file, EdgeListSettings settings) throws IOException {
    return new GraphImport(file, settings)
        .read(in, new SimpleGraphMLEventDrivenImporter(), GraphImport::ends, GRAPHML);
  }

  static EdgeList gml(InputStream in, Path file, EdgeListSettings settings) throws IOException {
    return new GraphImport(file, settings)
        .read(in, new GmlEventDrivenImporter(), GraphImport::ends, GML);
  }

  static EdgeList dot(InputStream in, Path file, EdgeListSettings settings) throws IOException {
    return new GraphImport(file, settings)
        .read(in, new DOTEventDrivenImporter(), edge -> edge, DOT);
  }

  private static <V> Pair<V, V> ends(Triple<V, V, Double> edge) {
    return Pair.of(edge.getFirst(), edge.getSecond());
  }

  private <V, E> EdgeList read(
      InputStream in, EventDrivenImporter<V, E> importer, Function<E, Pair<V, V>> ends, Words words)
      throws IOException {
    BufferedReader text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    boolean directed = settings.directed() || words.directed(head(text));
    skipMark(text);
    importer.addVertexConsumer(this::node);
    importer.addEdgeConsumer(edge -> begin(ends.apply(edge)));
    BiConsumer<Pair<E, String>, org.jgrapht.nio.Attribute> attribute =
        (of, value) -> attribute(of.getSecond(), value.getValue());
    importer.addEdgeAttributeConsumer(attribute);
    try {
      importer.importInput(text);
    } catch (ImportException | IllegalArgumentException e) {
      throw new TriviumException(
          "%s is no %s that JGraphT can read: %s; mend it or write it again"
              .formatted(file, words.format, e.getMessage()),
          e);
    }
    end();
    return new EdgeList(ids.list(), edges, settings.weighted(), directed);
  }

  /** A format's name, and how the beginning of a file says that edges go one way. */
  private record Words(String format, Pattern unsaid, Pattern directed) {
    /**
     * @param unsaid comments, texts and whatever else says nothing of the graph
     */
    Words(String format, String unsaid, String directed) {
      this(format, Pattern.compile(unsaid), Pattern.compile(directed));
    }

    boolean directed(String head) {
      return directed.matcher(unsaid.matcher(head).replaceAll(" ")).find();
    }
  }

  /** The beginning of the text without a byte order mark; all of it stays to be read. */
  private static String head(BufferedReader text) throws IOException {
    text.mark(HEAD);
    char[] head = new char[HEAD - 1];
    int held = 0;
    for (int n = 0; n >= 0 && held < head.length; n = text.read(head, held, head.length - held)) {
      held += n;
    }
    text.reset();
    int begin = held > 0 && head[0] == '\ufeff' ? 1 : 0;
    return new String(head, begin, held - begin);
  }

  private static void skipMark(BufferedReader text) throws IOException {
    text.mark(1);
    if (text.read() != '\ufeff') {
      text.reset();
    }
  }

  private int node(Object id) {
    byte[] utf8 = id.toString().getBytes(StandardCharsets.UTF_8);
    return ids.add(utf8, 0, utf8.length);
  }

  /** An edge's attributes come after it. */
  private <V> void begin(Pair<V, V> ends) {
    end();
    source = ends.getFirst();
    target = ends.getSecond();
    weight = 1;
    time = Double.NaN;
  }

  private void attribute(String name, String value) {
    if (settings.weighted() && name.equals(weightName)) {
      weight = number(value);
      if (!EdgeColumns.isWeight(weight)) {
        throw bad("weight", value, "a finite number above 0");
      }
    } else if (settings.timed() && name.equals(timeName)) {
      time = number(value);
    }
  }

  private static double number(String value) {
    byte[] bytes = value.strip().getBytes(StandardCharsets.UTF_8);
    return Decimals.parse(bytes, 0, bytes.length);
  }

  private void end() {
    if (source == null || target == null) {
      return;
    }
    if (settings.timed() && (Double.isNaN(time) || Double.isInfinite(time))) {
      throw bad(timeName, Double.isNaN(time) ? "no number" : String.valueOf(time), "a number");
    }
    edges.add(node(source), node(target), (float) weight, time);
  }

  private TriviumException bad(String name, String value, String expected) {
    return new TriviumException(
        "%s: the edge '%s' – '%s' has the %s '%s'; expected %s, mend it or drop the edge"
            .formatted(file, source, target, name, value, expected));
  }
}

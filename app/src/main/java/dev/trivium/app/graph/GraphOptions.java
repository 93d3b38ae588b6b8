package dev.trivium.app.graph;

import dev.trivium.app.console.Options;
import dev.trivium.app.console.Stages;
import dev.trivium.app.console.UsageException;
import dev.trivium.graph.Adjacency;
import dev.trivium.graph.EdgeList;
import dev.trivium.graph.EdgeListSettings;
import dev.trivium.graph.EdgeListSettings.Columns;
import dev.trivium.graph.EdgeListSettings.Delimiter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Option;

/** The graph that a verb is about, and how it is read. */
final class GraphOptions {
  @Option(
      names = "--edges",
      paramLabel = "FILE",
      required = true,
      description =
          "Lines of two node ids, 'u v [weight [time]]', separated by blanks, tabs, commas or"
              + " semicolons, with or without a header; or .graphml, .gml, .dot or .mtx; any of"
              + " them also .gz.")
  private Path edges = Path.of("");

  @Option(names = "--weighted", description = "Reads weights; otherwise each edge weighs 1.")
  private boolean weighted;

  @Option(names = "--directed", description = "Takes each edge as going one way.")
  private boolean directed;

  @Option(
      names = "--columns",
      paramLabel = "SOURCE,TARGET[,WEIGHT[,TIME]]",
      description = "What the header calls the columns; an empty name is found by itself.")
  private String columns = "";

  @Option(
      names = "--delimiter",
      paramLabel = "NAME",
      description = "What separates columns: auto, blanks, tab, comma or semicolon (auto).")
  private String delimiter = "auto";

  /** The file's name without its folder. */
  String name() {
    return String.valueOf(edges.getFileName());
  }

  /** Reads the edges, telling of it. */
  EdgeList read(Stages stages, int threads, boolean timed) {
    EdgeListSettings settings = settings(threads, timed);
    return stages.stage(
        "read " + name(),
        progress -> Options.checked(() -> EdgeList.read(edges, settings, progress)));
  }

  /** The graph of the edges, after saying what it is. */
  Adjacency graph(EdgeList list, Stages stages) {
    Adjacency graph = list.toAdjacency();
    new GraphSummary(name(), list, graph).say(stages);
    return graph;
  }

  private EdgeListSettings settings(int threads, boolean timed) {
    Columns named = columns();
    requireRead("weight", named.weight(), weighted, "--weighted");
    requireRead("time", named.time(), timed, "--temporal or --time of link-prediction");
    return Options.checked(
        () ->
            EdgeListSettings.DEFAULT
                .withThreads(threads)
                .withWeighted(weighted)
                .withDirected(directed)
                .withTimed(timed)
                .withColumns(named)
                .withDelimiter(delimiter()));
  }

  /** Refuses the name of a column that nobody reads. */
  private static void requireRead(String what, String name, boolean read, String by) {
    if (!read && !name.isEmpty()) {
      throw new UsageException(
          "--columns names the %s '%s', which is read with %s; give it too, or leave the name out"
              .formatted(what, name, by));
    }
  }

  private Columns columns() {
    String[] given = columns.split(",", -1);
    if (given.length > 4) {
      throw new UsageException(
          "--columns is '%s', which names %d; name at most source, target, weight and time"
              .formatted(columns, given.length));
    }
    String[] names = Arrays.copyOf(given, 4);
    for (int i = 0; i < names.length; i++) {
      names[i] = i < given.length ? given[i].strip() : "";
    }
    return new Columns(names[0], names[1], names[2], names[3]);
  }

  private Delimiter delimiter() {
    return delimiter.equals("auto")
        ? Delimiter.DETECTED
        : Options.one(
            "--delimiter",
            delimiter,
            List.of(Delimiter.BLANKS, Delimiter.TAB, Delimiter.COMMA, Delimiter.SEMICOLON));
  }
}

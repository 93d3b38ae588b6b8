package dev.trivium.app.graph;

import dev.trivium.core.TriviumException;
import dev.trivium.core.eval.Report;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.core.io.Reason;
import dev.trivium.graph.Adjacency;
import dev.trivium.graph.EdgeSplit;
import dev.trivium.graph.NodePairs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an experiment in link prediction leaves: its report, and its splits for other programs. */
record LinkReportFolder(Path folder) {
  private static final Pattern SPLIT =
      Pattern.compile("split-(-?\\d+)\\.(?:train\\.edges|test\\.pos|test\\.neg|train\\.neg)");

  /** The file by which such a folder is known. */
  static final String MARK = "report.json";

  /** Refuses nodes that splits cannot name. */
  static void requireIds(List<String> ids) {
    for (String id : ids) {
      if (id.isEmpty()
          || "#%".indexOf(id.charAt(0)) >= 0
          || id.chars().anyMatch(c -> Character.isWhitespace(c) || c == 0xA0)) {
        throw new TriviumException(
            "the node id '%s' is empty, holds a blank or begins as a comment does, and cannot stand in the splits that --out keeps; rename the node, or leave --out away"
                .formatted(id));
      }
    }
  }

  /**
   * Runs an experiment, which keeps its splits in the folder that it is given; all of them and the
   * report are put into {@code place} once they are whole. Splits of an older run, with other
   * seeds, go.
   */
  static Report filled(Path place, Function<LinkReportFolder, Report> experiment) {
    Report report =
        AtomicFiles.addTo(
            place,
            beside -> {
              LinkReportFolder folder = new LinkReportFolder(beside);
              Report run = experiment.apply(folder);
              folder.text("report.txt", run.toText());
              folder.text(MARK, run.toJson() + "\n");
              return run;
            });
    new LinkReportFolder(place).removeOthers(report.seeds());
    return report;
  }

  /** The split, once it is written. */
  EdgeSplit kept(EdgeSplit split, long seed) {
    Adjacency train = split.train();
    write(seed, "train.edges", out -> edges(train, out));
    write(seed, "test.pos", out -> pairs(split.positives(), train.ids(), out));
    write(seed, "test.neg", out -> pairs(split.negatives(), train.ids(), out));
    write(seed, "train.neg", out -> pairs(split.trainNegatives(), train.ids(), out));
    return split;
  }

  private void write(long seed, String part, AtomicFiles.Content content) {
    AtomicFiles.write(folder.resolve("split-" + seed + "." + part), content);
  }

  /** Each edge once, self-loops among them, with its weight where there are weights. */
  private static void edges(Adjacency graph, OutputStream out) throws IOException {
    for (int v = 0; v < graph.size(); v++) {
      for (int i = 0; i < graph.degree(v); i++) {
        int x = graph.neighbor(v, i);
        if (graph.directed() || v <= x) {
          String weight = graph.weighted() ? " " + graph.weight(v, i) : "";
          line(graph.ids().get(v) + " " + graph.ids().get(x) + weight, out);
        }
      }
    }
  }

  private static void pairs(NodePairs pairs, List<String> ids, OutputStream out)
      throws IOException {
    for (int i = 0; i < pairs.size(); i++) {
      line(ids.get(pairs.from(i)) + " " + ids.get(pairs.to(i)), out);
    }
  }

  private static void line(String text, OutputStream out) throws IOException {
    out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private void removeOthers(List<Long> seeds) {
    Set<String> kept = seeds.stream().map(String::valueOf).collect(Collectors.toSet());
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Matcher split = SPLIT.matcher(String.valueOf(file.getFileName()));
        if (split.matches() && !kept.contains(split.group(1))) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new TriviumException(
          "cannot remove the splits of an older run from %s: %s; remove them by hand, they are none of this report's"
              .formatted(folder, Reason.of(e)),
          e);
    }
  }

  private void text(String name, String content) {
    AtomicFiles.write(
        folder.resolve(name), out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
  }
}

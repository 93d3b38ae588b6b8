package dev.trivium.app.graph;

import dev.trivium.app.console.Count;
import dev.trivium.app.console.Stages;
import dev.trivium.core.TriviumException;
import dev.trivium.graph.Adjacency;
import dev.trivium.graph.NodeLabels;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The labels that vectors are judged by. */
final class LabelOptions {
  @Option(
      names = "--labels",
      paramLabel = "FILE",
      required = true,
      description =
          "Lines of a node and one or more labels. A labelled node that is not in the graph counts"
              + " as a vector of zeros.")
  private Path file = Path.of("");

  NodeLabels read() {
    return NodeLabels.read(file);
  }

  /** Says which labelled nodes the graph lacks; all of them are too many. */
  void compare(NodeLabels labels, Adjacency graph, Stages stages) {
    List<String> unknown = labels.unknown(graph);
    stages.say(
        "%s: %s, %s"
            .formatted(
                file.getFileName(),
                Count.of(labels.size(), "labelled node"),
                Count.of(labels.labels().size(), "label")));
    if (unknown.size() == labels.size()) {
      throw new TriviumException(
          "%s: none of its %s is in the graph, the first is '%s'; are these the labels of another graph?"
              .formatted(file, Count.of(labels.size(), "node"), labels.nodes().get(0)));
    }
    if (!unknown.isEmpty()) {
      stages.say(
          "note: %s %s not in the graph, such as '%s'; each counts as a vector of zeros"
              .formatted(
                  Count.of(unknown.size(), "labelled node"),
                  unknown.size() == 1 ? "is" : "are",
                  unknown.get(0)));
    }
  }
}

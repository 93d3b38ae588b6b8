package dev.trivium.app.graph;

import dev.trivium.app.console.Count;
import dev.trivium.app.console.Stages;
import dev.trivium.graph.Adjacency;
import dev.trivium.graph.EdgeList;
import java.util.ArrayList;
import java.util.List;

/** What was read, in words: its size, and what is unusual about it with what becomes of it. */
record GraphSummary(String name, EdgeList list, Adjacency graph) {
  void say(Stages stages) {
    lines().forEach(stages::say);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: %s, %s, %s, %s"
            .formatted(
                name,
                Count.of(graph.size(), "node"),
                Count.of(graph.edges(), "edge"),
                graph.directed() ? "directed" : "undirected",
                graph.weighted() ? "weighted" : "unweighted"));
    long duplicates = (long) list.size() - graph.edges();
    if (duplicates > 0) {
      lines.add(
          "note: %s merged%s"
              .formatted(
                  duplicates == 1
                      ? "1 duplicate edge was"
                      : Count.of(duplicates, "duplicate edge") + " were",
                  list.weighted() ? ", weights added up" : ""));
    }
    unusual(lines, graph.selfLoops(), "self-loop", "kept: walks may take %s", "it", "them");
    if (graph.edges() > 0 && graph.selfLoops() == graph.edges()) {
      lines.add(
          "note: every edge is a self-loop: no node leads to another, and walks stay at home");
    }
    unusual(
        lines,
        graph.isolated(),
        "node",
        "without any edge: walks from %s go nowhere, and the vector is zeros",
        "it",
        "them");
    return lines;
  }

  private static void unusual(
      List<String> lines, int n, String what, String fate, String one, String many) {
    if (n > 0) {
      lines.add(
          "note: %s %s %s"
              .formatted(
                  Count.of(n, what), n == 1 ? "is" : "are", fate.formatted(n == 1 ? one : many)));
    }
  }
}

package dev.trivium.app.graph;

import dev.trivium.app.console.Options;
import dev.trivium.graph.WalkSettings;
import picocli.CommandLine.Option;

/** How walks go. */
final class WalkOptions {
  @Option(
      names = "--walk-length",
      paramLabel = "N",
      description = "Nodes in a walk (${DEFAULT-VALUE}).")
  private int length = WalkSettings.DEFAULT.walkLength();

  @Option(
      names = "--walks",
      paramLabel = "N",
      description = "Walks that start at each node (${DEFAULT-VALUE}).")
  private int walks = WalkSettings.DEFAULT.walksPerNode();

  @Option(
      names = "--p",
      paramLabel = "X",
      description =
          "node2vec's return parameter: a step straight back has weight 1/p (${DEFAULT-VALUE}).")
  private double p = WalkSettings.DEFAULT.p();

  @Option(
      names = "--q",
      paramLabel = "X",
      description =
          "node2vec's in-out parameter: a step further away has weight 1/q (${DEFAULT-VALUE}).")
  private double q = WalkSettings.DEFAULT.q();

  @Option(
      names = "--restart",
      paramLabel = "X",
      description = "The probability of a jump back to the start at each step (${DEFAULT-VALUE}).")
  private double restart = WalkSettings.DEFAULT.restart();

  WalkSettings settings() {
    return Options.checked(() -> new WalkSettings(length, walks, p, q, restart));
  }
}

package dev.trivium.app.graph;

import dev.trivium.app.console.Stages;
import dev.trivium.app.console.VerbGroup;
import java.io.PrintWriter;
import picocli.CommandLine;

/** The verb {@code graph}. */
public final class GraphCommand {
  private GraphCommand() {}

  /**
   * The verb with all below it.
   *
   * @param print where answers go
   */
  public static CommandLine of(Stages stages, PrintWriter print) {
    return VerbGroup.of(
        "graph",
        "Walks on a graph, embeds its nodes, and judges them on links and labels.",
        print,
        new WalksCommand(stages, print),
        new EmbedCommand(stages, print),
        new LinkPredictionCommand(stages, print),
        new ClassifyCommand(stages, print),
        new CommunitiesCommand(stages, print));
  }
}

package dev.trivium.app.graph;

import dev.trivium.app.console.Stages;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The verb {@code graph}, which has verbs of its own; alone it prints its help. */
@Command(
    name = "graph",
    description = "Walks on a graph, embeds its nodes, and judges them on links and labels.",
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false)
public final class GraphCommand implements Callable<Integer> {
  private final PrintWriter print;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  private GraphCommand(PrintWriter print) {
    this.print = print;
  }

  /**
   * The verb with all below it.
   *
   * @param print where answers go
   */
  public static CommandLine of(Stages stages, PrintWriter print) {
    return new CommandLine(new GraphCommand(print))
        .addSubcommand(new WalksCommand(stages, print))
        .addSubcommand(new EmbedCommand(stages, print))
        .addSubcommand(new LinkPredictionCommand(stages, print))
        .addSubcommand(new ClassifyCommand(stages, print))
        .addSubcommand(new CommunitiesCommand(stages, print));
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(print);
    return 0;
  }
}

package dev.trivium.app.text;

import dev.trivium.app.console.Stages;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The verb {@code text}, which has verbs of its own; alone it prints its help. */
@Command(
    name = "text",
    description =
        "Learns vectors of words and documents, embeds texts, and works with what they say.",
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false)
public final class TextCommand implements Callable<Integer> {
  private final PrintWriter print;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  private TextCommand(PrintWriter print) {
    this.print = print;
  }

  /**
   * The verb with all below it.
   *
   * @param print where answers go
   */
  public static CommandLine of(Stages stages, PrintWriter print) {
    return new CommandLine(new TextCommand(print))
        .addSubcommand(new TrainCommand(stages))
        .addSubcommand(new ClassifyCommand(stages, print))
        .addSubcommand(new ClusterCommand(stages, print))
        .addSubcommand(new SummarizeCommand(stages, print))
        .addSubcommand(new SearchCommand(stages, print))
        .addSubcommand(new EmbedCommand(stages))
        .addSubcommand(new FinetuneCommand(stages, print))
        .addSubcommand(new DistillCommand(stages))
        .addSubcommand(new NeighborsCommand(stages, print))
        .addSubcommand(new AnalogyCommand(stages, print))
        .addSubcommand(new OddOneOutCommand(stages, print))
        .addSubcommand(new EvaluateCommand(stages, print))
        .addSubcommand(new AlignCommand(stages, print));
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(print);
    return 0;
  }
}

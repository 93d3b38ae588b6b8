package dev.trivium.app.text;

import dev.trivium.app.console.Stages;
import dev.trivium.app.console.VerbGroup;
import java.io.PrintWriter;
import picocli.CommandLine;

/** The verb {@code text}. */
public final class TextCommand {
  private TextCommand() {}

  /**
   * The verb with all below it.
   *
   * @param print where answers go
   */
  public static CommandLine of(Stages stages, PrintWriter print) {
    return VerbGroup.of(
        "text",
        "Learns vectors of words and documents, embeds texts, and works with what they say.",
        print,
        new TrainCommand(stages),
        new ClassifyCommand(stages, print),
        new ClusterCommand(stages, print),
        new SummarizeCommand(stages, print),
        new SearchCommand(stages, print),
        new EmbedCommand(stages),
        new FinetuneCommand(stages, print),
        new DistillCommand(stages),
        new NeighborsCommand(stages, print),
        new AnalogyCommand(stages, print),
        new OddOneOutCommand(stages, print),
        new EvaluateCommand(stages, print),
        new AlignCommand(stages, print));
  }
}

package dev.trivium.app.recommend;

import dev.trivium.app.console.Stages;
import dev.trivium.app.console.VerbGroup;
import java.io.PrintWriter;
import picocli.CommandLine;

/** The verb {@code recommend}. */
public final class RecommendCommand {
  private RecommendCommand() {}

  /**
   * The verb with all below it.
   *
   * @param print where answers go
   * @param npm the npm client: a name on the PATH, or a path
   */
  public static CommandLine of(Stages stages, PrintWriter print, String npm) {
    return VerbGroup.of(
        "recommend",
        "Trains recommenders on who took up what, judges them, and asks them.",
        print,
        new TrainCommand(stages, npm),
        new EvaluateCommand(stages, print, npm),
        new QueryCommand(stages, print, npm),
        new ExportCommand(stages));
  }
}

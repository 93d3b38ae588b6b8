package dev.trivium.app.console;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A verb that has verbs of its own; alone it prints its help. */
@Command(synopsisSubcommandLabel = "COMMAND", sortOptions = false)
public final class VerbGroup implements Callable<Integer> {
  private final PrintWriter print;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  private VerbGroup(PrintWriter print) {
    this.print = print;
  }

  /**
   * The verb with all below it, in their order.
   *
   * @param print where its help goes
   */
  public static CommandLine of(
      String name, String description, PrintWriter print, Object... verbs) {
    CommandLine line = new CommandLine(new VerbGroup(print));
    line.getCommandSpec().name(name).usageMessage().description(description);
    for (Object verb : verbs) {
      line.addSubcommand(verb);
    }
    return line;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(print);
    return 0;
  }
}

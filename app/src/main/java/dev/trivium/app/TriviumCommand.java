package dev.trivium.app;

import dev.trivium.app.console.IncubatorWarning;
import dev.trivium.app.console.Overwriting;
import dev.trivium.app.console.Stages;
import dev.trivium.app.console.UsageException;
import dev.trivium.app.demo.DemoCommand;
import dev.trivium.app.graph.GraphCommand;
import dev.trivium.app.recommend.RecommendCommand;
import dev.trivium.app.text.TextCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;

/** The {@code trivium} command. Each of its verbs is a class, added in {@link #verbs}. */
@Command(
    name = "trivium",
    description = "Text, pictures and graphs in one space: recommend, link, retrieve.",
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false)
public final class TriviumCommand implements Callable<Integer> {
  /** Held, for a logger that nobody holds forgets its level. */
  private static final Logger JVECTOR = Logger.getLogger("io.github.jbellis.jvector");

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this help.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Says which version this is, and which SIMD, engine and Java are in use.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean version;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Says more on the way, and after a failure where it came from.")
  private boolean verbose;

  private TriviumCommand() {}

  public static void main(String[] args) {
    IncubatorWarning.erase();
    JVECTOR.setLevel(Level.OFF);
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(Interruption.guarded(() -> execute(args, out, err, Stages.standard(), "npm")));
  }

  /**
   * Runs a command line and returns its exit code.
   *
   * @param npm the npm client: a name on the PATH, or a path
   */
  static int execute(String[] args, PrintWriter out, PrintWriter err, Stages stages, String npm) {
    TriviumCommand trivium = new TriviumCommand();
    Failures failures = new Failures(trivium);
    CommandLine line = new CommandLine(trivium).setOut(out).setErr(err);
    verbs(out, stages, npm).forEach(line::addSubcommand);
    line.setOut(out).setErr(err); // and of the verbs
    line.setParameterExceptionHandler(failures).setExecutionExceptionHandler(failures);
    line.setExecutionStrategy(
        parsed -> {
          if (trivium.verbose) {
            System.setProperty("trivium.log", "INFO"); // read when the first logger is made
          }
          Overwriting.refuse(parsed);
          return new RunLast().execute(parsed);
        });
    try {
      return line.execute(args);
    } catch (StackOverflowError | OutOfMemoryError | LinkageError e) {
      return failures.handle(e, line);
    }
  }

  private static List<Object> verbs(PrintWriter out, Stages stages, String npm) {
    return List.of(
        new DemoCommand(stages, out, npm),
        GraphCommand.of(stages, out),
        TextCommand.of(stages, out),
        RecommendCommand.of(stages, out, npm));
  }

  boolean verbose() {
    return verbose;
  }

  @Override
  public Integer call() {
    throw new UsageException("no command is given, such as demo, graph, text or recommend");
  }
}

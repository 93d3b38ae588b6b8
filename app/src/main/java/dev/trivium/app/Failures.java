package dev.trivium.app;

import dev.trivium.app.console.UsageException;
import dev.trivium.core.EditDistance;
import dev.trivium.core.TriviumException;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Every failure is one sentence on standard error: exit code 2 where the call was wrong, 1 where
 * anything else was, 130 after an interrupt. The stack trace is for who asks for it.
 */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
  /** What is said after an interrupt. */
  static final String INTERRUPTION = "interrupted; what was not whole is not kept";

  /** What shells give for a command ended by Ctrl-C. */
  private static final int INTERRUPTED = 130;

  private final TriviumCommand trivium;

  Failures(TriviumCommand trivium) {
    this.trivium = trivium;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    return usage(
        e.getCommandLine(), e instanceof UnmatchedArgumentException u ? unknown(u) : wrong(e));
  }

  private static String unknown(UnmatchedArgumentException e) {
    CommandLine command = e.getCommandLine();
    String argument = e.getUnmatched().get(0);
    if (argument.startsWith("-")) {
      return "unknown option '" + argument + "'" + near(argument, options(command));
    }
    Set<String> verbs = command.getSubcommands().keySet();
    return verbs.isEmpty()
        ? "unexpected argument '" + argument + "'"
        : "there is no command '" + argument + "'" + near(argument, verbs);
  }

  private static String near(String argument, Collection<String> known) {
    List<String> near = EditDistance.near(argument, known);
    return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
  }

  private static Collection<String> options(CommandLine command) {
    return command.getCommandSpec().optionsMap().keySet();
  }

  private static String wrong(ParameterException e) {
    String message = String.valueOf(e.getMessage());
    return message.substring(0, 1).toLowerCase(Locale.ROOT)
        + message
            .substring(1)
            .replace("is not a long", "is no whole number")
            .replace("is not an int", "is no whole number");
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    return handle(e, command);
  }

  /** The exit code, after the sentence. */
  int handle(Throwable e, CommandLine command) {
    if (trivium.verbose()) {
      e.printStackTrace(command.getErr());
    }
    if (e instanceof CancellationException || Thread.currentThread().isInterrupted()) {
      say(command, INTERRUPTION);
      return INTERRUPTED;
    }
    if (e instanceof UsageException) {
      return usage(command, String.valueOf(e.getMessage()));
    }
    say(command, e instanceof TriviumException ? String.valueOf(e.getMessage()) : unforeseen(e));
    return ExitCode.SOFTWARE;
  }

  private String unforeseen(Throwable e) {
    if (e instanceof OutOfMemoryError) {
      return "the memory did not suffice, "
          + (Runtime.getRuntime().maxMemory() >> 20)
          + " MB; give more with TRIVIUM_JAVA_OPTS=-Xmx4g in the environment";
    }
    return "this should not have happened: "
        + e
        + "; please report it"
        + (trivium.verbose() ? " with the lines above" : ", with what --verbose adds");
  }

  private static int usage(CommandLine command, String what) {
    say(command, what + (what.endsWith("?") ? " See '" : "; see '") + name(command) + " --help'");
    return ExitCode.USAGE;
  }

  private static void say(CommandLine command, String sentence) {
    PrintWriter err = command.getErr();
    err.println(name(command) + ": " + sentence);
    err.flush();
  }

  private static String name(CommandLine command) {
    return command.getCommandSpec().qualifiedName();
  }
}

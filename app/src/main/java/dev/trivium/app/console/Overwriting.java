package dev.trivium.app.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Keeps what a call writes away from what it reads, and from what else it writes. */
public final class Overwriting {
  private static final Set<String> OUTPUTS =
      Set.of("--out", "--target-out", "--save", "--json", "--recommendations");
  private static final Set<Class<?>> NAMES = Set.of(String.class, Path.class);

  private Overwriting() {}

  /** A value of a call, by the option that gave it. */
  private record Given(String option, String value) {
    boolean isOutput() {
      return OUTPUTS.contains(option);
    }
  }

  /** Refuses a call that would write over a file or folder that it reads or writes. */
  public static void refuse(ParseResult parsed) {
    ParseResult verb = parsed;
    while (verb.hasSubcommand()) {
      verb = verb.subcommand();
    }
    List<Given> given = given(verb);
    for (int i = 0; i < given.size(); i++) {
      for (int k = 0; k < given.size(); k++) {
        if (i != k && given.get(i).isOutput() && same(given.get(i), given.get(k))) {
          String sentence =
              "%s is '%s', which is also %s and would be overwritten; give another"
                  .formatted(given.get(i).option, given.get(i).value, given.get(k).option);
          throw new ExecutionException(
              verb.commandSpec().commandLine(), sentence, new UsageException(sentence));
        }
      }
    }
  }

  private static List<Given> given(ParseResult verb) {
    List<Given> given = new ArrayList<>();
    for (OptionSpec option : verb.matchedOptions()) {
      if (option.auxiliaryTypes().length > 0
          && NAMES.contains(option.auxiliaryTypes()[option.auxiliaryTypes().length - 1])) {
        option.stringValues().forEach(value -> given.add(new Given(option.longestName(), value)));
      }
    }
    for (PositionalParamSpec place : verb.matchedPositionals()) {
      place.stringValues().forEach(value -> given.add(new Given(place.paramLabel(), value)));
    }
    return given;
  }

  /** Whether both name one thing; what is read counts only where it is there. */
  private static boolean same(Given out, Given other) {
    Path written = path(out.value);
    Path second = path(other.value);
    if (written == null || second == null || !(other.isOutput() || Files.exists(second))) {
      return false;
    }
    try {
      return written.toAbsolutePath().normalize().equals(second.toAbsolutePath().normalize())
          || (Files.exists(written) && Files.exists(second) && Files.isSameFile(written, second));
    } catch (IOException e) {
      return false;
    }
  }

  /** The path of a value; none where it is empty, standard output, or no path at all. */
  private static @Nullable Path path(String value) {
    try {
      return value.isEmpty() || value.equals("-") ? null : Path.of(value);
    } catch (InvalidPathException e) {
      return null;
    }
  }
}

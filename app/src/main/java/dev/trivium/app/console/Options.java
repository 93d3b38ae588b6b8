package dev.trivium.app.console;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** What options have in common: names out of a list, and sentences that name the option. */
public final class Options {
  private static final Pattern SETTING = Pattern.compile("^([a-z]+[A-Za-z]*) is ");

  /** Settings whose option is called otherwise. */
  private static final Map<String, String> NAMES =
      Map.of(
          "walksPerNode", "walks",
          "dimension", "dimensions",
          "learningRate", "rate",
          "subsampling", "sample",
          "trainShare", "train",
          "share", "holdout");

  private Options() {}

  /** As {@link UsageException#checked}, the setting that is refused called as its option is. */
  public static <T> T checked(Supplier<T> settings) {
    try {
      return UsageException.checked(settings);
    } catch (UsageException e) {
      throw new UsageException(named(String.valueOf(e.getMessage())));
    }
  }

  /** {@code walkLength is 0; …} as {@code --walk-length is 0; …}. */
  private static String named(String message) {
    Matcher setting = SETTING.matcher(message);
    if (!setting.find()) {
      return message;
    }
    String name = setting.group(1);
    String kebab = name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    return "--" + NAMES.getOrDefault(name, kebab) + message.substring(name.length());
  }

  /** Whether the call itself names an option, be it with its default value. */
  public static boolean given(@Nullable CommandSpec command, String option) {
    return command != null && command.commandLine().getParseResult().hasMatchedOption(option);
  }

  /**
   * Refuses options that are given where they would be passed over in silence.
   *
   * @param why what follows the option's name in the sentence, as in {@code "is for --out"}
   */
  public static void refuse(@Nullable CommandSpec command, String why, String... options) {
    for (String option : options) {
      if (given(command, option)) {
        throw new UsageException("%s %s; leave it out".formatted(option, why));
      }
    }
  }

  /**
   * Says in one note which of these options are given though what is chosen does not use them. The
   * command goes on, so that one line serves one choice after another.
   *
   * @param chosen what does not use them, such as a model
   */
  public static void tellUnused(
      @Nullable CommandSpec command, List<?> chosen, Collection<String> options, Stages stages) {
    if (command == null) {
      return;
    }
    List<String> unused =
        options.stream()
            .filter(option -> given(command, option))
            .map(option -> typed(command, option))
            .toList();
    if (!unused.isEmpty()) {
      stages.say(
          "note: %s %s not use %s"
              .formatted(
                  chosen.stream().map(Object::toString).collect(Collectors.joining(", ")),
                  chosen.size() == 1 ? "does" : "do",
                  String.join(", ", unused)));
    }
  }

  /** An option that is given by the one of its names that the call has. */
  private static String typed(CommandSpec command, String option) {
    List<String> words = command.commandLine().getParseResult().originalArgs();
    return Stream.of(command.findOption(option).names())
        .filter(name -> words.stream().anyMatch(w -> w.equals(name) || w.startsWith(name + "=")))
        .findFirst()
        .orElse(option);
  }

  /** The seeds of an experiment that is run so many times, from the first upward. */
  public static List<Long> seeds(long first, int times) {
    if (times < 1) {
      throw new UsageException("--seeds is " + times + "; choose 1 or more, say 3");
    }
    if (first > Long.MAX_VALUE - times) {
      throw new UsageException(
          "--seed is %d, from which there are no %d seeds upward; choose a smaller one, say 1"
              .formatted(first, times));
    }
    return LongStream.range(first, first + times).boxed().toList();
  }

  /** Refuses what is not more than 0 and less than 1. */
  public static double share(String option, double share) {
    if (!(share > 0 && share < 1)) {
      throw new UsageException(
          option + " is " + share + "; choose more than 0 and less than 1, say 0.5");
    }
    return share;
  }

  /** The one of these that is called so, by its {@code toString} in lower case. */
  public static <T> T one(String option, String name, List<T> known) {
    for (T candidate : known) {
      if (name(candidate).equals(name.strip().toLowerCase(Locale.ROOT))) {
        return candidate;
      }
    }
    List<String> names = known.stream().map(Options::name).toList();
    int last = names.size() - 1;
    throw new UsageException(
        "%s is '%s'; choose %s or %s"
            .formatted(option, name, String.join(", ", names.subList(0, last)), names.get(last)));
  }

  /** Those called so, each once, in the order given. */
  public static <T> List<T> several(String option, List<String> names, List<T> known) {
    List<T> chosen = new ArrayList<>();
    for (String name : names) {
      T one = one(option, name, known);
      if (!chosen.contains(one)) {
        chosen.add(one);
      }
    }
    return chosen;
  }

  private static String name(Object candidate) {
    return candidate.toString().toLowerCase(Locale.ROOT);
  }
}

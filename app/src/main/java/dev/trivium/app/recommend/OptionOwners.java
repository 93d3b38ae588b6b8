package dev.trivium.app.recommend;

import dev.trivium.app.console.Options;
import dev.trivium.app.console.UsageException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Which models heed which options; others would pass them over in silence. */
final class OptionOwners {
  private static final String DIMENSIONS = "--dimensions";
  private static final String SEARCH = "--search";
  private static final List<String> CONTENT =
      List.of("--items", "--item-columns", "--item-query", "--images", "--graph", "--encoder");

  private OptionOwners() {}

  /** Refuses dimensions and settings for models that have none, and a search for others. */
  static void require(
      @Nullable CommandSpec command,
      Collection<ModelName> models,
      int search,
      ModelSettings settings) {
    if (models.stream().noneMatch(ModelName::hasVectors)) {
      Options.refuse(command, "is for " + owners(), DIMENSIONS);
    }
    if (models.stream().allMatch(model -> model == ModelName.POPULARITY)) {
      requireNone(
          settings.of(ModelName.POPULARITY),
          "%s is set, and popularity has no settings; leave it out");
    }
    if (!Options.given(command, SEARCH)) {
      return;
    }
    if (search < 1) {
      throw new UsageException(SEARCH + " is " + search + "; choose 1 or more, say 30");
    }
    if (!models.contains(ModelName.SHARED)) {
      throw new UsageException(
          SEARCH + " is for the model shared; give settings to others with --config");
    }
    requireNone(
        settings.of(ModelName.SHARED), "%s is set, and --search chooses it; leave one of them out");
  }

  private static String owners() {
    return Stream.of(ModelName.values())
        .filter(ModelName::hasVectors)
        .map(ModelName::toString)
        .collect(Collectors.joining(", "));
  }

  private static void requireNone(ModelSettings settings, String sentence) {
    settings.values().keySet().stream()
        .findFirst()
        .ifPresent(
            name -> {
              throw new UsageException(sentence.formatted(name));
            });
  }

  /** The options that are given and say what items are known by, which the shared model heeds. */
  static List<String> content(@Nullable CommandSpec command) {
    return CONTENT.stream().filter(option -> Options.given(command, option)).toList();
  }
}

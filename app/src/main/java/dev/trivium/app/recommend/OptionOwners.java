package dev.trivium.app.recommend;

import dev.trivium.app.console.Options;
import dev.trivium.app.console.Stages;
import dev.trivium.app.console.UsageException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Which models use which options; none is passed over in silence. */
final class OptionOwners {
  private static final String SEARCH = "--search";

  /** The search, and what items are known by. */
  private static final List<String> OF_SHARED =
      List.of(
          "--items", "--item-columns", "--item-query", "--images", "--graph", "--encoder", SEARCH);

  private OptionOwners() {}

  /** Refuses settings that contradict, and tells of the options that none of the models uses. */
  static void require(
      @Nullable CommandSpec command,
      List<ModelName> models,
      int search,
      ModelSettings settings,
      Stages stages) {
    if (models.stream().allMatch(model -> model == ModelName.POPULARITY)) {
      requireNone(
          settings.of(ModelName.POPULARITY),
          "%s is set, and popularity has no settings; leave it out");
    }
    boolean shared = models.contains(ModelName.SHARED);
    if (Options.given(command, SEARCH)) {
      if (search < 1) {
        throw new UsageException(SEARCH + " is " + search + "; choose 1 or more, say 30");
      }
      if (shared) {
        requireNone(
            settings.of(ModelName.SHARED),
            "%s is set, and --search chooses it; leave one of them out");
      }
    }
    List<String> unused = new ArrayList<>(shared ? List.of() : OF_SHARED);
    if (models.stream().noneMatch(ModelName::hasVectors)) {
      unused.add("--dimensions");
    }
    Options.tellUnused(command, models, unused, stages);
  }

  private static void requireNone(ModelSettings settings, String sentence) {
    settings.values().keySet().stream()
        .findFirst()
        .ifPresent(
            name -> {
              throw new UsageException(sentence.formatted(name));
            });
  }
}

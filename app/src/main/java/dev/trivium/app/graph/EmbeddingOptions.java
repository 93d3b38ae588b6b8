package dev.trivium.app.graph;

import dev.trivium.app.console.Options;
import dev.trivium.app.console.Stages;
import dev.trivium.app.console.UsageException;
import dev.trivium.core.sequence.SkipGramSettings;
import dev.trivium.graph.WalkSettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How nodes become vectors. */
final class EmbeddingOptions {
  private static final int MOST_DIMENSIONS = 4096;

  /** The options of training over walks that one command line may have for any algorithm. */
  private static final List<String> OF_WALKS =
      List.of(
          "--walk-length", "--walks", "--restart", "--window", "--training-negatives", "--epochs");

  private static final List<String> OF_NODE2VEC = List.of("--p", "--q");

  @Option(
      names = "--algorithm",
      paramLabel = "NAME",
      split = ",",
      description =
          "node2vec; deepwalk (the same with p = q = 1); or fastrp, which trains nothing, is done in"
              + " a moment, and knows neither walks nor windows. An experiment takes several,"
              + " separated by commas (node2vec).")
  private List<String> algorithms = List.of("node2vec");

  @Option(
      names = "--dimensions",
      paramLabel = "N",
      description = "Numbers in a vector, at most " + MOST_DIMENSIONS + " (${DEFAULT-VALUE}).")
  private int dimensions = SkipGramSettings.WALKS.dimension();

  @Option(
      names = "--window",
      paramLabel = "N",
      description = "The most nodes to either side that are context (${DEFAULT-VALUE}).")
  private int window = SkipGramSettings.WALKS.window();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes of training, each over walks of its own (${DEFAULT-VALUE}).")
  private int epochs = SkipGramSettings.WALKS.epochs();

  @Option(
      names = "--repeatable",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description =
          "The same seed gives the same bytes at any number of threads; without it threads write to"
              + " the same vectors and repeat only nearly (${DEFAULT-VALUE}).")
  private boolean repeatable;

  @Mixin private WalkOptions walks = new WalkOptions();

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  /** One plan for each algorithm asked for, after a note of the options that none of them uses. */
  List<EmbeddingPlan> plans(int negatives, int threads, Stages stages) {
    WalkSettings walking = walks.settings();
    SkipGramSettings training = training(negatives, threads);
    List<Algorithm> chosen =
        Options.several("--algorithm", algorithms, List.of(Algorithm.values()));
    List<String> unused = new ArrayList<>();
    if (!chosen.contains(Algorithm.NODE2VEC)) {
      unused.addAll(OF_NODE2VEC);
    }
    if (chosen.equals(List.of(Algorithm.FASTRP))) {
      unused.addAll(OF_WALKS);
    }
    Options.tellUnused(command, chosen, unused, stages);
    return chosen.stream()
        .map(algorithm -> Options.checked(() -> new EmbeddingPlan(algorithm, walking, training)))
        .toList();
  }

  /** The plan, where there may be only one. */
  EmbeddingPlan plan(int negatives, int threads, Stages stages) {
    List<EmbeddingPlan> plans = plans(negatives, threads, stages);
    if (plans.size() > 1) {
      throw new UsageException("--algorithm names " + plans.size() + "; choose one to write");
    }
    return plans.get(0);
  }

  private SkipGramSettings training(int negatives, int threads) {
    if (dimensions > MOST_DIMENSIONS) {
      throw new UsageException(
          "--dimensions is %d; choose at most %d, say 128".formatted(dimensions, MOST_DIMENSIONS));
    }
    return Options.checked(
        () ->
            SkipGramSettings.WALKS
                .withDimension(dimensions)
                .withWindow(window)
                .withNegatives(negatives)
                .withEpochs(epochs)
                .withThreads(threads)
                .withRepeatable(repeatable));
  }
}

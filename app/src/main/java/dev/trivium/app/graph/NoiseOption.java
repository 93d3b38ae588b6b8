package dev.trivium.app.graph;

import dev.trivium.core.sequence.SkipGramSettings;
import picocli.CommandLine.Option;

/** Skip-gram's negatives, under their short name too, where no other negatives are about. */
final class NoiseOption {
  @Option(
      names = {"--negatives", "--training-negatives"},
      paramLabel = "N",
      description = "Noise nodes drawn for each pair that skip-gram learns (${DEFAULT-VALUE}).")
  private int negatives = SkipGramSettings.WALKS.negatives();

  int negatives() {
    return negatives;
  }
}

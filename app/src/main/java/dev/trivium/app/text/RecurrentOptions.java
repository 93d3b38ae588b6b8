package dev.trivium.app.text;

import dev.trivium.app.console.Options;
import dev.trivium.text.RecurrentSettings;
import picocli.CommandLine.Option;

/** The options that shape a recurrent encoder. */
final class RecurrentOptions {
  static final String[] NAMES = {
    "--hidden", "--one-way", "--last-state", "--train-words", "--dropout"
  };

  private static final RecurrentSettings DEFAULTS = RecurrentSettings.DEFAULT;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      description =
          "Over word vectors: numbers in a state of the recurrent network; a vector has twice as"
              + " many (${DEFAULT-VALUE}).")
  private int hidden = DEFAULTS.hidden();

  @Option(
      names = "--one-way",
      description = "Over word vectors: reads texts from their beginnings only.")
  private boolean oneWay;

  @Option(
      names = "--last-state",
      description = "Over word vectors: takes the last state for the vector, not their mean.")
  private boolean lastState;

  @Option(names = "--train-words", description = "Over word vectors: trains them too.")
  private boolean trainWords;

  @Option(
      names = "--dropout",
      paramLabel = "X",
      description =
          "Over word vectors: the share of numbers left out in training (${DEFAULT-VALUE}).")
  private double dropout = DEFAULTS.dropout();

  /** The shape wanted. */
  RecurrentSettings settings(long seed) {
    return Options.checked(
        () ->
            DEFAULTS
                .withHidden(hidden)
                .withBidirectional(!oneWay)
                .withLastState(lastState)
                .withTrainWords(trainWords)
                .withDropout(dropout)
                .withSeed(seed));
  }
}

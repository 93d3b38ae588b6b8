package dev.trivium.app.text;

import dev.trivium.app.console.Options;
import dev.trivium.text.Pooling;
import dev.trivium.text.SentenceSettings;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that change how a sentence transformer is used; what is not given is its own. */
final class SentenceOptions {
  @Option(
      names = "--pooling",
      paramLabel = "HOW",
      description =
          "How token vectors become one: mean, cls or max (the model's own); of word vectors, sif"
              + " or mean (sif).")
  private @Nullable String pooling;

  @Option(
      names = "--normalize",
      arity = "1",
      paramLabel = "true|false",
      description = "Whether vectors are brought to Euclidean length 1 (the model's own).")
  private @Nullable Boolean normalize;

  @Option(
      names = "--prompt",
      paramLabel = "TEXT",
      description =
          "What is put in front of each text, such as 'query: ', or the model's name for it, such"
              + " as query or passage (the model's own).")
  private @Nullable String prompt;

  @Option(
      names = "--dimensions",
      paramLabel = "N",
      description = "Numbers of each vector that are kept, the first ones; 0 for all.")
  private @Nullable Integer dimensions;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "Tokens of a text that are read; the rest is cut off (the model's own).")
  private @Nullable Integer maxTokens;

  @Option(
      names = "--batch-tokens",
      paramLabel = "N",
      description =
          "Tokens of a batch: memory against speed; on a CPU as many batches are at work as there"
              + " are threads (512, for a GPU say 16384).")
  private @Nullable Integer batchTokens;

  /** Whether one is given that changes the vectors of a transformer, pooling apart. */
  boolean given() {
    return Stream.of(normalize, prompt, dimensions, maxTokens).anyMatch(Objects::nonNull);
  }

  /** How word vectors are averaged. */
  WordPooling words() {
    return pooling == null
        ? WordPooling.SIF
        : Options.one("--pooling", pooling, List.of(WordPooling.values()));
  }

  /** What makes one vector of those of words. */
  enum WordPooling {
    SIF,
    MEAN
  }

  /** The settings wanted, of a model's own. */
  SentenceSettings change(SentenceSettings own) {
    SentenceSettings s = own;
    if (pooling != null) {
      s = s.withPooling(Options.one("--pooling", pooling, List.of(Pooling.values())));
    }
    s = normalize == null ? s : s.withNormalize(normalize);
    s = prompt == null ? s : s.withPrompt(prompt);
    s = dimensions == null ? s : s.withDimensions(dimensions);
    s = maxTokens == null ? s : s.withMaxTokens(maxTokens);
    return batchTokens == null ? s : s.withBatchTokens(batchTokens);
  }
}

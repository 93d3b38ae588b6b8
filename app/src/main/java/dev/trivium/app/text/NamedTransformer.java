package dev.trivium.app.text;

import dev.trivium.app.console.Options;
import dev.trivium.app.console.UsageException;
import dev.trivium.app.fetch.MavenJars;
import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.core.tensor.TensorSettings;
import dev.trivium.text.FineTuneSettings;
import dev.trivium.text.FineTuning;
import dev.trivium.text.Pretrained;
import dev.trivium.text.RecurrentEncoder;
import dev.trivium.text.RecurrentSettings;
import dev.trivium.text.SentenceSettings;
import dev.trivium.text.SentenceTransformer;
import dev.trivium.text.StaticEncoder;
import dev.trivium.text.words.WordVectors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A sentence transformer that a user has named, or what is used in its place.
 *
 * @param encoder the name of one that is known, or the path of a folder or jar
 * @param cache where downloads are kept
 * @param tensors where it computes
 */
record NamedTransformer(String encoder, Path cache, TensorSettings tensors) {
  /** What it is called, for the user's eyes. */
  String name() {
    return known()
        .map(Pretrained::modelName)
        .orElseGet(() -> String.valueOf(Path.of(encoder).getFileName()));
  }

  /**
   * Opens it, or the table that {@code text distill} wrote, or the recurrent encoder that {@code
   * text finetune} did, or the model that {@code text train} kept; the caller closes it.
   *
   * @param change its own settings to those wanted
   */
  Embedder<String> open(UnaryOperator<SentenceSettings> change) {
    if (known().isEmpty() && StaticEncoder.isIn(Path.of(encoder))) {
      return StaticEncoder.open(Path.of(encoder));
    }
    if (known().isEmpty() && RecurrentEncoder.isIn(Path.of(encoder))) {
      return RecurrentEncoder.open(runtime(), Path.of(encoder));
    }
    if (isSaved()) {
      return SavedModel.open(Path.of(encoder), CorpusEncoders.MOST_NUMBERS);
    }
    Optional<Pretrained> present = known().filter(Pretrained::present);
    Path path = present.isPresent() ? Path.of("") : located();
    return Options.checked(
        () ->
            present.isPresent()
                ? SentenceTransformer.open(runtime(), present.get(), change)
                : SentenceTransformer.open(runtime(), path, change));
  }

  /** Whether it is a model of documents that {@code text train} has kept. */
  boolean isSaved() {
    return known().isEmpty() && SavedModel.isIn(Path.of(encoder));
  }

  /** Whether the options of a sentence transformer say nothing to it. */
  boolean isPlain() {
    return isSaved()
        || (known().isEmpty()
            && (StaticEncoder.isIn(Path.of(encoder)) || RecurrentEncoder.isIn(Path.of(encoder))));
  }

  /** Where it is found from any folder: its name, or its whole path. */
  String lasting() {
    return known().isPresent() ? encoder : Path.of(encoder).toAbsolutePath().normalize().toString();
  }

  /** Whether it is word vectors, for a recurrent encoder to stand on, or such an encoder. */
  boolean recurrent() {
    return words() || (known().isEmpty() && RecurrentEncoder.isIn(Path.of(encoder)));
  }

  /** Whether it is word vectors. */
  boolean words() {
    return known().isEmpty() && CorpusEncoders.isWords(encoder);
  }

  /**
   * Reads it to be trained further.
   *
   * @param network what is trained where it is word vectors
   */
  FineTuning tuning(FineTuneSettings settings, RecurrentSettings network) {
    if (words()) {
      return FineTuning.of(
          runtime(), WordVectors.read(Path.of(encoder)).table(), network, settings);
    }
    Optional<Pretrained> present = known().filter(Pretrained::present);
    return present.isPresent()
        ? FineTuning.of(runtime(), present.get(), settings)
        : FineTuning.of(runtime(), located(), settings);
  }

  /** Makes a table of it; the caller closes it. */
  StaticEncoder distill(int dimensions, Progress progress) {
    Optional<Pretrained> present = known().filter(Pretrained::present);
    Path path = present.isPresent() ? Path.of("") : located();
    return Options.checked(
        () ->
            present.isPresent()
                ? StaticEncoder.distill(runtime(), present.get(), dimensions, progress)
                : StaticEncoder.distill(runtime(), path, dimensions, progress));
  }

  private static boolean isOther(Path path) {
    return Files.isDirectory(path)
        && !RecurrentEncoder.isIn(path)
        && !Files.exists(path.resolve("config.json"))
        && !Files.exists(path.resolve("modules.json"));
  }

  private TensorRuntime runtime() {
    return new TensorRuntime(tensors);
  }

  private Optional<Pretrained> known() {
    return Arrays.stream(Pretrained.values())
        .filter(m -> List.of(m.shortName(), m.modelName()).contains(encoder))
        .findFirst();
  }

  /** The path, after fetching what is only a name. */
  private Path located() {
    if (known().isEmpty() && !Files.exists(Path.of(encoder))) {
      String names =
          String.join(", ", Arrays.stream(Pretrained.values()).map(Pretrained::shortName).toList());
      throw new UsageException(
          "--encoder is '%s', which is neither a file or folder nor one of %s"
              .formatted(encoder, names));
    }
    if (known().isEmpty() && isOther(Path.of(encoder))) {
      throw new TriviumException(
          "%s is a folder with neither config.json nor ids.txt in it; expected a Hugging Face folder, a folder of word vectors, or what text distill or text finetune wrote"
              .formatted(encoder));
    }
    return known()
        .map(model -> new MavenJars(cache.resolve("maven"), "mvn").fetch(model.artifact()))
        .orElseGet(() -> Path.of(encoder));
  }
}

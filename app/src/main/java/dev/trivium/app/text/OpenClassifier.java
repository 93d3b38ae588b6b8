package dev.trivium.app.text;

import dev.trivium.app.console.Stages;
import dev.trivium.app.console.UsageException;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.text.tasks.TextClassifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A classifier out of a folder, with what it embeds texts by.
 *
 * @param opened the embedder, or none where it tells labels by terms
 */
record OpenClassifier(TextClassifier classifier, List<Embedder<String>> opened)
    implements AutoCloseable {
  /** Reads what {@code text classify --save} or {@code text finetune --labels} wrote. */
  static OpenClassifier read(Path folder, EncoderOption encoders, Stages stages) {
    if (!Files.isDirectory(folder)) {
      throw new UsageException("--model is '" + folder + "', and there is no such folder");
    }
    boolean fineTuned = TextClassifier.isFineTuned(folder);
    if (!fineTuned && !TextClassifier.isIn(folder)) {
      throw new UsageException(
          "--model is '%s', which holds no classifier; give a folder that text classify --save or text finetune --labels wrote"
              .formatted(folder));
    }
    List<Embedder<String>> opened = new ArrayList<>();
    try {
      TextClassifier classifier =
          fineTuned
              ? TextClassifier.fineTuned(
                  folder, open(folder.toString(), false, encoders, stages, opened))
              : TextClassifier.read(folder, name -> open(name, true, encoders, stages, opened));
      return new OpenClassifier(classifier, opened);
    } catch (RuntimeException e) {
      opened.forEach(Embedder::close);
      throw e;
    }
  }

  /**
   * Opens the embedder of a classifier.
   *
   * @param scaled whether vectors come as its own settings have them; fine-tuning saw them before
   *     they are brought to length 1
   */
  private static Embedder<String> open(
      String name,
      boolean scaled,
      EncoderOption encoders,
      Stages stages,
      List<Embedder<String>> opened) {
    NamedTransformer named = encoders.named(name);
    Embedder<String> embedder =
        stages.stage(
            "open " + named.name(),
            progress -> named.open(own -> scaled ? own : own.withNormalize(false)));
    opened.add(embedder);
    return embedder;
  }

  @Override
  public void close() {
    opened.forEach(Embedder::close);
  }
}

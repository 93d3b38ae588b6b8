package dev.trivium.app.text;

import dev.trivium.app.console.Stages;
import dev.trivium.text.words.WordVectors;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The word vectors that a verb asks. */
final class WordsOption {
  @Option(
      names = "--vectors",
      paramLabel = "PATH",
      required = true,
      description = "The vectors: " + VectorOptions.FORMATS + ".")
  private Path vectors = Path.of("");

  @Mixin private VectorOptions reading = new VectorOptions();

  WordVectors read(Stages stages) {
    return reading.read(vectors, stages);
  }
}

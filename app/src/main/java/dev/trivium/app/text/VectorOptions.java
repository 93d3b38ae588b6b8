package dev.trivium.app.text;

import dev.trivium.app.console.Options;
import dev.trivium.app.console.Stages;
import dev.trivium.app.console.UsageException;
import dev.trivium.core.embedding.IdEncoding;
import dev.trivium.core.embedding.IdEncoding.Malformed;
import dev.trivium.text.words.WordVectors;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How files of word vectors are read. */
final class VectorOptions {
  static final String FORMATS =
      "word2vec's text or binary, GloVe's text, fastText's .vec or .bin, known by their content and"
          + " also .gz, or a folder written by Trivium";

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description = "What the words are written in (UTF-8).")
  private @Nullable String encoding;

  @Option(
      names = "--malformed",
      paramLabel = "WAY",
      description =
          "What to do about bytes that are not in the encoding: strict, replace, ignore or escape"
              + " (strict; escape in fastText's .bin).")
  private @Nullable String malformed;

  /** Reads a file, telling of it. */
  WordVectors read(Path path, Stages stages) {
    String name = "read " + path.getFileName();
    if (encoding == null && malformed == null) {
      return stages.stage(name, progress -> WordVectors.read(path));
    }
    IdEncoding chosen = new IdEncoding(charset(), way());
    return stages.stage(name, progress -> WordVectors.read(path, chosen));
  }

  private Charset charset() {
    try {
      return Charset.forName(encoding == null ? "UTF-8" : encoding);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new UsageException(
          "--encoding is '" + encoding + "', which Java does not know; choose say UTF-8 or cp852");
    }
  }

  private Malformed way() {
    return malformed == null
        ? Malformed.STRICT
        : Options.one("--malformed", malformed, List.of(Malformed.values()));
  }

  /** Refuses less than 1. */
  static int positive(String option, int value, int usual) {
    if (value < 1) {
      throw new UsageException(option + " is " + value + "; choose 1 or more, say " + usual);
    }
    return value;
  }
}

package dev.trivium.core.embedding;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.io.ByteInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The forms in which a table lies on disk. */
public enum VectorFormat {
  /** {@link TableFolder}. */
  FOLDER,
  /** {@link Word2VecText}, fastText's {@code .vec} too. */
  WORD2VEC_TEXT,
  /** {@link Word2VecBinary}. */
  WORD2VEC_BINARY,
  /** {@link GloVeText}. */
  GLOVE;

  private static final int HEAD = 1 << 16;

  /** The form of what lies there, by its content. */
  public static VectorFormat of(Path path) {
    if (Files.isDirectory(path)) {
      return FOLDER;
    }
    return ByteInput.read(path, VectorFormat::of);
  }

  private static VectorFormat of(ByteInput in) throws IOException {
    byte[] head = in.head(HEAD);
    if (head.length == 0) {
      throw new TriviumException(in.file() + " is empty; expected a file of vectors");
    }
    String first = new String(head, StandardCharsets.ISO_8859_1).lines().findFirst().orElse("");
    if (VectorHeader.parse(first.strip()) != null) {
      return isText(head) ? WORD2VEC_TEXT : WORD2VEC_BINARY;
    }
    if (isText(head) && in.nextLine() && VectorLine.numbers(in) > 0) {
      return GLOVE;
    }
    throw new TriviumException(
        in.file()
            + " is no file of vectors that Trivium knows; expected word2vec's text or binary, GloVe's text, fastText's .vec or .bin, or a folder written by Trivium");
  }

  /** Whether there is none of the bytes that no text has and floats nearly always have. */
  private static boolean isText(byte[] head) {
    for (byte b : head) {
      if (b >= 0 && b < ' ' && (b < '\t' || b > '\r')) {
        return false;
      }
    }
    return true;
  }

  /** Reads a table in the form that its content shows. */
  public static EmbeddingTable read(Path path, IdEncoding encoding) {
    return switch (of(path)) {
      case FOLDER -> TableFolder.read(path);
      case WORD2VEC_TEXT -> Word2VecText.read(path, encoding);
      case WORD2VEC_BINARY -> Word2VecBinary.read(path, encoding);
      case GLOVE -> GloVeText.read(path, encoding);
    };
  }

  /** Writes a table in this form. */
  public void write(EmbeddingTable table, Path path, Progress progress) {
    switch (this) {
      case FOLDER -> TableFolder.write(table, path);
      case WORD2VEC_TEXT -> Word2VecText.write(table, path, progress);
      case WORD2VEC_BINARY -> Word2VecBinary.write(table, path, progress);
      case GLOVE -> GloVeText.write(table, path, progress);
    }
  }
}

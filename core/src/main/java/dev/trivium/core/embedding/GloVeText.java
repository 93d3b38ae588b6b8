package dev.trivium.core.embedding;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.core.io.ByteInput;
import java.io.IOException;
import java.nio.file.Path;

/**
 * GloVe's text format: word2vec's without the first line. How many numbers a row has is seen in the
 * first; ids may hold blanks, as in the large files of Stanford.
 */
public final class GloVeText {
  private GloVeText() {}

  /** Writes the file whole. */
  public static void write(EmbeddingTable table, Path file) {
    write(table, file, Progress.NONE);
  }

  /** The same, telling {@code progress} of rows written. */
  public static void write(EmbeddingTable table, Path file, Progress progress) {
    Word2VecText.requireIds(table.ids(), file);
    AtomicFiles.write(file, out -> Word2VecText.writeRows(table, out, progress));
  }

  /** Reads a file in UTF-8; the space is named after it. */
  public static EmbeddingTable read(Path file) {
    return read(file, IdEncoding.UTF_8);
  }

  /**
   * Reads a file, which may be compressed by gzip; the space is named after it. Of vectors with one
   * id the first counts.
   */
  public static EmbeddingTable read(Path file, IdEncoding encoding) {
    return ByteInput.read(file, in -> read(in, encoding));
  }

  private static EmbeddingTable read(ByteInput in, IdEncoding encoding) throws IOException {
    int d = in.nextLine() ? VectorLine.numbers(in) : 0;
    if (d == 0) {
      throw new TriviumException(
          in.file() + ":1: expected an id and numbers, as GloVe writes; is it a file of vectors?");
    }
    TableBuilder table = new TableBuilder(in, encoding, 0, d);
    VectorLine line = new VectorLine(in, d);
    line.addTo(table);
    while (in.nextLine()) {
      if (in.lineEnd() > in.lineStart()) {
        line.addTo(table);
      }
    }
    return table.build("GloVe text");
  }
}

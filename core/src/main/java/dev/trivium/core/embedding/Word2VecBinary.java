package dev.trivium.core.embedding;

import dev.trivium.core.Progress;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.core.io.ByteInput;
import dev.trivium.core.io.ByteOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * word2vec's binary format: a line {@code n d}, then for each row its id, a blank and d
 * little-endian floats. A line feed stands after each row, as word2vec writes it; gensim writes
 * none, and both are read. An id may hold no white space.
 */
public final class Word2VecBinary {
  private static final int LONGEST_ID = 1 << 24;

  private Word2VecBinary() {}

  /** Writes the file whole. */
  public static void write(EmbeddingTable table, Path file) {
    write(table, file, Progress.NONE);
  }

  /** The same, telling {@code progress} of rows written. */
  public static void write(EmbeddingTable table, Path file, Progress progress) {
    Word2VecText.requireIds(table.ids(), file);
    AtomicFiles.write(file, out -> write(table, out, progress));
  }

  private static void write(EmbeddingTable table, OutputStream out, Progress progress)
      throws IOException {
    ByteOutput bytes = new ByteOutput(out);
    bytes.write(VectorHeader.of(table).bytes());
    int step = Math.max(1, table.size() / 100);
    for (int r = 0; r < table.size(); r++) {
      bytes.write(table.ids().get(r).getBytes(StandardCharsets.UTF_8));
      bytes.writeByte(' ');
      bytes.writeFloats(table.matrix().array(), table.matrix().offset(r), table.dimension());
      bytes.writeByte('\n');
      if ((r + 1) % step == 0) {
        progress.at(r + 1, table.size());
      }
    }
  }

  /** Reads a file with ids in UTF-8; the space is named after it. */
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
    VectorHeader header = VectorHeader.read(in);
    int d = header.dimension();
    TableBuilder table = new TableBuilder(in, encoding, header.roomFor(in, 4), d);
    for (long r = 0; r < header.size(); r++) {
      if (in.mostLeft() < 4L * d || in.atEnd()) {
        throw header.endsAfter(r, in);
      }
      byte[] id = in.readUntil(' ', LONGEST_ID, "an id");
      int from = 0;
      while (from < id.length && id[from] == '\n') {
        from++;
      }
      in.readFloats(table.numbers(), table.offset(), d, "the vector after " + r + " others");
      table.add(id, from, id.length, in.file() + ", vector " + (r + 1));
    }
    while (!in.atEnd()) {
      if (!Character.isWhitespace(in.readByte("the end"))) {
        throw header.goesOn(in);
      }
    }
    return table.build("word2vec binary");
  }
}

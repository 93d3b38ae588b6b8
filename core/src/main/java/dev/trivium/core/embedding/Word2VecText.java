package dev.trivium.core.embedding;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.core.io.ByteInput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * word2vec's text format, fastText's {@code .vec} too: a line {@code n d}, then for each row its id
 * and d numbers, separated by single blanks, in UTF-8. An id that is written may hold no white
 * space. Numbers are written so that reading gives the same floats.
 */
public final class Word2VecText {
  private Word2VecText() {}

  /** Writes the file whole. */
  public static void write(EmbeddingTable table, Path file) {
    write(table, file, Progress.NONE);
  }

  /** The same, telling {@code progress} of rows written. */
  public static void write(EmbeddingTable table, Path file, Progress progress) {
    requireIds(table.ids(), file);
    AtomicFiles.write(file, out -> write(table, out, progress));
  }

  /** Refuses ids that cannot stand in such a file, so that it can be told before they are made. */
  public static void requireIds(List<String> ids, Path file) {
    for (String id : ids) {
      if (id.isEmpty() || id.chars().anyMatch(c -> Character.isWhitespace(c) || c == 0xA0)) {
        throw new TriviumException(
            "id '"
                + id
                + "' cannot stand in the word2vec text file "
                + file
                + ", whose ids hold no white space; write a folder instead");
      }
    }
  }

  /** The same to a stream, which is not closed; ids are not looked at. */
  public static void write(EmbeddingTable table, OutputStream out, Progress progress)
      throws IOException {
    out.write(VectorHeader.of(table).bytes());
    writeRows(table, out, progress);
  }

  /** A line for each row: its id, then its numbers. */
  static void writeRows(EmbeddingTable table, OutputStream out, Progress progress)
      throws IOException {
    float[] array = table.matrix().array();
    byte[] line = new byte[Math.multiplyExact(table.dimension(), FloatText.LONGEST) + 1];
    int step = Math.max(1, table.size() / 100);
    for (int r = 0; r < table.size(); r++) {
      out.write(table.ids().get(r).getBytes(StandardCharsets.UTF_8));
      int end = 0;
      for (int i = r * table.dimension(); i < (r + 1) * table.dimension(); i++) {
        line[end++] = ' ';
        end = FloatText.write(array[i], line, end);
      }
      line[end++] = '\n';
      out.write(line, 0, end);
      if ((r + 1) % step == 0) {
        progress.at(r + 1, table.size());
      }
    }
  }

  /** Reads a file in UTF-8; the space is named after it. */
  public static EmbeddingTable read(Path file) {
    return read(file, IdEncoding.UTF_8);
  }

  /**
   * Reads a file, which may be compressed by gzip; the space is named after it. Of vectors with one
   * id the first counts. An id may hold blanks, as GloVe's do: the last d fields are numbers.
   */
  public static EmbeddingTable read(Path file, IdEncoding encoding) {
    return ByteInput.read(file, in -> read(in, encoding));
  }

  private static EmbeddingTable read(ByteInput in, IdEncoding encoding) throws IOException {
    VectorHeader header = VectorHeader.read(in);
    TableBuilder table = new TableBuilder(in, encoding, header.roomFor(in, 2), header.dimension());
    VectorLine line = new VectorLine(in, header.dimension());
    for (long r = 0; r < header.size(); r++) {
      if (!in.nextLine()) {
        throw header.endsAfter(r, in);
      }
      line.addTo(table);
    }
    while (in.nextLine()) {
      if (in.lineEnd() > in.lineStart()) {
        throw header.goesOn(in);
      }
    }
    return table.build("word2vec text");
  }
}

package dev.trivium.text.words;

import dev.trivium.core.TriviumException;
import dev.trivium.core.io.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts that memory was too small for: runs of keys, rising, and counts, one after another in a
 * temporary file.
 */
final class CountRuns implements Closeable {
  static final int BYTES = 16;
  private static final int BUFFER = 1 << 16;
  private static final int LEAST_BUFFER = 1 << 10;

  /** Bytes of the buffers of all runs that are read at once, as long as they are not too small. */
  private static final int BUFFERS = 1 << 22;

  private final Path folder;
  private final SpillFile file;
  private final int parts;

  /** Of each run, where in the file the keys of each part of rows begin, and where they end. */
  private final List<long[]> runs = new ArrayList<>();

  /**
   * @param folder of the temporary file
   */
  CountRuns(Path folder, int parts) throws IOException {
    this.folder = folder;
    this.file = new SpillFile(Files.createTempFile(folder, ".cooccurrences-", ".counts"));
    this.parts = parts;
  }

  /** Writes all counts; several threads may, each its own. */
  void write(PairCounts counts) {
    if (counts.size() == 0) {
      return;
    }
    long[] keys = counts.keys();
    long at = file.reserve((long) keys.length * BYTES);
    long[] starts = new long[parts + 1];
    int part = 0;
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    try {
      for (int k = 0; k < keys.length; k++) {
        while ((long) part * parts <= keys[k] >>> 32) {
          starts[part++] = at + (long) k * BYTES;
        }
        buffer.putLong(keys[k]).putLong(counts.count(keys[k]));
        if (!buffer.hasRemaining() || k == keys.length - 1) {
          file.write(buffer.flip(), at + (k + 1L) * BYTES - buffer.limit());
          buffer.clear();
        }
      }
    } catch (IOException e) {
      throw failure(e, folder);
    }
    while (part <= parts) {
      starts[part++] = at + (long) keys.length * BYTES;
    }
    keep(starts);
  }

  /** What to throw when a temporary file fails. */
  static TriviumException failure(IOException e, Path folder) {
    return new TriviumException(
        "cannot keep counts of words in " + folder + ": " + Reason.of(e), e);
  }

  private synchronized void keep(long[] starts) {
    runs.add(starts);
  }

  /** Readers of the counts of a part of rows, one for each run. */
  List<Reader> readers(int part) {
    int buffer = Math.min(BUFFER, Math.max(LEAST_BUFFER, BUFFERS / Math.max(1, runs.size())));
    return runs.stream().map(r -> new Reader(file, r[part], r[part + 1], buffer)).toList();
  }

  @Override
  public void close() {
    file.close();
  }

  /** Reads a stretch of the file, block of pairs by block. */
  static final class Reader {
    private final SpillFile file;
    private final ByteBuffer buffer;
    private long position;
    private final long end;

    Reader(SpillFile file, long from, long to, int buffer) {
      this.file = file;
      this.buffer = ByteBuffer.allocate(buffer / BYTES * BYTES).limit(0);
      this.position = from;
      this.end = to;
    }

    /** Adds what is left of a block, in the order of the file. */
    void addBlock(int block, PairCounts sums) throws IOException {
      while (fill() && buffer.getLong(buffer.position()) >>> 32 == block) {
        sums.add(buffer.getLong(), buffer.getLong());
      }
    }

    /** Whether there is a key in the buffer. */
    private boolean fill() throws IOException {
      if (buffer.hasRemaining() || position == end) {
        return buffer.hasRemaining();
      }
      buffer.clear().limit((int) Math.min(buffer.capacity(), end - position));
      file.read(buffer, position);
      position += buffer.position();
      buffer.flip();
      return true;
    }
  }
}

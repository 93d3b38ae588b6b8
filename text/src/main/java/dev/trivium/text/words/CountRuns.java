package dev.trivium.text.words;

import dev.trivium.core.TriviumException;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.core.io.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Counts that memory was too small for: files of keys, rising, and counts, below one folder. */
final class CountRuns {
  static final int BYTES = 16;
  private static final int BUFFER = 1 << 16;

  private final Path folder;
  private final int parts;
  private final List<Run> runs = new ArrayList<>();
  private int names;

  /** A file and where in it the keys of each part of rows begin. */
  private record Run(Path file, List<Long> starts) {}

  CountRuns(Path folder, int parts) {
    this.folder = folder;
    this.parts = parts;
  }

  /** Writes all counts; several threads may, each its own. */
  void write(PairCounts counts) {
    if (counts.size() == 0) {
      return;
    }
    Path file = next();
    long[] keys = counts.keys();
    List<Long> starts = new ArrayList<>();
    try (OutputStream out = AtomicFiles.open(file)) {
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
      for (int k = 0; k < keys.length; k++) {
        while ((long) starts.size() * parts <= keys[k] >>> 32) {
          starts.add((long) k * BYTES);
        }
        buffer.putLong(keys[k]).putLong(counts.count(keys[k]));
        if (!buffer.hasRemaining() || k == keys.length - 1) {
          out.write(buffer.array(), 0, buffer.position());
          buffer.clear();
        }
      }
    } catch (IOException e) {
      throw failure(e, file);
    }
    while (starts.size() <= parts) {
      starts.add((long) keys.length * BYTES);
    }
    keep(new Run(file, starts));
  }

  /** What to throw when a temporary file, or its folder, fails. */
  static RuntimeException failure(IOException e, Path path) {
    if (e instanceof ClosedByInterruptException) {
      return (RuntimeException)
          new CancellationException("training was interrupted; nothing was kept").initCause(e);
    }
    return new TriviumException("cannot keep counts of words in " + path + ": " + Reason.of(e), e);
  }

  private synchronized Path next() {
    return folder.resolve("counts-" + names++);
  }

  private synchronized void keep(Run run) {
    runs.add(run);
  }

  /** Adds readers of the counts of a part of rows, one for each file, for their user to close. */
  void open(int part, List<Reader> readers) throws IOException {
    for (Run run : runs) {
      readers.add(new Reader(run.file, run.starts.get(part), run.starts.get(part + 1)));
    }
  }

  /** Reads a stretch of a file, block of pairs by block. */
  static final class Reader implements AutoCloseable {
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
    private long position;
    private final long end;

    Reader(Path file, long from, long to) throws IOException {
      this.channel = FileChannel.open(file);
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
      buffer.clear().limit((int) Math.min(BUFFER, end - position));
      while (buffer.hasRemaining()) {
        int read = channel.read(buffer, position);
        if (read < 0) {
          throw new IOException("a temporary file of counts has been cut short");
        }
        position += read;
      }
      buffer.flip();
      return true;
    }

    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

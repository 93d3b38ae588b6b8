package dev.trivium.text.words;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * What GloVe learns from, in blocks by the parts of the two words: of each pair the places of both
 * in their parts, the logarithm of its count, and its weight. Blocks are kept in memory as far as
 * it reaches, the others in a file.
 */
final class CountBlocks implements AutoCloseable {
  /** Ints of a pair. */
  static final int INTS = 3;

  private final int[][] kept;
  private final long[] positions;
  private final int[] sizes;
  private final Path path;
  private final FileChannel file;
  private long memory;
  private long end;

  /**
   * @param memory bytes that blocks may take
   * @param path of the file, which is made
   */
  CountBlocks(int blocks, long memory, Path path) throws IOException {
    this.kept = new int[blocks][];
    this.positions = new long[blocks];
    this.sizes = new int[blocks];
    this.memory = memory;
    this.path = path;
    this.file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /** Takes the {@code size} pairs of a block over, once. */
  void put(int block, int[] pairs, int size) throws IOException {
    sizes[block] = size;
    long bytes = 4L * INTS * size;
    if (reserve(bytes)) {
      kept[block] = Arrays.copyOf(pairs, INTS * size);
      return;
    }
    positions[block] = place(bytes);
    ByteBuffer buffer = ByteBuffer.allocate((int) bytes);
    buffer.asIntBuffer().put(pairs, 0, INTS * size);
    long at = positions[block];
    while (buffer.hasRemaining()) {
      at += file.write(buffer, at);
    }
  }

  private synchronized boolean reserve(long bytes) {
    boolean fits = bytes <= memory;
    memory -= fits ? bytes : 0;
    return fits;
  }

  private synchronized long place(long bytes) {
    long at = end;
    end += bytes;
    return at;
  }

  int size(int block) {
    return sizes[block];
  }

  /** All pairs. */
  long size() {
    long all = 0;
    for (int size : sizes) {
      all += size;
    }
    return all;
  }

  /** The pairs of a block: to read only. */
  int[] pairs(int block) {
    int[] pairs = kept[block];
    if (pairs != null) {
      return pairs;
    }
    ByteBuffer buffer = ByteBuffer.allocate(4 * INTS * sizes[block]);
    try {
      long at = positions[block];
      while (buffer.hasRemaining()) {
        int read = file.read(buffer, at);
        if (read < 0) {
          throw new IOException("it has been cut short");
        }
        at += read;
      }
    } catch (IOException e) {
      throw CountRuns.failure(e, path);
    }
    pairs = new int[INTS * sizes[block]];
    buffer.flip().asIntBuffer().get(pairs);
    return pairs;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

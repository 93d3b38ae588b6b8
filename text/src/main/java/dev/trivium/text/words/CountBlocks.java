package dev.trivium.text.words;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private final Path folder;
  private final SpillFile file;
  private long memory;

  /**
   * @param memory bytes that blocks may take
   * @param folder of the file
   */
  CountBlocks(int blocks, long memory, Path folder) throws IOException {
    this.kept = new int[blocks][];
    this.positions = new long[blocks];
    this.sizes = new int[blocks];
    this.memory = memory;
    this.folder = folder;
    this.file = new SpillFile(Files.createTempFile(folder, ".cooccurrences-", ".blocks"));
  }

  /** Takes the {@code size} pairs of a block over, once. */
  void put(int block, int[] pairs, int size) throws IOException {
    sizes[block] = size;
    long bytes = 4L * INTS * size;
    if (reserve(bytes)) {
      kept[block] = Arrays.copyOf(pairs, INTS * size);
      return;
    }
    positions[block] = file.reserve(bytes);
    ByteBuffer buffer = ByteBuffer.allocate((int) bytes);
    buffer.asIntBuffer().put(pairs, 0, INTS * size);
    file.write(buffer, positions[block]);
  }

  private synchronized boolean reserve(long bytes) {
    boolean fits = bytes <= memory;
    memory -= fits ? bytes : 0;
    return fits;
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
      file.read(buffer, positions[block]);
    } catch (IOException e) {
      throw CountRuns.failure(e, folder);
    }
    pairs = new int[INTS * sizes[block]];
    buffer.flip().asIntBuffer().get(pairs);
    return pairs;
  }

  @Override
  public void close() {
    file.close();
  }
}

package dev.trivium.recommender;

import dev.trivium.core.TriviumException;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.core.io.ByteOutput;
import dev.trivium.core.io.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * {@link Histories} as a file: how many users and entries, then the offsets, the items, the weights
 * and the times, little-endian. Read through maps of its parts, and so of any size.
 */
final class HistoriesFile {
  private static final int HEAD = 8;
  private static final int ENTRY = 16;

  /** Numbers that are mapped at once; a map holds less than 2³¹ bytes. */
  private static final int PART = 1 << 26;

  /** Takes numbers {@code [from .. from+count)}. */
  private interface Taking {
    void take(ByteBuffer bytes, int from, int count);
  }

  private HistoriesFile() {}

  static void write(Histories h, Path file) {
    AtomicFiles.write(
        file,
        to -> {
          ByteOutput out = new ByteOutput(to);
          out.writeInt(h.offsets().length - 1);
          out.writeInt(h.items().length);
          for (int offset : h.offsets()) {
            out.writeInt(offset);
          }
          for (int item : h.items()) {
            out.writeInt(item);
          }
          out.writeFloats(h.weights(), 0, h.weights().length);
          for (long time : h.times()) {
            out.writeLong(time);
          }
        });
  }

  static Histories read(Path file, int users, int items) {
    return read(file, users, items, PART);
  }

  /** The same, with so many numbers mapped at once. */
  static Histories read(Path file, int users, int items, int part) {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      if (size < HEAD) {
        throw damaged(file, "is of %d bytes".formatted(size));
      }
      ByteBuffer bytes = map(channel, 0, HEAD);
      int rows = bytes.getInt();
      int n = bytes.getInt();
      if (rows != users || n < 0 || size != HEAD + 4L * (rows + 1) + (long) ENTRY * n) {
        throw damaged(
            file,
            "is of %d bytes and announces %d users with %d entries, where the space has %d users"
                .formatted(size, rows, n, users));
      }
      Histories histories = read(channel, rows, n, part);
      require(histories, items, file);
      return histories;
    } catch (IOException e) {
      throw new TriviumException(
          "cannot read " + file + ": " + Reason.of(e) + "; the folder is damaged, save it again",
          e);
    }
  }

  private static Histories read(FileChannel file, int rows, int n, int part) throws IOException {
    int[] offsets = new int[rows + 1];
    int[] columns = new int[n];
    float[] weights = new float[n];
    long[] times = new long[n];
    long at = HEAD;
    at = take(file, at, rows + 1, 4, part, (b, i, k) -> b.asIntBuffer().get(offsets, i, k));
    at = take(file, at, n, 4, part, (b, i, k) -> b.asIntBuffer().get(columns, i, k));
    at = take(file, at, n, 4, part, (b, i, k) -> b.asFloatBuffer().get(weights, i, k));
    take(file, at, n, 8, part, (b, i, k) -> b.asLongBuffer().get(times, i, k));
    return new Histories(offsets, columns, weights, times);
  }

  /** Hands on numbers of some bytes each, part after part; returns where they end. */
  private static long take(
      FileChannel file, long at, int numbers, int width, int part, Taking taking)
      throws IOException {
    int count;
    for (int from = 0; from < numbers; from += count) {
      count = Math.min(part, numbers - from);
      taking.take(map(file, at + (long) width * from, (long) width * count), from, count);
    }
    return at + (long) width * numbers;
  }

  private static ByteBuffer map(FileChannel file, long at, long bytes) throws IOException {
    return file.map(FileChannel.MapMode.READ_ONLY, at, bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void require(Histories h, int items, Path file) {
    boolean right = h.offsets()[0] == 0 && h.offsets()[h.offsets().length - 1] == h.items().length;
    for (int u = 1; u < h.offsets().length; u++) {
      right &= h.offsets()[u] >= h.offsets()[u - 1];
    }
    for (int e = 0; e < h.items().length; e++) {
      right &= h.items()[e] >= 0 && h.items()[e] < items && h.weights()[e] > 0;
    }
    if (!right) {
      throw damaged(file, "holds numbers that cannot be");
    }
  }

  private static TriviumException damaged(Path file, String how) {
    return new TriviumException(file + " " + how + "; the folder is damaged, save it again");
  }
}

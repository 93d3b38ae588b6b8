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
 * and the times, little-endian. Read through a map of the file.
 */
final class HistoriesFile {
  private static final int HEAD = 8;
  private static final int ENTRY = 16;

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
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      if (size < HEAD || size > Integer.MAX_VALUE) {
        throw damaged(file, "is of %d bytes".formatted(size));
      }
      ByteBuffer bytes =
          channel.map(FileChannel.MapMode.READ_ONLY, 0, size).order(ByteOrder.LITTLE_ENDIAN);
      int rows = bytes.getInt();
      int n = bytes.getInt();
      if (rows != users || n < 0 || size != HEAD + 4L * (rows + 1) + (long) ENTRY * n) {
        throw damaged(
            file,
            "is of %d bytes and announces %d users with %d entries, where the space has %d users"
                .formatted(size, rows, n, users));
      }
      Histories histories = read(bytes, rows, n);
      require(histories, items, file);
      return histories;
    } catch (IOException e) {
      throw new TriviumException(
          "cannot read " + file + ": " + Reason.of(e) + "; the folder is damaged, save it again",
          e);
    }
  }

  private static Histories read(ByteBuffer bytes, int rows, int n) {
    int[] offsets = new int[rows + 1];
    int[] columns = new int[n];
    float[] weights = new float[n];
    long[] times = new long[n];
    bytes.asIntBuffer().get(offsets).get(columns);
    bytes.position(bytes.position() + 4 * (rows + 1 + n));
    bytes.asFloatBuffer().get(weights);
    bytes.position(bytes.position() + 4 * n);
    bytes.asLongBuffer().get(times);
    return new Histories(offsets, columns, weights, times);
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

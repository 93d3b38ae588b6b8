package dev.trivium.core.math;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Work on rows that do not touch each other, side by side on all cores, a block of rows a task. */
public final class RowBlocks {
  private RowBlocks() {}

  /** Runs {@code task} once for each row in [0, rows), in any order; returns when all are done. */
  public static void forEach(int rows, int block, IntConsumer task) {
    IntStream.range(0, (int) (((long) rows + block - 1) / block))
        .parallel()
        .forEach(
            b -> {
              int to = (int) Math.min(rows, (b + 1L) * block);
              for (int r = b * block; r < to; r++) {
                task.accept(r);
              }
            });
  }
}

package dev.trivium.core.math;

import dev.trivium.core.Interrupts;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Work on rows that do not touch each other, side by side, a block of rows a task: on all cores, or
 * on the threads of the {@link java.util.concurrent.ForkJoinPool} whose task the caller is.
 */
public final class RowBlocks {
  private RowBlocks() {}

  /**
   * Runs {@code task} once for each row in [0, rows), in any order; returns when all are done. An
   * interrupt of the caller ends it with a {@link java.util.concurrent.CancellationException}.
   */
  public static void forEach(int rows, int block, IntConsumer task) {
    IntStream.range(0, (int) (((long) rows + block - 1) / block))
        .parallel()
        .forEach(
            b -> {
              Interrupts.check("work on rows");
              int to = (int) Math.min(rows, (b + 1L) * block);
              for (int r = b * block; r < to; r++) {
                task.accept(r);
              }
            });
  }
}

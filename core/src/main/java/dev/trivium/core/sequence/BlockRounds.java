package dev.trivium.core.sequence;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * Work on all blocks of a table of parts × parts, side by side where blocks share neither row nor
 * column, in rounds (Zhu et al., <i>GraphVite</i>, WWW 2019). The order in which a row, or a
 * column, takes its blocks is that of {@code row ^ column}, at any number of threads: work that
 * touches only what belongs to its row and its column ends the same.
 */
public final class BlockRounds {
  private final int parts;
  private final int squares;

  /** Works on one block. */
  @FunctionalInterface
  public interface Block {
    void work(int row, int column);
  }

  /**
   * @param parts rows of the table, and columns: a power of two
   * @param threads that will work on it
   */
  public BlockRounds(int parts, int threads) {
    this.parts = parts;
    // As few squares of blocks as keep all threads at work, for rows that go from core to core
    // cost more than those of a core's own cache.
    this.squares = Math.min(parts, Integer.highestOneBit(2 * threads - 1));
  }

  /**
   * All blocks, in pieces that must be started in their order.
   *
   * @param blocks gives each piece a worker of its own, made by the thread that uses it, so that no
   *     two threads write to one cache line
   */
  public List<Callable<Void>> pieces(Supplier<Block> blocks) {
    int size = parts / squares;
    Turns turns = new Turns(squares);
    List<Callable<Void>> pieces = new ArrayList<>();
    for (int r = 0; r < squares; r++) {
      int round = r;
      for (int i = 0; i < squares; i++) {
        int row = i;
        int column = row ^ round;
        pieces.add(
            () -> {
              turns.await(row, column, round);
              square(blocks.get(), row * size, column * size, size);
              turns.done(row, column);
              return null;
            });
      }
    }
    return pieces;
  }

  /** In halves of halves, so that the rows in a core's cache serve several blocks. */
  private static void square(Block block, int row, int column, int size) {
    if (size == 1) {
      block.work(row, column);
      return;
    }
    int half = size / 2;
    square(block, row, column, half);
    square(block, row + half, column + half, half);
    square(block, row + half, column, half);
    square(block, row, column + half, half);
  }
}

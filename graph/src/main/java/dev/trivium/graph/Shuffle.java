package dev.trivium.graph;

import dev.trivium.core.math.FastRandom;

/**
 * A pseudo-random order of 0 … n−1 of which any place is had without the others: a Feistel network
 * on a grid of a × b ≥ n cells whose rounds add within their side (Black and Rogaway, <i>Ciphers
 * with arbitrary finite domains</i>, CT-RSA 2002), walked on from the few cells past the end. Every
 * round is one to one, so the whole is. Constant time and memory.
 */
final class Shuffle {
  private static final int ROUNDS = 12;

  private final int size;
  private final int width;
  private final int height;
  private final long[] keys = new long[ROUNDS];

  Shuffle(int size, FastRandom random) {
    this.size = size;
    this.width = (int) Math.ceil(Math.sqrt(size));
    this.height = (int) Math.ceil((double) size / Math.max(1, width));
    for (int r = 0; r < ROUNDS; r++) {
      keys[r] = random.nextLong();
    }
  }

  /** What stands at {@code place} in [0, n). */
  int at(int place) {
    long cell = place;
    do {
      cell = next(cell);
    } while (cell >= size);
    return (int) cell;
  }

  private long next(long cell) {
    int x = (int) (cell % width);
    int y = (int) (cell / width);
    for (int r = 0; r < ROUNDS; r += 2) {
      x = shifted(x, width, keys[r] + y);
      y = shifted(y, height, keys[r + 1] + x);
    }
    return (long) y * width + x;
  }

  private static int shifted(int x, int side, long key) {
    int sum = x + new FastRandom(key).nextInt(side);
    return sum < side ? sum : sum - side;
  }
}

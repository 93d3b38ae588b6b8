package dev.trivium.core.sequence;

import dev.trivium.core.TriviumException;
import java.util.Arrays;

/** Pairs of an input and a target, sorted by the parts of both as they come. */
final class PairBlocks implements WindowUpdate {
  private static final int FIRST = 256;

  /** Room around the sizes, so that no other thread writes to their cache lines. */
  private static final int MARGIN = 32;

  private final Parts parts;
  private final int[][] pairs;
  private final int[] sizes;

  PairBlocks(Parts parts) {
    this.parts = parts;
    this.pairs = new int[parts.count() * parts.count()][FIRST];
    this.sizes = new int[pairs.length + 2 * MARGIN];
  }

  void clear() {
    Arrays.fill(sizes, 0);
  }

  @Override
  public void apply(int[] inputs, int count, int target, float rate) {
    int column = parts.of(target);
    for (int i = 0; i < count; i++) {
      int block = parts.of(inputs[i]) * parts.count() + column;
      int size = sizes[MARGIN + block];
      if (2 * size == pairs[block].length) {
        pairs[block] = Arrays.copyOf(pairs[block], grown(size));
      }
      pairs[block][2 * size] = inputs[i];
      pairs[block][2 * size + 1] = target;
      sizes[MARGIN + block] = size + 1;
    }
  }

  private static int grown(int size) {
    if (size > Integer.MAX_VALUE / 4) {
      throw new TriviumException(
          "an episode has more than "
              + size
              + " pairs of one block, for its sequences are too long; cut them into shorter ones");
    }
    return 4 * size;
  }

  /** Those of one block, input and target in turn; what comes after {@link #size} is old. */
  int[] pairs(int block) {
    return pairs[block];
  }

  int size(int block) {
    return sizes[MARGIN + block];
  }
}

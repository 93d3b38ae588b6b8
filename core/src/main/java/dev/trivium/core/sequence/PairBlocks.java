package dev.trivium.core.sequence;

import java.util.Arrays;

/** Pairs of an input and a target, sorted by the parts of both as they come. */
final class PairBlocks implements WindowUpdate {
  private static final int FIRST = 256;

  private final Parts parts;
  private final int[][] pairs;
  private final int[] sizes;

  PairBlocks(Parts parts) {
    this.parts = parts;
    this.pairs = new int[parts.count() * parts.count()][FIRST];
    this.sizes = new int[pairs.length];
  }

  void clear() {
    Arrays.fill(sizes, 0);
  }

  @Override
  public void apply(int[] inputs, int count, int target, float rate) {
    int column = parts.of(target);
    for (int i = 0; i < count; i++) {
      int block = parts.of(inputs[i]) * parts.count() + column;
      int size = sizes[block];
      if (2 * size == pairs[block].length) {
        pairs[block] = Arrays.copyOf(pairs[block], 4 * size);
      }
      pairs[block][2 * size] = inputs[i];
      pairs[block][2 * size + 1] = target;
      sizes[block] = size + 1;
    }
  }

  /** Those of one block, input and target in turn; what comes after {@link #size} is old. */
  int[] pairs(int block) {
    return pairs[block];
  }

  int size(int block) {
    return sizes[block];
  }
}

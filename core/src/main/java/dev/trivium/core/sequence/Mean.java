package dev.trivium.core.sequence;

import dev.trivium.core.math.Vectors;
import java.util.Arrays;

/** The mean of the rows of some ids, and the step that they all take. For one thread. */
final class Mean {
  private final Bags bags;
  private final Rows inputs;
  private final float[] vectors;
  private final int dimension;
  private final float[] hidden;
  private final float[] step;
  private final float[] share = new float[1];
  private int[] rows = new int[64];
  private int count;

  Mean(Rows vectors, Bags bags) {
    this.bags = bags;
    this.inputs = vectors;
    this.vectors = vectors.array();
    this.dimension = vectors.stride();
    this.hidden = new float[dimension];
    this.step = new float[dimension];
  }

  /** The mean of all rows of {@code ids[from .. from+size)}, which the caller may write to. */
  float[] of(int[] ids, int from, int size) {
    count = 0;
    for (int i = from; i < from + size; i++) {
      int last = bags.to(ids[i]);
      for (int r = bags.from(ids[i]); r < last; r++) {
        if (count == rows.length) {
          rows = Arrays.copyOf(rows, 2 * count);
        }
        rows[count++] = inputs.of(bags.rows()[r]);
      }
    }
    Arrays.fill(hidden, 0);
    share[0] = 1f / count;
    Vectors.combine(share, 0, 0, vectors, rows, count, hidden, 0, dimension);
    Arrays.fill(step, 0);
    return hidden;
  }

  /** Where the step of the mean is gathered, from zero. */
  float[] step() {
    return step;
  }

  /** Each row takes the whole step, not its share, as in word2vec and fastText. */
  void move() {
    for (int r = 0; r < count; r++) {
      Vectors.axpy(1, step, 0, vectors, rows[r], dimension);
    }
  }
}

package dev.trivium.core.math;

/**
 * Draws indices in proportion to weights, in constant time whatever their number: the alias method
 * (Walker 1977; built in linear time as by Vose, <i>A linear algorithm for generating random
 * numbers with a given distribution</i>, 1991). One table may hold many distributions, one for each
 * row of a compact sparse matrix. 8 bytes an entry; immutable.
 */
public final class AliasTable {
  private final float[] keep;
  private final int[] alias;

  private AliasTable(float[] keep, int[] alias) {
    this.keep = keep;
    this.alias = alias;
  }

  /** One distribution over {@code [0, weights.length)}; weights ≥ 0, finite, not all zero. */
  public static AliasTable of(float[] weights) {
    return ofRows(new int[] {0, weights.length}, weights);
  }

  /**
   * One distribution for each row: row r is over the entries {@code [offsets[r], offsets[r+1])}. An
   * empty row is allowed, and never drawn from.
   */
  public static AliasTable ofRows(int[] offsets, float[] weights) {
    float[] keep = new float[weights.length];
    int[] alias = new int[weights.length];
    int widest = 0;
    for (int r = 0; r + 1 < offsets.length; r++) {
      widest = Math.max(widest, offsets[r + 1] - offsets[r]);
    }
    Builder builder = new Builder(widest, keep, alias);
    for (int r = 0; r + 1 < offsets.length; r++) {
      if (offsets[r + 1] > offsets[r]) {
        builder.row(weights, offsets[r], offsets[r + 1]);
      }
    }
    return new AliasTable(keep, alias);
  }

  /** An index drawn from the only distribution. */
  public int draw(FastRandom random) {
    return draw(random, 0, keep.length);
  }

  /** An entry drawn from the row {@code [from, to)}, which must be one of the table's rows. */
  public int draw(FastRandom random, int from, int to) {
    // One draw gives both: the high half of the product is the cell, the low half the place in it.
    long bits = random.nextLong() >>> 1;
    long twice = (long) (to - from) << 1;
    int cell = from + (int) Math.multiplyHigh(bits, twice);
    float place = ((bits * twice) >>> 40) * 0x1p-24f;
    return place < keep[cell] ? cell : alias[cell];
  }

  /** The probability with which {@link #draw(FastRandom, int, int)} gives {@code entry}. */
  double probability(int entry, int from, int to) {
    double sum = keep[entry];
    for (int i = from; i < to; i++) {
      if (alias[i] == entry) {
        sum += 1.0 - keep[i];
      }
    }
    return sum / (to - from);
  }

  /**
   * Vose's two stacks, reused from row to row: the small grow from the left, the large from right.
   */
  private static final class Builder {
    private final double[] scaled;
    private final int[] stack;
    private final float[] keep;
    private final int[] alias;

    Builder(int widest, float[] keep, int[] alias) {
      this.scaled = new double[widest];
      this.stack = new int[widest];
      this.keep = keep;
      this.alias = alias;
    }

    void row(float[] weights, int from, int to) {
      int n = to - from;
      double mean = sum(weights, from, to) / n;
      int small = 0;
      int large = n;
      for (int i = 0; i < n; i++) {
        scaled[i] = weights[from + i] / mean;
        if (scaled[i] < 1) {
          stack[small++] = i;
        } else {
          stack[--large] = i;
        }
      }
      while (small > 0 && large < n) {
        int s = stack[--small];
        int l = stack[large];
        keep[from + s] = (float) scaled[s];
        alias[from + s] = from + l;
        scaled[l] -= 1 - scaled[s];
        if (scaled[l] < 1) {
          large++;
          stack[small++] = l;
        }
      }
      fill(small, large, n, from);
    }

    /** What rounding leaves over is 1 but for rounding. */
    private void fill(int small, int large, int n, int from) {
      for (int i = 0; i < n; i++) {
        if (i < small || i >= large) {
          keep[from + stack[i]] = 1;
          alias[from + stack[i]] = from + stack[i];
        }
      }
    }

    private static double sum(float[] weights, int from, int to) {
      double sum = 0;
      for (int i = from; i < to; i++) {
        if (!(weights[i] >= 0 && weights[i] < Float.POSITIVE_INFINITY)) {
          throw new IllegalArgumentException(
              "weight " + i + " is " + weights[i] + "; expected a finite number ≥ 0");
        }
        sum += weights[i];
      }
      if (!(sum > 0)) {
        throw new IllegalArgumentException(
            "weights " + from + " to " + (to - 1) + " are all zero; give one more than 0");
      }
      return sum;
    }
  }
}

package dev.trivium.text.words;

/**
 * Counts of pairs of frequent words, those of ranks r and s, from 1, with {@code r·s} at most a
 * bound, as in Stanford's {@code cooccur}; of two orders of a pair the one with the less rank first
 * where order does not matter.
 */
final class DenseCounts {
  private static final long MOST = Integer.MAX_VALUE - 8;

  private final int[] ends;
  private final int[] starts;
  private final long[] counts;

  /**
   * @param memory bytes that it may take
   */
  DenseCounts(int words, boolean symmetric, long memory) {
    long cells = Math.min(MOST, memory / Long.BYTES);
    long low = 0;
    long high = (long) words * words;
    while (low < high) {
      long bound = low + (high - low + 1) / 2;
      if (cells(words, symmetric, bound, cells) <= cells) {
        low = bound;
      } else {
        high = bound - 1;
      }
    }
    this.ends = new int[words];
    this.starts = new int[words];
    int cell = 0;
    for (int row = 0; row < words; row++) {
      int first = symmetric ? row : 0;
      ends[row] = end(words, low, row);
      starts[row] = cell - first;
      cell += Math.max(0, ends[row] - first);
    }
    this.counts = new long[cell];
  }

  /** How many there are below a bound, or more than {@code most}. */
  private static long cells(int words, boolean symmetric, long bound, long most) {
    long cells = 0;
    for (int row = 0; row < words && cells <= most; row++) {
      int columns = end(words, bound, row) - (symmetric ? row : 0);
      if (columns <= 0) {
        break;
      }
      cells += columns;
    }
    return cells;
  }

  private static int end(int words, long bound, int row) {
    return (int) Math.min(words, bound / (row + 1));
  }

  /** The first column of a row that is not counted here. */
  int end(int row) {
    return ends[row];
  }

  void add(int row, int column, long count) {
    counts[starts[row] + column] += count;
  }

  long count(int row, int column) {
    return counts[starts[row] + column];
  }

  /** Takes up the counts of a table of the same shape. */
  void addAll(DenseCounts other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
  }
}

package dev.trivium.text.words;

import dev.trivium.core.sequence.SequenceSink;

/**
 * Counts pairs of words within a window for one thread. Pairs of frequent words, whose ranks r and
 * s, from 1, have a product of at most a bound, are counted in a table without holes; all others by
 * key, which goes to a file when it takes too much memory. Counts are whole multiples of {@value
 * #UNIT}⁻¹, so that their sum is the same in any order.
 */
final class CooccurrenceCounter implements SequenceSink {
  /** What a word next to another counts. */
  static final int UNIT = 1 << 24;

  private static final int REPORT = 1 << 14;

  private final DenseCounts dense;
  private final WordParts parts;
  private final boolean symmetric;
  private PairCounts rest;
  private final CountRuns runs;
  private final Tally tally;
  private final long[] weights;
  private int[] ranks = new int[128];
  private int unreported;

  /**
   * @param memory bytes of the table, and as many again of the counts by key
   */
  CooccurrenceCounter(
      WordParts parts, GloVeSettings settings, long memory, CountRuns runs, Tally tally) {
    this.dense = new DenseCounts(parts.words(), settings.symmetric(), memory);
    this.parts = parts;
    this.symmetric = settings.symmetric();
    this.rest = new PairCounts(PairCounts.slots(memory));
    this.runs = runs;
    this.tally = tally;
    this.weights = new long[settings.window() + 1];
    for (int k = 1; k < weights.length; k++) {
      weights[k] = Math.round((double) UNIT / k);
    }
  }

  @Override
  public void accept(int[] ids, int from, int to) {
    int n = to - from;
    if (ranks.length < n) {
      ranks = new int[n];
    }
    for (int i = 0; i < n; i++) {
      ranks[i] = parts.rank(ids[from + i]);
    }
    int window = weights.length - 1;
    for (int i = 0; i < n; i++) {
      for (int k = Math.max(0, i - window); k < i; k++) {
        add(ranks[i], ranks[k], weights[i - k]);
      }
      if (++unreported == REPORT) {
        report();
      }
    }
  }

  /** A word and one to its left. */
  private void add(int word, int left, long weight) {
    int row = symmetric ? Math.min(word, left) : word;
    int column = symmetric ? Math.max(word, left) : left;
    if (column < dense.end(row)) {
      dense.add(row, column, weight);
    } else {
      rest.add(key(row, column), weight);
      if (rest.isFull()) {
        flush();
      }
    }
  }

  /** The parts of two words, then their places in them; where order does not matter, the less. */
  private long key(int a, int b) {
    int rowPart = parts.part(a);
    int columnPart = parts.part(b);
    int row = parts.place(a);
    int column = parts.place(b);
    boolean swap = symmetric && (rowPart > columnPart || (rowPart == columnPart && row > column));
    return swap ? key(columnPart, column, rowPart, row) : key(rowPart, row, columnPart, column);
  }

  private long key(int rowPart, int row, int columnPart, int column) {
    return (long) (rowPart * parts.count() + columnPart) << 32 | (long) row << 16 | column;
  }

  private void flush() {
    runs.write(rest);
    rest.clear();
  }

  /** All is counted: what is counted by key goes to a file. */
  void finish() {
    runs.write(rest);
    rest = new PairCounts(PairCounts.slots(0));
    report();
  }

  private void report() {
    tally.add(unreported);
    unreported = 0;
  }

  DenseCounts dense() {
    return dense;
  }
}

package dev.trivium.core.sequence;

import java.util.BitSet;

/**
 * The rows that an id's vector is the mean of, its own and those it shares with others: a word and
 * its character n-grams (Bojanowski et al., <i>Enriching word vectors with subword information</i>,
 * TACL 2017).
 *
 * @param offsets where the rows of each id begin, {@code [vocabulary + 1]}
 * @param rows those of id i at {@code rows[offsets[i] .. offsets[i+1])}, one at least
 * @param count how many rows there are in all
 */
@SuppressWarnings("ArrayRecordComponent") // as large as a corpus' words: shared, never copied
public record Bags(int[] offsets, int[] rows, int count) {
  public Bags {
    if (offsets.length == 0 || offsets[0] != 0 || offsets[offsets.length - 1] != rows.length) {
      throw new IllegalArgumentException(
          "offsets must run from 0 to the number of rows, " + rows.length);
    }
    for (int i = 1; i < offsets.length; i++) {
      if (offsets[i] <= offsets[i - 1]) {
        throw new IllegalArgumentException("id " + (i - 1) + " has no rows; give it one or more");
      }
    }
    for (int row : rows) {
      if (row < 0 || row >= count) {
        throw new IllegalArgumentException("row " + row + " is none of the " + count + " rows");
      }
    }
  }

  /** As many ids as rows, each its own. */
  static Bags ofOne(int vocabulary) {
    int[] offsets = new int[vocabulary + 1];
    int[] rows = new int[vocabulary];
    for (int i = 0; i < vocabulary; i++) {
      rows[i] = i;
      offsets[i + 1] = i + 1;
    }
    return new Bags(offsets, rows, vocabulary);
  }

  /** Whether id i has the row i and no other. */
  boolean eachItsOwn() {
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] != i || offsets[i] != i) {
        return false;
      }
    }
    return rows.length == count && vocabulary() == count;
  }

  /** The rows that some id has; the others are never learnt. */
  BitSet used() {
    BitSet used = new BitSet(count);
    for (int row : rows) {
      used.set(row);
    }
    return used;
  }

  int vocabulary() {
    return offsets.length - 1;
  }

  int from(int id) {
    return offsets[id];
  }

  int to(int id) {
    return offsets[id + 1];
  }
}

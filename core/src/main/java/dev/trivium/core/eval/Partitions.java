package dev.trivium.core.eval;

import java.util.Arrays;

/**
 * Two ways to deal the same things into groups.
 *
 * @param truth the group of each thing, from 0
 * @param found the same, as found
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record Partitions(int[] truth, int[] found) {
  public Partitions {
    if (truth.length != found.length) {
      throw new IllegalArgumentException(
          "the two partitions are of " + truth.length + " and of " + found.length + " things");
    }
    truth = truth.clone();
    found = found.clone();
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Partitions p
        && Arrays.equals(truth, p.truth)
        && Arrays.equals(found, p.found);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(truth) + Arrays.hashCode(found);
  }
}

package dev.trivium.core.eval;

import java.util.Arrays;

/**
 * What one user, or one query, was answered, and what would have been right.
 *
 * @param ranked candidates, best first, each at most once
 * @param relevant the right ones, at least one
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record Ranking(int[] ranked, int[] relevant) {
  public Ranking {
    if (relevant.length == 0) {
      throw new IllegalArgumentException(
          "a ranking without anything relevant cannot be judged; leave such users out");
    }
    ranked = ranked.clone();
    relevant = relevant.clone();
    Arrays.sort(relevant);
  }

  /** Whether place {@code rank}, from 0, holds a relevant candidate. */
  boolean hit(int rank) {
    return Arrays.binarySearch(relevant, ranked[rank]) >= 0;
  }

  /** Relevant candidates in the first {@code k} places. */
  int hits(int k) {
    int hits = 0;
    for (int r = 0; r < Math.min(k, ranked.length); r++) {
      hits += hit(r) ? 1 : 0;
    }
    return hits;
  }

  /** The place of the first relevant candidate, from 1; 0 where none is in the list. */
  int firstHit() {
    for (int r = 0; r < ranked.length; r++) {
      if (hit(r)) {
        return r + 1;
      }
    }
    return 0;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Ranking r
        && Arrays.equals(ranked, r.ranked)
        && Arrays.equals(relevant, r.relevant);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(ranked) + Arrays.hashCode(relevant);
  }
}

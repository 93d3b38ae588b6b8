package dev.trivium.core.sequence;

import dev.trivium.core.math.FastRandom;

/** Thins out frequent ids of sequences (Mikolov et al. 2013), for one thread. */
final class Subsampling {
  private final float[] keep;
  private final FastRandom random;
  private int[] kept = new int[128];

  /**
   * @param keep the probability with which each id is kept; empty keeps all
   */
  Subsampling(float[] keep, FastRandom random) {
    this.keep = keep;
    this.random = random;
  }

  /** How many of {@code ids[from .. to)} are kept; they are the first of {@link #kept}. */
  int thin(int[] ids, int from, int to) {
    if (kept.length < to - from) {
      kept = new int[to - from];
    }
    if (keep.length == 0) {
      System.arraycopy(ids, from, kept, 0, to - from);
      return to - from;
    }
    int n = 0;
    for (int i = from; i < to; i++) {
      float chance = keep[ids[i]];
      if (chance >= 1 || random.nextFloat() < chance) {
        kept[n++] = ids[i];
      }
    }
    return n;
  }

  /** Those of the last sequence; another array when one is longer than all before. */
  int[] kept() {
    return kept;
  }
}

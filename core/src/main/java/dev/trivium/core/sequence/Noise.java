package dev.trivium.core.sequence;

import dev.trivium.core.math.AliasTable;
import dev.trivium.core.math.FastRandom;

/** Draws a target's noise for one thread. */
final class Noise {
  private final AliasTable law;
  private final FastRandom random;
  private final int[] targets;

  Noise(AliasTable law, int negatives, FastRandom random) {
    this.law = law;
    this.random = random;
    this.targets = new int[negatives + 1];
  }

  /** The target and its noise; noise that hits the target is dropped, as in word2vec. */
  int drawFor(int target) {
    targets[0] = target;
    int n = 1;
    for (int k = 1; k < targets.length; k++) {
      int id = law.draw(random);
      if (id != target) {
        targets[n++] = id;
      }
    }
    return n;
  }

  /** Those of the last {@link #drawFor}. */
  int[] targets() {
    return targets;
  }
}

package dev.trivium.graph;

import dev.trivium.core.math.FastRandom;

/**
 * The walks of an epoch, numbered: a round of one from each start, then another round, the starts
 * each time in another order.
 */
final class WalkOrder {
  private final int starts;
  private final long seed;
  private final int epoch;
  private int round = -1;
  private Shuffle shuffle = new Shuffle(0, new FastRandom(0));

  WalkOrder(int starts, long seed, int epoch) {
    this.starts = starts;
    this.seed = seed;
    this.epoch = epoch;
  }

  /** Which start walk {@code g} of the epoch has; its round is then {@link #round}. */
  int start(long g) {
    int wanted = (int) (g / starts);
    if (wanted != round) {
      round = wanted;
      shuffle = new Shuffle(starts, FastRandom.of(seed, epoch, -1, round));
    }
    return shuffle.at((int) (g % starts));
  }

  int round() {
    return round;
  }
}

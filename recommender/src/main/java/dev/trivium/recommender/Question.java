package dev.trivium.recommender;

import dev.trivium.core.data.Interactions;
import dev.trivium.core.data.Split;
import dev.trivium.core.math.FastRandom;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/** What a recommender will be asked, and how interactions are held out to ask the same of it. */
public enum Question {
  /**
   * Which other items a user took up: a fifth of each user's entries, drawn at random; half of them
   * where nobody has five.
   */
  RANDOM,
  /** Which item a user takes up next: each user's latest. */
  LAST_OUT,
  /** Which of the items that nobody took up yet: a fifth of the items. */
  COLD_ITEMS;

  /** Holds out of the training data what the question asks for. */
  public Split holdOut(Interactions train, long seed) {
    return switch (this) {
      case RANDOM -> {
        Split fifth = Split.randomPerUser(train, 0.2, seed);
        yield fifth.test().size() > 0 ? fifth : Split.randomPerUser(train, 0.5, seed);
      }
      case LAST_OUT -> Split.leaveLastOut(train);
      case COLD_ITEMS -> coldItems(train, seed);
    };
  }

  /** A fifth of those that somebody took up. */
  private static Split coldItems(Interactions all, long seed) {
    int[] degrees = all.itemDegrees();
    int[] taken = IntStream.range(0, degrees.length).filter(i -> degrees[i] > 0).toArray();
    new FastRandom(seed).shuffle(taken);
    BitSet cold = new BitSet();
    Arrays.stream(taken, 0, taken.length / 5).forEach(cold::set);
    return Split.coldItems(all, cold);
  }
}

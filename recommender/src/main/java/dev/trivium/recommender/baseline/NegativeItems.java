package dev.trivium.recommender.baseline;

import dev.trivium.core.TriviumException;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.math.AliasTable;
import dev.trivium.core.math.FastRandom;
import java.util.function.IntPredicate;

/**
 * Draws items that someone did not take up, in proportion to their number of users to a power: 0
 * draws each alike, 1 by popularity. Items that nobody took up are never drawn. O(1) a draw for
 * most users.
 */
final class NegativeItems {
  /** A user who took up nearly everything has no negative worth waiting for. */
  private static final int TRIES = 100;

  private final AliasTable law;

  NegativeItems(Interactions train, double exponent) {
    if (train.size() == 0) {
      throw new TriviumException("there are no interactions to learn from; give at least one");
    }
    int[] degrees = train.itemDegrees();
    float[] weights = new float[degrees.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = degrees[i] == 0 ? 0 : (float) Math.pow(degrees[i], exponent);
    }
    law = AliasTable.of(weights);
  }

  /** An item that was not taken; −1 where none was found. */
  int draw(IntPredicate taken, FastRandom random) {
    for (int t = 0; t < TRIES; t++) {
      int item = law.draw(random);
      if (!taken.test(item)) {
        return item;
      }
    }
    return -1;
  }
}

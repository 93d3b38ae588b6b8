package dev.trivium.recommender.baseline;

import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import java.util.function.IntPredicate;

/** The steps of {@link BprMf} over items {@code [items × (f + 1)]}, whose last is their bias. */
final class BprSteps {
  private final BprSettings settings;
  private final NegativeItems negatives;
  private final Matrix items;
  private final int width;
  private final float keep;
  private final float[] difference;

  /** For one thread. */
  BprSteps(BprSettings settings, NegativeItems negatives, Matrix items) {
    this.settings = settings;
    this.negatives = negatives;
    this.items = items;
    this.width = items.columns();
    this.keep = (float) (1 - settings.learningRate() * settings.regularization());
    this.difference = new float[width];
  }

  /**
   * A step for a user's factors, {@code users[at ..)}, and those of both items, for an item taken.
   */
  void step(float[] users, int at, int item, IntPredicate taken, FastRandom random) {
    int negative = negative(users, at, taken, random);
    if (negative >= 0) {
      float by = compare(users, at, item, negative);
      move(items.array(), item * width, by, users, at);
      move(items.array(), negative * width, -by, users, at);
      moveUser(users, at, by);
    }
  }

  /** The same for a user's factors alone. */
  void userStep(float[] users, int at, int item, IntPredicate taken, FastRandom random) {
    int negative = negative(users, at, taken, random);
    if (negative >= 0) {
      moveUser(users, at, compare(users, at, item, negative));
    }
  }

  private int negative(float[] users, int at, IntPredicate taken, FastRandom random) {
    int best = negatives.draw(taken, random);
    for (int c = 1; c < settings.candidates() && best >= 0; c++) {
      int other = negatives.draw(taken, random);
      best = other >= 0 && score(users, at, other) > score(users, at, best) ? other : best;
    }
    return best;
  }

  private float score(float[] users, int at, int item) {
    return Vectors.dot(users, at, items.array(), item * width, width);
  }

  /** Takes the difference of the items, and returns the step: the rate times σ(x_uj − x_ui). */
  private float compare(float[] users, int at, int item, int negative) {
    System.arraycopy(items.array(), item * width, difference, 0, width);
    Vectors.axpy(-1, items.array(), negative * width, difference, 0, width);
    float margin = Vectors.dot(users, at, difference, 0, width);
    return (float) (settings.learningRate() / (1 + Math.exp(margin)));
  }

  private void move(float[] x, int xo, float by, float[] y, int yo) {
    Vectors.scale(keep, x, xo, width);
    Vectors.axpy(by, y, yo, x, xo, width);
  }

  private void moveUser(float[] users, int at, float by) {
    move(users, at, by, difference, 0);
    users[at + width - 1] = 1;
  }
}

package dev.trivium.core.sequence;

import dev.trivium.core.math.Vectors;

/**
 * Negative sampling (Mikolov et al. 2013) for ids beside one vector, each with noise of its own.
 * Noise that four of them shared, and that counted four times, cost six points of analogies after
 * one epoch of n-grams on wiki17m, and saved a quarter of the time.
 */
final class NoiseOutput implements Output {
  private final Rows targets;
  private final float[] contexts;
  private final int dimension;
  private final Noise noise;
  private final boolean moves;
  private final int[] rows;
  private final float[] errors;

  NoiseOutput(Rows contexts, int negatives, Noise noise) {
    this(contexts, negatives, noise, true);
  }

  /**
   * @param moves whether the contexts learn too, or stand still
   */
  NoiseOutput(Rows contexts, int negatives, Noise noise, boolean moves) {
    this.targets = contexts;
    this.contexts = contexts.array();
    this.dimension = contexts.stride();
    this.noise = noise;
    this.moves = moves;
    this.rows = new int[MOST * (1 + negatives)];
    this.errors = new float[rows.length];
  }

  @Override
  public void learn(float[] hidden, int[] ids, int from, int count, float rate, float[] step) {
    for (int i = 0; i < count; i++) {
      rows[i] = targets.of(ids[from + i]);
    }
    int all = count;
    for (int i = 0; i < count; i++) {
      int drawn = noise.drawFor(ids[from + i]);
      for (int k = 1; k < drawn; k++) {
        rows[all++] = targets.of(noise.targets()[k]);
      }
    }
    Vectors.dots(hidden, 0, contexts, rows, all, dimension, errors, 0);
    Vectors.sigmoid(-rate, errors, 0, all);
    for (int i = 0; i < count; i++) {
      errors[i] += rate;
    }
    Vectors.combine(errors, 0, 1, contexts, rows, all, step, 0, dimension);
    for (int k = 0; moves && k < all; k++) {
      Vectors.axpy(errors[k], hidden, 0, contexts, rows[k], dimension);
    }
  }
}

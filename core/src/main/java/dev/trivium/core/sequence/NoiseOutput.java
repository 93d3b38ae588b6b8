package dev.trivium.core.sequence;

import dev.trivium.core.math.Vectors;

/**
 * Negative sampling (Mikolov et al. 2013) for ids beside one vector: up to {@value #GROUP} of them
 * share their noise, which then counts for each of them but those it is equal to.
 */
final class NoiseOutput implements Output {
  private static final int GROUP = 4;

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
    this.rows = new int[GROUP + negatives];
    this.errors = new float[GROUP + negatives];
  }

  @Override
  public void learn(float[] hidden, int[] ids, int from, int count, float rate, float[] step) {
    for (int done = 0; done < count; done += GROUP) {
      group(hidden, ids, from + done, Math.min(GROUP, count - done), rate, step);
    }
  }

  private void group(float[] hidden, int[] ids, int from, int count, float rate, float[] step) {
    int drawn = noise.draw();
    for (int k = 0; k < count; k++) {
      rows[k] = targets.of(ids[from + k]);
    }
    for (int k = 0; k < drawn; k++) {
      rows[count + k] = targets.of(noise.drawn(k));
    }
    Vectors.dots(hidden, 0, contexts, rows, count + drawn, dimension, errors, 0);
    Vectors.sigmoid(-rate, errors, 0, count + drawn);
    for (int k = 0; k < count; k++) {
      errors[k] += rate;
    }
    for (int k = 0; k < drawn; k++) {
      int shared = 0;
      for (int i = from; i < from + count; i++) {
        shared += ids[i] == noise.drawn(k) ? 0 : 1;
      }
      errors[count + k] *= shared;
    }
    Vectors.combine(errors, 0, 1, contexts, rows, count + drawn, step, 0, dimension);
    for (int k = 0; moves && k < count + drawn; k++) {
      Vectors.axpy(errors[k], hidden, 0, contexts, rows[k], dimension);
    }
  }
}

package dev.trivium.core.sequence;

import dev.trivium.core.math.Vectors;
import java.util.Arrays;

/**
 * The continuous bag of words (CBOW; Mikolov et al., <i>Efficient estimation of word
 * representations in vector space</i>, ICLR 2013) with negative sampling: the id in the middle is
 * told from noise by the mean h of the vectors around it. As in word2vec, each of them takes the
 * whole step of h, not its share. Cost: 2·(B + 3·(K+1)/2)·d multiply-adds a window of B ids.
 */
final class BagOfWords implements WindowUpdate {
  private final Rows inputs;
  private final Rows targets;
  private final float[] vectors;
  private final float[] contexts;
  private final int dimension;
  private final Noise noise;
  private final float[] mean;
  private final float[] step;
  private final float[] errors;
  private final int[] rows;

  BagOfWords(Rows vectors, Rows contexts, SkipGramSettings settings, Noise noise) {
    this.inputs = vectors;
    this.targets = contexts;
    this.vectors = vectors.array();
    this.contexts = contexts.array();
    this.dimension = vectors.stride();
    this.noise = noise;
    this.mean = new float[dimension];
    this.step = new float[dimension];
    this.errors = new float[settings.negatives() + 1];
    this.rows = new int[settings.negatives() + 1];
  }

  @Override
  public void apply(int[] ids, int count, int target, float rate) {
    Arrays.fill(mean, 0);
    for (int b = 0; b < count; b++) {
      Vectors.axpy(1f / count, vectors, inputs.of(ids[b]), mean, 0, dimension);
    }
    int drawn = noise.drawFor(target);
    for (int k = 0; k < drawn; k++) {
      rows[k] = targets.of(noise.targets()[k]);
    }
    Vectors.dots(mean, 0, contexts, rows, drawn, dimension, errors, 0);
    Vectors.sigmoid(-rate, errors, 0, drawn);
    errors[0] += rate;
    Arrays.fill(step, 0);
    Vectors.combine(errors, 0, 1, contexts, rows, drawn, step, 0, dimension);
    for (int k = 0; k < drawn; k++) {
      Vectors.axpy(errors[k], mean, 0, contexts, rows[k], dimension);
    }
    for (int b = 0; b < count; b++) {
      Vectors.axpy(1, step, 0, vectors, inputs.of(ids[b]), dimension);
    }
  }
}

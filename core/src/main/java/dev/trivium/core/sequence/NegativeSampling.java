package dev.trivium.core.sequence;

import dev.trivium.core.math.Vectors;

/**
 * One step down the gradient of the loss of a window's part, negative sampling (Mikolov et al.,
 * <i>Distributed representations of words and phrases</i>, NIPS 2013):
 *
 * <pre>−Σ_b [ log σ(u_b·v_0) + Σ_k≥1 log σ(−u_b·v_k) ]</pre>
 *
 * over inputs u_b, the target v_0 and the noise v_k that all inputs share. The sharing makes each
 * part three products of small matrices instead of many products of vectors (Ji et al.,
 * <i>Parallelizing word2vec in shared and distributed memory</i>, 2016). All gradients are taken
 * before the first row is written. Cost: 3·B·(K+1)·d multiply-adds for B inputs, K negatives.
 */
final class NegativeSampling implements WindowUpdate {
  private final float[] vectors;
  private final float[] contexts;
  private final int dimension;
  private final int[] inputRows;
  private final int[] localRows;
  private final float[] local;
  private final float[] errors;

  NegativeSampling(float[] vectors, float[] contexts, SkipGramSettings settings) {
    this.vectors = vectors;
    this.contexts = contexts;
    this.dimension = settings.dimension();
    int targets = settings.negatives() + 1;
    this.inputRows = new int[2 * settings.window()];
    this.localRows = new int[targets];
    this.local = new float[targets * dimension];
    this.errors = new float[inputRows.length * targets];
    for (int k = 0; k < targets; k++) {
      localRows[k] = k * dimension;
    }
  }

  @Override
  public void apply(int[] inputs, int from, int to, int[] targets, int targetCount, float rate) {
    int d = dimension;
    int inputCount = to - from;
    for (int k = 0; k < targetCount; k++) {
      System.arraycopy(contexts, targets[k] * d, local, k * d, d);
    }
    for (int b = 0; b < inputCount; b++) {
      int row = inputs[from + b] * d;
      inputRows[b] = row;
      int e = b * targetCount;
      Vectors.dots(vectors, row, local, localRows, targetCount, d, errors, e);
      errors[e] = (1 - Sigmoid.of(errors[e])) * rate;
      for (int k = 1; k < targetCount; k++) {
        errors[e + k] = -Sigmoid.of(errors[e + k]) * rate;
      }
    }
    for (int k = 0; k < targetCount; k++) {
      Vectors.combine(
          errors, k, targetCount, vectors, inputRows, inputCount, contexts, targets[k] * d, d);
    }
    for (int b = 0; b < inputCount; b++) {
      Vectors.combine(
          errors, b * targetCount, 1, local, localRows, targetCount, vectors, inputRows[b], d);
    }
  }
}

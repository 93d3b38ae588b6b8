package dev.trivium.core.sequence;

import dev.trivium.core.math.Vectors;
import java.util.Arrays;

/**
 * Steps down the gradient of the loss of negative sampling (Mikolov et al., <i>Distributed
 * representations of words and phrases</i>, NIPS 2013), for up to {@value #GROUP} pairs of an input
 * and a target at a time, which share their noise:
 *
 * <pre>−Σ_b [ log σ(u_b·v_b) + Σ_k log σ(−u_b·v_k) ] .</pre>
 *
 * <p>The sharing makes each step three products of small matrices instead of many products of
 * vectors (Ji et al., <i>Parallelizing word2vec in shared and distributed memory</i>, 2016), taken
 * in tiles that stay in registers. More pairs to a noise are faster, but fewer noise ids are seen:
 * a whole window on the same noise cost .003 of micro F1 on PPI (docs/decisions/0006). Cost:
 * 3·B·(K+1)·d multiply-adds for B inputs, K negatives.
 */
final class NegativeSampling {
  /** Pairs that share their noise: the four rows of a tile. */
  static final int GROUP = Vectors.TILE_ROWS;

  private static final int STRIP = Vectors.TILE_COLUMNS;

  private final Rows inputs;
  private final Rows targets;
  private final float[] vectors;
  private final float[] contexts;
  private final int dimension;
  private final int[] inputRows = new int[GROUP];
  private final int[] ownRows = new int[GROUP];
  private final int[] targetRows;
  private final float[] parts;
  private final float[] errors;
  private final float[] steps;

  NegativeSampling(Rows vectors, Rows contexts, SkipGramSettings settings) {
    this.inputs = vectors;
    this.targets = contexts;
    this.vectors = vectors.array();
    this.contexts = contexts.array();
    this.dimension = vectors.stride();
    int most = (settings.negatives() + STRIP) / STRIP * STRIP;
    this.targetRows = new int[most];
    this.parts = new float[(most + 1) * GROUP * Vectors.lanes()];
    this.errors = new float[(most + 1) * GROUP + Vectors.MOST_LANES];
    this.steps = new float[GROUP * dimension];
  }

  /**
   * A step for {@code ids[from .. from+count)} and the one target {@code targetIds[0]} of all;
   * {@code targetIds[1 .. targetCount)} are noise. An id that comes twice among them steps twice,
   * one after the other.
   */
  void window(int[] ids, int from, int count, int[] targetIds, int targetCount, float rate) {
    for (int b = 0; b < GROUP; b++) {
      inputRows[b] = inputs.of(ids[from + Math.min(b, count - 1)]);
    }
    int padded = products(targetIds, targetCount);
    errors(padded * GROUP, rate);
    for (int b = 0; b < count; b++) {
      errors[b] += rate;
    }
    silence(count, targetCount, padded);
    step(padded);
    for (int b = 0; b < count; b++) {
      Vectors.axpy(1, steps, b * dimension, vectors, inputRows[b], dimension);
    }
  }

  /**
   * A step for the pairs (input, target) at {@code pairs[2·from ..)}, {@code count} of them, each
   * with a target of its own, and noise for all, which is no noise to a pair whose target it is.
   * The steps to noise are taken at once, those to the targets then one after another.
   */
  void pairs(int[] pairs, int from, int count, int[] noise, int noiseCount, float rate) {
    for (int b = 0; b < GROUP; b++) {
      int pair = 2 * (from + Math.min(b, count - 1));
      inputRows[b] = inputs.of(pairs[pair]);
      ownRows[b] = targets.of(pairs[pair + 1]);
    }
    int padded = products(noise, noiseCount);
    int own = padded * GROUP;
    Vectors.pairDots(
        vectors, inputRows, contexts, ownRows, dimension, parts, own * Vectors.lanes());
    errors(own + GROUP, rate);
    silence(count, noiseCount, padded);
    for (int k = 0; k < noiseCount; k++) {
      for (int b = 0; b < count; b++) {
        if (pairs[2 * (from + b) + 1] == noise[k]) {
          errors[k * GROUP + b] = 0;
        }
      }
    }
    step(padded);
    for (int b = 0; b < count; b++) {
      Vectors.exchange(
          rate + errors[own + b],
          vectors,
          inputRows[b],
          steps,
          b * dimension,
          contexts,
          ownRows[b],
          dimension);
    }
  }

  /** The parts of the products of inputs and targets; returns how many targets fill the tiles. */
  private int products(int[] ids, int count) {
    int padded = (count + STRIP - 1) / STRIP * STRIP;
    for (int k = 0; k < padded; k++) {
      targetRows[k] = targets.of(ids[Math.min(k, count - 1)]);
    }
    for (int k = 0; k < padded; k += STRIP) {
      Vectors.tileDots(
          vectors,
          inputRows,
          contexts,
          targetRows,
          k,
          dimension,
          parts,
          k * GROUP * Vectors.lanes());
    }
    return padded;
  }

  /** The steps −rate·σ(product) of the first {@code count} products, as of noise. */
  private void errors(int count, float rate) {
    Vectors.fold(parts, count, errors);
    Vectors.sigmoid(-rate, errors, 0, (count + Vectors.MOST_LANES - 1) & -Vectors.MOST_LANES);
  }

  /** What only fills the tiles must not step. */
  private void silence(int count, int targetCount, int padded) {
    for (int k = 0; k < padded; k++) {
      for (int b = k < targetCount ? count : 0; b < GROUP; b++) {
        errors[k * GROUP + b] = 0;
      }
    }
  }

  /** Moves the targets, and gathers the steps of the inputs, which stand as they were. */
  private void step(int padded) {
    Arrays.fill(steps, 0);
    for (int k = 0; k < padded; k += STRIP) {
      Vectors.tileStep(
          errors, k * GROUP, vectors, inputRows, contexts, targetRows, k, dimension, steps);
    }
  }
}

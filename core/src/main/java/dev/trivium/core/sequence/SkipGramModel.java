package dev.trivium.core.sequence;

import dev.trivium.core.math.Matrix;

/** What skip-gram has learnt: its parameters as they stood at the end. */
public final class SkipGramModel {
  private final Matrix vectors;
  private final Rows contexts;

  SkipGramModel(Matrix vectors, Rows contexts) {
    this.vectors = vectors;
    this.contexts = contexts;
  }

  /**
   * The ids' vectors {@code [vocabulary × dimension]}, which is what one keeps. Ids that training
   * never moved (never seen, or never seen beside another id) have zeros: nothing is known of them.
   */
  public Matrix vectors() {
    return vectors;
  }

  /**
   * The vectors of the ids as targets {@code [vocabulary × dimension]}, copied at each call; {@code
   * σ(vectors[a]·contexts[b])} is the learnt probability that b beside a is no noise.
   */
  public Matrix contexts() {
    return contexts.matrix();
  }
}

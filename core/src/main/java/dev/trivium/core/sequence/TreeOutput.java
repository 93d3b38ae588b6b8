package dev.trivium.core.sequence;

import dev.trivium.core.math.Vectors;

/**
 * Hierarchical softmax (Morin and Bengio 2005; Mikolov et al. 2013): an id is told by the turns of
 * its way through a {@link Huffman} tree, each a logistic regression of the tree's inner node.
 * Cost: 3·d multiply-adds a turn, about log2 of the vocabulary of them.
 */
final class TreeOutput implements Output {
  private final Huffman tree;
  private final Rows targets;
  private final float[] contexts;
  private final int dimension;
  private final int[] rows;
  private final float[] errors;

  TreeOutput(Rows contexts, Huffman tree) {
    this.tree = tree;
    this.targets = contexts;
    this.contexts = contexts.array();
    this.dimension = contexts.stride();
    this.rows = new int[tree.longest()];
    this.errors = new float[rows.length];
  }

  @Override
  public void learn(float[] hidden, int[] ids, int from, int count, float rate, float[] step) {
    for (int i = from; i < from + count; i++) {
      way(hidden, ids[i], rate, step);
    }
  }

  private void way(float[] hidden, int id, float rate, float[] step) {
    int first = tree.from(id);
    int length = tree.to(id) - first;
    for (int k = 0; k < length; k++) {
      rows[k] = targets.of(tree.node(first + k));
    }
    Vectors.dots(hidden, 0, contexts, rows, length, dimension, errors, 0);
    Vectors.sigmoid(-rate, errors, 0, length);
    for (int k = 0; k < length; k++) {
      errors[k] += (1 - tree.turn(first + k)) * rate;
    }
    Vectors.combine(errors, 0, 1, contexts, rows, length, step, 0, dimension);
    for (int k = 0; k < length; k++) {
      Vectors.axpy(errors[k], hidden, 0, contexts, rows[k], dimension);
    }
  }
}

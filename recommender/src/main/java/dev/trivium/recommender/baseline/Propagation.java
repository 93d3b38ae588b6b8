package dev.trivium.recommender.baseline;

import dev.trivium.core.data.Interactions;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.SparseMatrix;
import dev.trivium.core.math.Vectors;

/**
 * LightGCN's layers over the graph of users and items, whose nodes are the users, then the items:
 * {@code Â = D^−½ A D^−½}, and P the mean of {@code Â⁰ .. Âᴷ}. Both are symmetric, so that a
 * gradient by what P makes is carried back by P itself. Time O(K · interactions · f), rows in
 * parallel.
 */
final class Propagation {
  private final SparseMatrix normalized;
  private final int layers;

  Propagation(Interactions train, int layers) {
    this.normalized = normalized(train);
    this.layers = layers;
  }

  private static SparseMatrix normalized(Interactions train) {
    Interactions byItem = train.transposed();
    int users = train.userCount();
    int[] offsets = new int[users + train.itemCount() + 1];
    int[] indices = new int[2 * train.size()];
    float[] values = new float[indices.length];
    int n = 0;
    for (int row = 0; row + 1 < offsets.length; row++) {
      Interactions side = row < users ? train : byItem;
      Interactions other = row < users ? byItem : train;
      int r = row < users ? row : row - users;
      for (int e = side.from(r); e < side.to(r); e++) {
        int neighbor = side.itemAt(e);
        indices[n] = row < users ? users + neighbor : neighbor;
        values[n++] = (float) (1 / Math.sqrt((double) side.degree(r) * other.degree(neighbor)));
      }
      offsets[row + 1] = n;
    }
    return SparseMatrix.of(offsets.length - 1, offsets, indices, values);
  }

  /** {@code P X} for X {@code [nodes × f]}. */
  Matrix mean(Matrix x) {
    Matrix sum = sum(x, layers);
    Vectors.scale(1f / (layers + 1), sum.array(), 0, sum.array().length);
    return sum;
  }

  /** {@code Σ_k Âᵏ X}, k from 0 to {@code last}; zeros where that is below 0. */
  Matrix sum(Matrix x, int last) {
    Matrix sum = Matrix.zeros(x.rows(), x.columns());
    Matrix power = x;
    for (int k = 0; k <= last; k++) {
      power = k == 0 ? x : normalized.times(power);
      Vectors.axpy(1, power.array(), 0, sum.array(), 0, sum.array().length);
    }
    return sum;
  }
}

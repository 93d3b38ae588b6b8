package dev.trivium.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.tensor.Tensor;
import dev.trivium.core.tensor.TensorRuntime;
import java.util.List;
import java.util.Map;

/** A network on a device: batches of tokens to vectors, one a text. */
abstract class TokenNetwork implements AutoCloseable {
  private final NDManager manager;
  private final int dimension;
  private final BatchWorkers workers;
  private final BatchWorkers alone = new BatchWorkers(1);
  private boolean tuned;

  /**
   * @param dimension numbers in a vector
   */
  TokenNetwork(TensorRuntime runtime, int dimension) {
    this.manager = runtime.newManager();
    this.dimension = dimension;
    this.workers = new BatchWorkers(runtime.batchesAtOnce());
  }

  /**
   * Whether passes record what gradients need, which costs time and memory. From the first time on
   * all passes are of the caller's thread, and computed as in training.
   */
  final void training(boolean wanted) {
    tuned |= wanted;
    freeze(!wanted);
  }

  /** Whether it was ever trained here. */
  final boolean tuned() {
    return tuned;
  }

  /** Has passes record what gradients need, or not. */
  abstract void freeze(boolean frozen);

  /** The parameters that are trained. */
  abstract List<NDArray> parameters();

  /** The weights that are trained as they now are, under the names of the file. */
  abstract Map<String, Tensor> tensors();

  /** The vectors of a batch {@code [size × dimension]}, as long as a manager lives. */
  abstract NDArray vectors(NDManager passing, TokenBatch batch, boolean training);

  /** What the parameters live as long as. */
  final NDManager manager() {
    return manager;
  }

  /** Numbers in a vector. */
  final int dimension() {
    return dimension;
  }

  /**
   * The vectors of texts given as token ids: {@code [texts × dimension]}; of one without tokens
   * zeros.
   */
  final Matrix vectors(int[][] tokens, int batchTokens) {
    Matrix rows = Matrix.zeros(tokens.length, dimension);
    (tuned ? alone : workers)
        .forEach(
            TokenBatch.pack(tokens, batchTokens),
            batch -> {
              float[] vectors = vectors(batch);
              for (int r = 0; r < batch.size(); r++) {
                System.arraycopy(
                    vectors, r * dimension, rows.array(), rows.offset(batch.row(r)), dimension);
              }
            });
    return rows;
  }

  private float[] vectors(TokenBatch batch) {
    try (NDManager passing = manager.newSubManager()) {
      return vectors(passing, batch, false).toFloatArray();
    }
  }

  /** Arrays that live as long as this: the parameters. */
  final int managedArrays() {
    return manager.getManagedArrays().size();
  }

  @Override
  public void close() {
    workers.close();
    alone.close();
    manager.close();
  }
}

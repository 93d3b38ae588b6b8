package dev.trivium.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.tensor.Tensor;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.core.tensor.Weights;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/** An encoder on a device, and the pooling above it: batches of tokens to vectors. */
final class SentenceNetwork implements AutoCloseable {
  private static final float HIDDEN = -1e9f;

  private final NDManager manager;
  private final BertWeights parameters;
  private final BertEncoder encoder;
  private final int hidden;

  /** Copies the weights to the device; they are not trained before {@link #training} says so. */
  SentenceNetwork(TensorRuntime runtime, Weights weights, BertShape shape) {
    manager = runtime.newManager();
    hidden = shape.hidden();
    try {
      parameters = new BertWeights(weights, manager);
      encoder = new BertEncoder(parameters, shape);
      training(false);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /** Whether passes record what gradients need, which costs time and memory. */
  void training(boolean wanted) {
    encoder.freezeParameters(!wanted);
  }

  /** The parameters, for who trains them. */
  List<NDArray> parameters() {
    return parameters.arrays();
  }

  /** The weights as they now are, under the names of the file. */
  Map<String, Tensor> tensors() {
    return parameters.tensors();
  }

  NDManager manager() {
    return manager;
  }

  private float[] vectors(TokenBatch batch, Pooling pooling) {
    try (NDManager passing = manager.newSubManager()) {
      return pooled(passing, batch, pooling, false).toFloatArray();
    }
  }

  /** The pooled vectors of texts given as token ids: {@code [texts × hidden]}. */
  Matrix vectors(int[][] tokens, Pooling pooling, int batchTokens) {
    Matrix rows = Matrix.zeros(tokens.length, hidden);
    for (TokenBatch batch : TokenBatch.pack(tokens, batchTokens)) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("embedding was interrupted");
      }
      float[] vectors = vectors(batch, pooling);
      for (int r = 0; r < batch.size(); r++) {
        System.arraycopy(vectors, r * hidden, rows.array(), rows.offset(batch.row(r)), hidden);
      }
    }
    return rows;
  }

  /** The pooled vectors of a batch {@code [size × hidden]}, as long as a manager lives. */
  NDArray pooled(NDManager passing, TokenBatch batch, Pooling pooling, boolean training) {
    NDList inputs = new NDList(passing.create(batch.ids(), new Shape(batch.size(), batch.width())));
    if (batch.padded()) {
      inputs.add(passing.create(batch.mask(HIDDEN), new Shape(batch.size(), 1, 1, batch.width())));
    }
    ParameterStore store = new ParameterStore(passing, false);
    return pooled(encoder.forward(store, inputs, training).singletonOrThrow(), batch, pooling);
  }

  /** {@code [size × width × hidden]} to {@code [size × hidden]}. */
  private static NDArray pooled(NDArray states, TokenBatch batch, Pooling pooling) {
    NDManager passing = states.getManager();
    return switch (pooling) {
      case CLS -> states.get(":, 0");
      case MEAN ->
          passing
              .create(batch.meanWeights(), new Shape(batch.size(), 1, batch.width()))
              .matMul(states)
              .squeeze(1);
      case MAX ->
          states
              .add(passing.create(batch.mask(HIDDEN), new Shape(batch.size(), batch.width(), 1)))
              .max(new int[] {1});
    };
  }

  /** Arrays that live as long as this: the parameters. */
  int managedArrays() {
    return manager.getManagedArrays().size();
  }

  @Override
  public void close() {
    manager.close();
  }
}

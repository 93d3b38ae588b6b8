package dev.trivium.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.training.ParameterStore;
import dev.trivium.core.tensor.Tensor;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.core.tensor.Weights;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A transformer, and the pooling above it. */
final class SentenceNetwork extends TokenNetwork {
  private static final float HIDDEN = -1e9f;

  private final BertWeights parameters;
  private final BertEncoder encoder;
  private final BertScript script;
  private final Pooling pooling;

  /** Copies the weights to the device; they are not trained before {@link #training} says so. */
  SentenceNetwork(TensorRuntime runtime, Weights weights, BertShape shape, Pooling pooling) {
    super(runtime, shape.hidden());
    this.pooling = pooling;
    try {
      parameters = new BertWeights(weights, manager());
      encoder = new BertEncoder(parameters, shape);
      training(false);
      script = new BertScript((PtNDManager) manager(), shape, parameters.arrays());
    } catch (RuntimeException e) {
      super.close();
      throw e;
    }
  }

  @Override
  void freeze(boolean frozen) {
    encoder.freezeParameters(frozen);
  }

  @Override
  List<NDArray> parameters() {
    return parameters.arrays();
  }

  @Override
  Map<String, Tensor> tensors() {
    return parameters.tensors();
  }

  @Override
  NDArray vectors(NDManager passing, TokenBatch batch, boolean training) {
    NDArray ids = passing.create(batch.ids(), new Shape(batch.size(), batch.width()));
    NDArray mask =
        batch.padded()
            ? passing.create(batch.mask(HIDDEN), new Shape(batch.size(), 1, 1, batch.width()))
            : null;
    boolean scripted = !tuned() && !ids.getDevice().isGpu(); // there its fuser has not been tried
    return pooled(scripted ? script.states(ids, mask) : layers(ids, mask, training), batch);
  }

  private NDArray layers(NDArray ids, @Nullable NDArray mask, boolean training) {
    NDList inputs = mask == null ? new NDList(ids) : new NDList(ids, mask);
    ParameterStore store = new ParameterStore(ids.getManager(), false);
    return encoder.forward(store, inputs, training).singletonOrThrow();
  }

  @Override
  public void close() {
    script.close();
    super.close();
  }

  /** {@code [size × width × hidden]} to {@code [size × hidden]}. */
  private NDArray pooled(NDArray states, TokenBatch batch) {
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
}

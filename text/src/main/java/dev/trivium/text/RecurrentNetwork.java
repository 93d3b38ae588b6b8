package dev.trivium.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.norm.Dropout;
import dev.trivium.core.tensor.Tensor;
import dev.trivium.core.tensor.TensorRuntime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A gated recurrent unit over the vectors of words, and one over the words in reverse: texts are
 * padded on the right in both, so that padding comes after all that is read.
 */
final class RecurrentNetwork extends TokenNetwork {
  private final RecurrentSettings settings;
  private final NDArray words;
  private final Map<String, NDArray> trained = new LinkedHashMap<>();

  RecurrentNetwork(TensorRuntime runtime, RecurrentCheckpoint from) {
    super(runtime, from.settings().dimension());
    settings = from.settings();
    try {
      from.shapes()
          .forEach(
              (name, shape) ->
                  trained.put(
                      name, TensorRuntime.copy(manager(), from.weights().get(name, shape))));
      words = TensorRuntime.copy(manager(), RecurrentCheckpoint.tensor(from.words()));
      if (settings.trainWords()) {
        trained.put(RecurrentCheckpoint.WORDS, words);
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  void freeze(boolean frozen) {
    trained.values().forEach(p -> p.setRequiresGradient(!frozen));
  }

  @Override
  List<NDArray> parameters() {
    return List.copyOf(trained.values());
  }

  @Override
  Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    trained.forEach(
        (name, array) -> {
          long[] shape = array.getShape().getShape();
          tensors.put(
              name,
              new Tensor(
                  Arrays.stream(shape).mapToInt(Math::toIntExact).toArray(), array.toFloatArray()));
        });
    return tensors;
  }

  @Override
  NDArray vectors(NDManager passing, TokenBatch batch, boolean training) {
    NDArray pooled = pooled(passing, batch, "", training);
    if (settings.bidirectional()) {
      String reverse = RecurrentCheckpoint.REVERSE;
      pooled = pooled.concat(pooled(passing, batch.reversed(), reverse, training), 1);
    }
    return dropped(pooled, training);
  }

  /** The states of one direction as a vector a text: {@code [size × hidden]}. */
  private NDArray pooled(NDManager passing, TokenBatch batch, String direction, boolean training) {
    NDArray ids = passing.create(batch.ids(), new Shape(batch.size(), batch.width()));
    NDArray inputs =
        ids.getNDArrayInternal().embedding(ids, words, SparseFormat.DENSE).singletonOrThrow();
    NDArray start = passing.zeros(new Shape(1, batch.size(), settings.hidden()));
    NDList weights = new NDList();
    RecurrentCheckpoint.PARTS.forEach(part -> weights.add(trained.get(part + direction)));
    NDArray states =
        inputs
            .getNDArrayInternal()
            .gru(dropped(inputs, training), start, weights, true, 1, 0, training, false, true)
            .get(0);
    float[] places = settings.lastState() ? batch.lastWeights() : batch.meanWeights();
    return passing
        .create(places, new Shape(batch.size(), 1, batch.width()))
        .matMul(states)
        .squeeze(1);
  }

  private NDArray dropped(NDArray x, boolean training) {
    return training && settings.dropout() > 0
        ? Dropout.dropout(x, (float) settings.dropout(), true).singletonOrThrow()
        : x;
  }
}

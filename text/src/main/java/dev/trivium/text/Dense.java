package dev.trivium.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.jspecify.annotations.Nullable;

/** A linear layer: {@code [… × in]} to {@code [… × out]}, {@code Wx + b}. */
final class Dense extends GivenBlock {
  private final Parameter weight;
  private final Parameter bias;

  /**
   * @param weight {@code [out × in]}
   * @param bias {@code [out]}
   */
  Dense(Parameter weight, Parameter bias) {
    this.weight = addParameter(weight);
    this.bias = addParameter(bias);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> params) {
    NDArray x = inputs.singletonOrThrow();
    return Linear.linear(
        x,
        store.getValue(weight, x.getDevice(), training),
        store.getValue(bias, x.getDevice(), training));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    long out = weight.getShape().get(0);
    return new Shape[] {inputs[0].slice(0, inputs[0].dimension() - 1).add(out)};
  }
}

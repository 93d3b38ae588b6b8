package dev.trivium.text;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.jspecify.annotations.Nullable;

/**
 * LayerNorm over the last dimension: {@code (x − mean) / √(variance + ε) · γ + β} (Ba, Kiros and
 * Hinton, <i>Layer Normalization</i>, 2016). DJL's own learns its shape from random initial
 * weights; this one is given its weights.
 */
final class Norm extends GivenBlock {
  private final Parameter gamma;
  private final Parameter beta;
  private final float epsilon;

  Norm(Parameter gamma, Parameter beta, float epsilon) {
    this.gamma = addParameter(gamma);
    this.beta = addParameter(beta);
    this.epsilon = epsilon;
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> params) {
    var x = inputs.singletonOrThrow();
    return LayerNorm.layerNorm(
        x,
        gamma.getShape(),
        store.getValue(gamma, x.getDevice(), training),
        store.getValue(beta, x.getDevice(), training),
        epsilon);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return inputs;
  }
}

package dev.trivium.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import dev.trivium.core.tensor.Tensor;
import dev.trivium.core.tensor.TensorRuntime;
import org.jspecify.annotations.Nullable;

/**
 * A convolution, its bias, and {@code min(max(x, 0), 6)} where it is activated; {@code [n × c × h ×
 * w]} in, {@code [n × out × ⌈h/stride⌉ × ⌈w/stride⌉]} out.
 *
 * <p>Padded as TensorFlow's SAME: {@code total = max((⌈n/stride⌉ − 1)·stride + kernel − n, 0)}
 * zeros on each axis, the smaller half before and the larger after. With an even side and stride 2
 * that is none before and one after, where PyTorch's own padding would shift the picture by a
 * pixel.
 */
final class ConvolutionBlock extends AbstractBlock {
  private static final Shape ONE = new Shape(1, 1);
  private static final Shape NONE = new Shape(0, 0);

  private final Parameter weight;
  private final Parameter bias;
  private final Shape stride;
  private final int groups;
  private final boolean activated;

  /**
   * A block frozen at these weights.
   *
   * @param weight {@code [out × in/groups × k × k]}
   * @param bias {@code [out]}
   */
  ConvolutionBlock(
      NDManager manager, Tensor weight, Tensor bias, int stride, int groups, boolean activated) {
    this.weight = frozen(manager, "weight", Parameter.Type.WEIGHT, weight);
    this.bias = frozen(manager, "bias", Parameter.Type.BIAS, bias);
    this.stride = new Shape(stride, stride);
    this.groups = groups;
    this.activated = activated;
  }

  private Parameter frozen(NDManager manager, String name, Parameter.Type type, Tensor tensor) {
    Parameter parameter = Parameter.builder().setName(name).setType(type).build();
    parameter.setArray(TensorRuntime.copy(manager, tensor));
    parameter.freeze(true); // otherwise every pass records its history
    return addParameter(parameter);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> parameters) {
    return new NDList(forward(store, inputs.singletonOrThrow(), training));
  }

  /** The block's output, owned by the manager of {@code input}; what lies between is freed. */
  NDArray forward(ParameterStore store, NDArray input, boolean training) {
    NDArray w = store.getValue(weight, input.getDevice(), training);
    NDArray b = store.getValue(bias, input.getDevice(), training);
    long up = padding(input.getShape().get(2));
    long left = padding(input.getShape().get(3));
    boolean even = up % 2 == 0 && left % 2 == 0;
    Shape own = even ? new Shape(up / 2, left / 2) : NONE;
    NDArray padded = even ? input : pad(input, up, left);
    NDArray sum = Conv2d.conv2d(padded, w, b, stride, own, ONE, groups).singletonOrThrow();
    if (!even) {
      padded.close();
    }
    if (!activated) {
      return sum;
    }
    try (sum) {
      return sum.clip(0, 6);
    }
  }

  private static NDArray pad(NDArray input, long vertical, long horizontal) {
    return input.pad(
        new Shape(
            horizontal / 2, horizontal - horizontal / 2, vertical / 2, vertical - vertical / 2),
        0);
  }

  /** Zeros that SAME adds to an axis of that length. */
  private long padding(long length) {
    return Math.max((size(length) - 1) * stride.get(0) + weight.getShape().get(2) - length, 0);
  }

  private long size(long length) {
    return (length + stride.get(0) - 1) / stride.get(0);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    Shape in = inputs[0];
    return new Shape[] {
      new Shape(in.get(0), weight.getShape().get(0), size(in.get(2)), size(in.get(3)))
    };
  }
}

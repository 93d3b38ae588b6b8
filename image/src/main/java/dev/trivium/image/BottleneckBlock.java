package dev.trivium.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.jspecify.annotations.Nullable;

/**
 * The inverted residual of MobileNetV2 (Sandler et al., CVPR 2018, section 3.4): expand each pixel
 * to many channels, filter each channel apart, project to few without activation, and add the input
 * where the shapes allow.
 */
final class BottleneckBlock extends AbstractBlock {
  private final @Nullable ConvolutionBlock expand;
  private final ConvolutionBlock depthwise;
  private final ConvolutionBlock project;
  private final boolean residual;

  /**
   * @param layer the block's name in the weight file
   * @param expansion channels inside for each channel of the input; 1 leaves the expansion out
   */
  BottleneckBlock(
      NDManager manager,
      LayerWeights weights,
      String layer,
      int in,
      int out,
      int expansion,
      int stride) {
    int inner = in * expansion;
    this.expand =
        expansion == 1
            ? null
            : addChildBlock(
                "expand", pointwise(manager, weights, layer + "/expand", in, inner, true));
    this.depthwise =
        addChildBlock(
            "depthwise",
            new ConvolutionBlock(
                manager,
                weights.depthwise(layer + "/depthwise", inner, 3),
                weights.bias(layer + "/depthwise", inner),
                stride,
                inner,
                true));
    this.project =
        addChildBlock(
            "project", pointwise(manager, weights, layer + "/project", inner, out, false));
    this.residual = stride == 1 && in == out;
  }

  /** A convolution that sees one pixel at a time. */
  static ConvolutionBlock pointwise(
      NDManager manager, LayerWeights weights, String layer, int in, int out, boolean activated) {
    return new ConvolutionBlock(
        manager, weights.convolution(layer, out, in, 1), weights.bias(layer, out), 1, 1, activated);
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
    NDArray wide = expand == null ? input : expand.forward(store, input, training);
    NDArray filtered = depthwise.forward(store, wide, training);
    if (wide != input) {
      wide.close();
    }
    try (filtered) {
      NDArray narrow = project.forward(store, filtered, training);
      return residual ? narrow.addi(input) : narrow;
    }
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    Shape[] wide = expand == null ? inputs : expand.getOutputShapes(inputs);
    return project.getOutputShapes(depthwise.getOutputShapes(wide));
  }
}

package dev.trivium.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * MobileNetV2 of width 1.0 up to its last convolution (Sandler, Howard, Zhu, Zhmoginov, Chen:
 * "MobileNetV2: Inverted Residuals and Linear Bottlenecks", CVPR 2018, table 2), every BatchNorm
 * folded into the convolution before it. {@code [n × 3 × h × w]} in {@code −1…1} in, {@code [n ×
 * 1536]} out: the means over the plane of {@code expanded_conv_12} (96 channels at a sixteenth of
 * the side), {@code expanded_conv_15} (160 at a thirty-second) and {@code Conv_1} (1280).
 *
 * <p>Any side will do. 2.2 million weights; about 0.3 · 10⁹ multiplications for 224 × 224 pixels.
 */
final class MobileNetV2Block extends AbstractBlock {
  private static final int STEM = 32;
  private static final int LAST = 1280;
  private static final int MIDDLE = 12;
  private static final int LATE = 15;

  /** Expansion, channels out, blocks, stride of the first: the paper's t, c, n, s. */
  private static final int[][] STAGES = {
    {1, 16, 1, 1},
    {6, 24, 2, 2},
    {6, 32, 3, 2},
    {6, 64, 4, 2},
    {6, 96, 3, 1},
    {6, 160, 3, 2},
    {6, 320, 1, 1}
  };

  /** Numbers that come out for a picture. */
  static final int FEATURES = 96 + 160 + LAST;

  private final ConvolutionBlock stem;
  private final List<BottleneckBlock> bottlenecks = new ArrayList<>();
  private final ConvolutionBlock last;

  /** The network frozen at these weights, which {@code manager} owns from now on. */
  MobileNetV2Block(NDManager manager, LayerWeights weights) {
    stem =
        addChildBlock(
            "Conv",
            new ConvolutionBlock(
                manager,
                weights.convolution("Conv", STEM, 3, 3),
                weights.bias("Conv", STEM),
                2,
                1,
                true));
    int in = STEM;
    for (int[] stage : STAGES) {
      for (int i = 0; i < stage[2]; i++) {
        int number = bottlenecks.size();
        String layer = number == 0 ? "expanded_conv" : "expanded_conv_" + number;
        int stride = i == 0 ? stage[3] : 1;
        bottlenecks.add(
            addChildBlock(
                layer,
                new BottleneckBlock(manager, weights, layer, in, stage[1], stage[0], stride)));
        in = stage[1];
      }
    }
    last =
        addChildBlock(
            "Conv_1", BottleneckBlock.pointwise(manager, weights, "Conv_1", in, LAST, true));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> parameters) {
    NDList pooled = new NDList();
    NDArray x = stem.forward(store, inputs.singletonOrThrow(), training);
    for (int i = 0; i < bottlenecks.size(); i++) {
      try (NDArray before = x) {
        x = bottlenecks.get(i).forward(store, before, training);
      }
      if (i == MIDDLE || i == LATE) {
        pooled.add(mean(x));
      }
    }
    try (NDArray before = x;
        NDArray top = last.forward(store, before, training)) {
      pooled.add(mean(top));
    }
    try (pooled) {
      NDArray features = pooled.get(0).concat(pooled.get(1), 1);
      try (features) {
        return new NDList(features.concat(pooled.get(2), 1));
      }
    }
  }

  private static NDArray mean(NDArray planes) {
    Shape shape = planes.getShape();
    try (NDArray flat = planes.reshape(shape.get(0), shape.get(1), shape.get(2) * shape.get(3))) {
      return flat.mean(new int[] {2});
    }
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {new Shape(inputs[0].get(0), FEATURES)};
  }
}

package dev.trivium.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import dev.trivium.core.tensor.Tensor;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.core.tensor.TensorSettings;
import dev.trivium.core.tensor.Weights;
import dev.trivium.image.Convolutions.Planes;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvolutionBlockTest {
  @ParameterizedTest
  @CsvSource({
    "8, 8, 3, 1, false",
    "8, 8, 3, 2, false",
    "7, 7, 3, 2, false",
    "8, 7, 3, 2, true",
    "5, 6, 3, 1, true",
    "1, 1, 3, 2, true",
    "2, 2, 3, 2, false",
    "4, 9, 1, 1, false"
  })
  void convolvesAsTheDefinition(int height, int width, int k, int stride, boolean depthwise) {
    Random random = new Random(height * 100L + width);
    int in = 4;
    int out = depthwise ? in : 5;
    float[] weights = gaussians(random, out * k * k * (depthwise ? 1 : in), 1);
    float[] bias = gaussians(random, out, 1);
    float[] pixels = gaussians(random, in * height * width, 2);
    int[] shape = depthwise ? new int[] {1, k, k, out} : new int[] {out, k, k, in};
    LayerWeights layers =
        new LayerWeights(
            new Weights(
                "test",
                Map.of(
                    "MobilenetV2/Conv/weights", new Tensor(shape, weights),
                    "MobilenetV2/Conv/biases", new Tensor(new int[] {out}, bias))));
    Planes expected =
        Convolutions.same(
            planes(pixels, in, height, width), weights, bias, k, stride, depthwise, true);

    try (NDManager manager =
        new TensorRuntime(TensorSettings.DEFAULT.withThreads(1)).newManager()) {
      ConvolutionBlock block =
          new ConvolutionBlock(
              manager,
              depthwise ? layers.depthwise("Conv", in, k) : layers.convolution("Conv", out, in, k),
              layers.bias("Conv", out),
              stride,
              depthwise ? in : 1,
              true);
      NDArray input = manager.create(pixels, new Shape(1, in, height, width));
      NDArray actual =
          block
              .forward(new ParameterStore(manager, false), new NDList(input), false)
              .singletonOrThrow();
      assertThat(actual.getShape())
          .isEqualTo(new Shape(1, out, expected.height(), expected.width()))
          .isEqualTo(block.getOutputShapes(new Shape[] {input.getShape()})[0]);
      assertThat(actual.toFloatArray()).containsExactly(flat(expected), within(1e-4f));
    }
  }

  private static float[] gaussians(Random random, int n, float scale) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = scale * (float) random.nextGaussian();
    }
    return values;
  }

  static Planes planes(float[] pixels, int channels, int height, int width) {
    double[][][] planes = new double[channels][height][width];
    for (int i = 0; i < pixels.length; i++) {
      planes[i / (height * width)][i / width % height][i % width] = pixels[i];
    }
    return new Planes(planes);
  }

  private static float[] flat(Planes planes) {
    float[] flat = new float[planes.channels() * planes.height() * planes.width()];
    int i = 0;
    for (double[][] plane : planes.values()) {
      for (double[] row : plane) {
        for (double value : row) {
          flat[i++] = (float) value;
        }
      }
    }
    return flat;
  }
}

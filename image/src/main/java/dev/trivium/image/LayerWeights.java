package dev.trivium.image;

import dev.trivium.core.TriviumException;
import dev.trivium.core.io.Fingerprint;
import dev.trivium.core.tensor.Tensor;
import dev.trivium.core.tensor.Weights;

/**
 * The weights of MobileNetV2's layers in a TensorFlow Lite file, turned from TensorFlow's order of
 * dimensions to PyTorch's. Keeps a digest of what it has handed out, so that vectors can say which
 * weights made them.
 */
final class LayerWeights {
  private static final String FIRST = "MobilenetV2/Conv/weights";

  private final Weights weights;
  private final String prefix;
  private final Fingerprint digest = new Fingerprint();

  LayerWeights(Weights weights) {
    this.weights = weights;
    String first =
        weights.names().stream()
            .filter(name -> name.equals(FIRST) || name.endsWith("/" + FIRST))
            .findFirst()
            .orElseThrow(
                () ->
                    new TriviumException(
                        weights.source()
                            + " holds no MobileNetV2: none of its "
                            + weights.names().size()
                            + " weights is called '…/"
                            + FIRST
                            + "'; give the file of another network"));
    this.prefix = first.substring(0, first.length() - "Conv/weights".length());
  }

  /** {@code [out × in × k × k]}. */
  Tensor convolution(String layer, int out, int in, int k) {
    Tensor file = digested(weights.get(prefix + layer + "/weights", out, k, k, in));
    return new Tensor(new int[] {out, in, k, k}, channelsFirst(file.data(), out, k * k, in));
  }

  /** {@code [channels × 1 × k × k]}. */
  Tensor depthwise(String layer, int channels, int k) {
    Tensor file = digested(weights.get(prefix + layer + "/weights", 1, k, k, channels));
    return new Tensor(
        new int[] {channels, 1, k, k}, channelsFirst(file.data(), 1, k * k, channels));
  }

  /** {@code [out]}. */
  Tensor bias(String layer, int out) {
    return digested(weights.get(prefix + layer + "/biases", out));
  }

  /** A name for the weights handed out so far. */
  String fingerprint() {
    return digest.hex();
  }

  /** {@code [outer × plane × channels]} to {@code [outer × channels × plane]}. */
  private static float[] channelsFirst(float[] in, int outer, int plane, int channels) {
    float[] out = new float[in.length];
    for (int o = 0; o < outer; o++) {
      for (int p = 0; p < plane; p++) {
        for (int c = 0; c < channels; c++) {
          out[(o * channels + c) * plane + p] = in[(o * plane + p) * channels + c];
        }
      }
    }
    return out;
  }

  private Tensor digested(Tensor tensor) {
    digest.add(tensor.data());
    return tensor;
  }
}

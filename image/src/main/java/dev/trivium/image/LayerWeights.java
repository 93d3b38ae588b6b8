package dev.trivium.image;

import dev.trivium.core.TriviumException;
import dev.trivium.core.tensor.Tensor;
import dev.trivium.core.tensor.Weights;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The weights of MobileNetV2's layers in a TensorFlow Lite file, turned from TensorFlow's order of
 * dimensions to PyTorch's. Keeps a digest of what it has handed out, so that vectors can say which
 * weights made them.
 */
final class LayerWeights {
  private static final String FIRST = "MobilenetV2/Conv/weights";

  private final Weights weights;
  private final String prefix;
  private final MessageDigest digest;

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
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
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

  /** Eight hexadecimal digits of the SHA-256 of the weights handed out so far. */
  String fingerprint() {
    try {
      MessageDigest copy = (MessageDigest) digest.clone();
      return HexFormat.of().formatHex(copy.digest(), 0, 4);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("every platform's SHA-256 can be cloned", e);
    }
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
    ByteBuffer bytes = ByteBuffer.allocate(tensor.data().length * Float.BYTES);
    bytes.asFloatBuffer().put(tensor.data());
    digest.update(bytes);
    return tensor;
  }
}

package dev.trivium.core.tensor;

import dev.trivium.core.TriviumException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One tensor of a TensorFlow Lite graph that the file holds numbers for, decoded to floats.
 *
 * <p>Quantised numbers {@code q} stand for {@code scale · (q − zero)}, with one scale and zero
 * point for the tensor, or one for each index of one dimension (Jacob et al., "Quantization and
 * Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference", CVPR 2018).
 */
final class TfLiteTensor {
  /** The element types that stand for real numbers, by their code in the schema. */
  private enum Type {
    FLOAT32(0, 4, false),
    FLOAT16(1, 2, false),
    INT32(2, 4, true),
    UINT8(3, 1, true),
    INT8(9, 1, true);

    private final int code;
    private final int bytes;
    private final boolean quantised;

    Type(int code, int bytes, boolean quantised) {
      this.code = code;
      this.bytes = bytes;
      this.quantised = quantised;
    }

    private static @Nullable Type of(int code) {
      return Arrays.stream(values()).filter(t -> t.code == code).findFirst().orElse(null);
    }
  }

  private final String source;
  private final String name;
  private final int[] shape;
  private final ByteBuffer bytes;
  private final float[] scales;
  private final long[] zeros;
  private final int channelDimension;

  private TfLiteTensor(String source, FlatTable table, ByteBuffer bytes) {
    FlatTable quantisation = table.table(4);
    this.source = source;
    this.name = table.text(3);
    this.shape = table.ints(0);
    this.bytes = bytes;
    this.scales = quantisation == null ? new float[0] : quantisation.floats(2);
    this.zeros = quantisation == null ? new long[0] : quantisation.longs(3);
    this.channelDimension = quantisation == null ? 0 : quantisation.intAt(6, 0);
  }

  /**
   * The numbers of {@code table}, a {@code Tensor} of the schema, from its buffer's bytes; null
   * when the type stands for no real numbers (indices, shapes, strings).
   */
  static @Nullable Tensor decode(String source, FlatTable table, ByteBuffer bytes) {
    Type type = Type.of(table.byteAt(1, 0));
    TfLiteTensor tensor = new TfLiteTensor(source, table, bytes);
    return type == null || (type.quantised && tensor.scales.length == 0)
        ? null
        : tensor.decode(type);
  }

  private Tensor decode(Type type) {
    float[] data = new float[size(type)];
    if (type.quantised) {
      dequantise(type, data);
    } else if (type == Type.FLOAT32) {
      bytes.asFloatBuffer().get(data);
    } else {
      for (int i = 0; i < data.length; i++) {
        data[i] = HalfFloats.toFloat(bytes.getShort(Short.BYTES * i));
      }
    }
    return new Tensor(shape, data);
  }

  private int size(Type type) {
    long size = 1;
    for (int d : shape) {
      size = d < 0 || size > bytes.capacity() ? -1 : size * d;
    }
    if (size < 0 || size * type.bytes != bytes.capacity()) {
      throw broken(
          "has shape "
              + Arrays.toString(shape)
              + " of "
              + type
              + " in "
              + bytes.capacity()
              + " bytes");
    }
    return (int) size;
  }

  private void dequantise(Type type, float[] data) {
    int channels = scales.length == 1 ? 1 : channels();
    int inner = 1;
    for (int d = channels == 1 ? shape.length : channelDimension + 1; d < shape.length; d++) {
      inner *= shape[d];
    }
    for (int i = 0; i < data.length; i++) {
      int c = channels == 1 ? 0 : i / inner % channels;
      long zero = zeros.length == 0 ? 0 : zeros[zeros.length == 1 ? 0 : c];
      data[i] = (float) (scales[c] * (double) (integer(type, i) - zero));
    }
  }

  private int channels() {
    boolean fits =
        channelDimension >= 0
            && channelDimension < shape.length
            && shape[channelDimension] == scales.length
            && (zeros.length <= 1 || zeros.length == scales.length);
    if (!fits) {
      throw broken(
          "has "
              + scales.length
              + " scales and "
              + zeros.length
              + " zero points for shape "
              + Arrays.toString(shape));
    }
    return scales.length;
  }

  private int integer(Type type, int i) {
    return switch (type) {
      case INT32 -> bytes.getInt(Integer.BYTES * i);
      case UINT8 -> bytes.get(i) & 0xff;
      default -> bytes.get(i);
    };
  }

  private TriviumException broken(String what) {
    return new TriviumException(
        source + ": weight '" + name + "' " + what + "; fetch the file again");
  }
}

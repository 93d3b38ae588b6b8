package dev.trivium.core.tensor;

import static dev.trivium.core.tensor.ProtoFields.BYTES;
import static dev.trivium.core.tensor.ProtoFields.FIXED32;
import static dev.trivium.core.tensor.ProtoFields.FIXED64;
import static dev.trivium.core.tensor.ProtoFields.VARINT;

import com.google.protobuf.CodedInputStream;
import dev.trivium.core.TriviumException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One {@code TensorProto} of an ONNX model, in whichever of its ways it holds its numbers. */
final class OnnxTensor {
  private static final int DIMS = 1;
  private static final int DATA_TYPE = 2;
  private static final int FLOAT_DATA = 4;
  private static final int INT32_DATA = 5;
  private static final int NAME = 8;
  private static final int RAW_DATA = 9;
  private static final int DOUBLE_DATA = 10;
  private static final int DATA_LOCATION = 14;

  private long[] dims = {};
  private int type;
  private boolean external;
  private String name = "";
  private byte[] packed = {};
  private final ByteArrayOutputStream loose = new ByteArrayOutputStream(0);

  /** Reads the message that follows. */
  static OnnxTensor read(CodedInputStream in) throws IOException {
    OnnxTensor tensor = new OnnxTensor();
    ProtoFields.walkNested(in, tag -> tensor.take(in, tag));
    return tensor;
  }

  String name() {
    return name;
  }

  /** Its numbers as floats; null where they are integers, which no weight is. */
  @Nullable Tensor tensor(String source) {
    FloatFormat format = format();
    if (format == null) {
      return null;
    }
    if (external) {
      throw broken(
          source, "keeps its numbers in another file; save the model with its weights inside");
    }
    byte[] bytes = loose.size() > 0 ? loose.toByteArray() : packed;
    long size = Tensor.size(dims);
    if (size < 0 || size * format.bytes() != bytes.length) {
      throw broken(
          source,
          "has shape %s, which %d bytes of %s do not fill; fetch the file again"
              .formatted(Arrays.toString(dims), bytes.length, format));
    }
    float[] data = new float[(int) size];
    format.read(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), data, 0, data.length);
    return new Tensor(Arrays.stream(dims).mapToInt(Math::toIntExact).toArray(), data);
  }

  private TriviumException broken(String source, String how) {
    return new TriviumException("%s: weight '%s' %s".formatted(source, name, how));
  }

  /** By the numbers of ONNX's {@code TensorProto.DataType}. */
  private @Nullable FloatFormat format() {
    return switch (type) {
      case 1 -> FloatFormat.F32;
      case 10 -> FloatFormat.F16;
      case 11 -> FloatFormat.F64;
      case 16 -> FloatFormat.BF16;
      default -> null;
    };
  }

  private boolean take(CodedInputStream in, int tag) throws IOException {
    switch (tag) {
      case DIMS << 3 | VARINT -> addDimension(in.readInt64());
      case DIMS << 3 | BYTES -> ProtoFields.eachPacked(in, () -> addDimension(in.readInt64()));
      case DATA_TYPE << 3 | VARINT -> type = in.readInt32();
      case NAME << 3 | BYTES -> name = in.readString();
      case DATA_LOCATION << 3 | VARINT -> external = in.readInt32() == 1;
      case RAW_DATA << 3 | BYTES, FLOAT_DATA << 3 | BYTES, DOUBLE_DATA << 3 | BYTES ->
          packed = in.readByteArray(); // packed floats are the raw bytes, little-endian
      case FLOAT_DATA << 3 | FIXED32 -> addBytes(in.readRawLittleEndian32(), 4);
      case DOUBLE_DATA << 3 | FIXED64 -> addBytes(in.readRawLittleEndian64(), 8);
      case INT32_DATA << 3 | BYTES -> ProtoFields.eachPacked(in, () -> addBytes(in.readInt32(), 2));
      case INT32_DATA << 3 | VARINT -> addBytes(in.readInt32(), 2); // halves, one in each int
      default -> {
        return false;
      }
    }
    return true;
  }

  private void addDimension(long dimension) {
    dims = Arrays.copyOf(dims, dims.length + 1);
    dims[dims.length - 1] = dimension;
  }

  private void addBytes(long bits, int bytes) {
    for (int i = 0; i < bytes; i++) {
      loose.write((int) (bits >>> (8 * i)));
    }
  }
}

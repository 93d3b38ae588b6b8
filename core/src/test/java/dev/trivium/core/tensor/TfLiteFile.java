package dev.trivium.core.tensor;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Writes small TensorFlow Lite files by hand, field by field, for readers to be held against. */
final class TfLiteFile {
  static final int FLOAT32 = 0;
  static final int FLOAT16 = 1;
  static final int INT32 = 2;
  static final int UINT8 = 3;
  static final int INT8 = 9;

  private final FlatBufferBuilder fbb = new FlatBufferBuilder();
  private final List<Integer> tensors = new ArrayList<>();
  private final List<Integer> buffers = new ArrayList<>();
  private final List<Integer> operators = new ArrayList<>();
  private final List<Integer> codes = new ArrayList<>();

  TfLiteFile() {
    buffers.add(table(0, new int[0]));
  }

  /** Adds a tensor and its bytes, none for one that is computed; gives its index. */
  int tensor(String name, int type, int[] shape, byte[] bytes, int quantisation) {
    int buffer = 0;
    if (bytes.length > 0) {
      int data = fbb.createByteVector(bytes);
      buffer = buffers.size();
      buffers.add(table(1, new int[] {data}));
    }
    int text = fbb.createString(name);
    int dims = ints(shape);
    fbb.startTable(5);
    fbb.addOffset(0, dims, 0);
    fbb.addByte(1, (byte) type, 0);
    fbb.addInt(2, buffer, 0);
    fbb.addOffset(3, text, 0);
    fbb.addOffset(4, quantisation, 0);
    tensors.add(fbb.endTable());
    return tensors.size() - 1;
  }

  /** A tensor that an operator computes. */
  int computed(String name, int... shape) {
    return tensor(name, FLOAT32, shape, new byte[0], 0);
  }

  int floats(String name, int[] shape, float... values) {
    ByteBuffer b = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    b.asFloatBuffer().put(values);
    return tensor(name, FLOAT32, shape, b.array(), 0);
  }

  int halves(String name, int[] shape, int... bits) {
    ByteBuffer b = ByteBuffer.allocate(2 * bits.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int bit : bits) {
      b.putShort((short) bit);
    }
    return tensor(name, FLOAT16, shape, b.array(), 0);
  }

  static byte[] little(int... values) {
    ByteBuffer b = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    b.asIntBuffer().put(values);
    return b.array();
  }

  /** How integers stand for numbers; every tensor that is so quantised names it. */
  int quantisation(int dimension, float[] scales, long[] zeros) {
    fbb.startVector(4, scales.length, 4);
    for (int i = scales.length - 1; i >= 0; i--) {
      fbb.addFloat(scales[i]);
    }
    int s = fbb.endVector();
    fbb.startVector(8, zeros.length, 8);
    for (int i = zeros.length - 1; i >= 0; i--) {
      fbb.addLong(zeros[i]);
    }
    int z = fbb.endVector();
    fbb.startTable(7);
    fbb.addOffset(2, s, 0);
    fbb.addOffset(3, z, 0);
    fbb.addInt(6, dimension, 0);
    return fbb.endTable();
  }

  /** Adds an operator of that builtin code. */
  void operator(int code, int output, int... inputs) {
    fbb.startTable(4);
    fbb.addByte(0, (byte) code, 0);
    codes.add(fbb.endTable());
    int in = ints(inputs);
    int out = ints(output);
    fbb.startTable(3);
    fbb.addInt(0, codes.size() - 1, 0);
    fbb.addOffset(1, in, 0);
    fbb.addOffset(2, out, 0);
    operators.add(fbb.endTable());
  }

  byte[] bytes() {
    int t = offsets(tensors);
    int o = offsets(operators);
    fbb.startTable(4);
    fbb.addOffset(0, t, 0);
    fbb.addOffset(3, o, 0);
    int graphs = offsets(List.of(fbb.endTable()));
    int b = offsets(buffers);
    int c = offsets(codes);
    fbb.startTable(5);
    fbb.addInt(0, 3, 0);
    fbb.addOffset(1, c, 0);
    fbb.addOffset(2, graphs, 0);
    fbb.addOffset(4, b, 0);
    fbb.finish(fbb.endTable(), "TFL3");
    return fbb.sizedByteArray();
  }

  private int table(int fields, int[] offsets) {
    fbb.startTable(fields);
    for (int i = 0; i < offsets.length; i++) {
      fbb.addOffset(i, offsets[i], 0);
    }
    return fbb.endTable();
  }

  private int ints(int... values) {
    fbb.startVector(4, values.length, 4);
    for (int i = values.length - 1; i >= 0; i--) {
      fbb.addInt(values[i]);
    }
    return fbb.endVector();
  }

  private int offsets(List<Integer> tables) {
    return fbb.createVectorOfTables(tables.stream().mapToInt(Integer::intValue).toArray());
  }
}

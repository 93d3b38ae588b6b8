package dev.trivium.image;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** A MobileNetV2 of random weights, as numbers and as a TensorFlow Lite file. */
final class TinyWeights {
  /** Expansion, channels out, stride of each block: the paper's table 2, written out. */
  static final int[][] BLOCKS = {
    {1, 16, 1},
    {6, 24, 2},
    {6, 24, 1},
    {6, 32, 2},
    {6, 32, 1},
    {6, 32, 1},
    {6, 64, 2},
    {6, 64, 1},
    {6, 64, 1},
    {6, 64, 1},
    {6, 96, 1},
    {6, 96, 1},
    {6, 96, 1},
    {6, 160, 2},
    {6, 160, 1},
    {6, 160, 1},
    {6, 320, 1}
  };

  private final Random random;
  private final Map<String, float[]> numbers = new LinkedHashMap<>();
  private final FlatBufferBuilder fbb = new FlatBufferBuilder(1 << 24);
  private final List<Integer> buffers = new ArrayList<>();
  private final List<Integer> tensors = new ArrayList<>();
  private final List<Integer> operators = new ArrayList<>();

  TinyWeights(long seed) {
    random = new Random(seed);
    fbb.startTable(1);
    buffers.add(fbb.endTable());
    layer("Conv", new int[] {32, 3, 3, 3});
    int in = 32;
    for (int i = 0; i < BLOCKS.length; i++) {
      String name = i == 0 ? "expanded_conv" : "expanded_conv_" + i;
      int inner = in * BLOCKS[i][0];
      if (i > 0) {
        layer(name + "/expand", new int[] {inner, 1, 1, in});
      }
      layer(name + "/depthwise", new int[] {1, 3, 3, inner});
      layer(name + "/project", new int[] {BLOCKS[i][1], 1, 1, inner});
      in = BLOCKS[i][1];
    }
    layer("Conv_1", new int[] {1280, 1, 1, in});
  }

  float[] weights(String layer) {
    return Objects.requireNonNull(numbers.get(layer + "/weights"));
  }

  float[] biases(String layer) {
    return Objects.requireNonNull(numbers.get(layer + "/biases"));
  }

  private void layer(String name, int[] shape) {
    boolean depthwise = shape[0] == 1;
    int outs = depthwise ? shape[3] : shape[0];
    int inputs = shape[1] * shape[2] * (depthwise ? 1 : shape[3]);
    int w = tensor(name + "/weights", shape, Math.sqrt(2.0 / inputs));
    int b = tensor(name + "/biases", new int[] {outs}, 0.1);
    int input = tensor("", new int[0], 0);
    int output = tensor("net/MobilenetV2/" + name + "/Relu6;fused", new int[0], 0);
    fbb.startVector(4, 3, 4);
    fbb.addInt(b);
    fbb.addInt(w);
    fbb.addInt(input);
    int in = fbb.endVector();
    fbb.startVector(4, 1, 4);
    fbb.addInt(output);
    int out = fbb.endVector();
    fbb.startTable(3);
    fbb.addInt(0, depthwise ? 1 : 0, 0);
    fbb.addOffset(1, in, 0);
    fbb.addOffset(2, out, 0);
    operators.add(fbb.endTable());
  }

  /** A tensor of normally distributed numbers; one without a scale has no numbers. */
  private int tensor(String name, int[] shape, double scale) {
    int buffer = 0;
    if (scale > 0) {
      float[] values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (scale * random.nextGaussian());
      }
      numbers.put(name, values);
      ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(values);
      int vector = fbb.createByteVector(bytes.array());
      fbb.startTable(1);
      fbb.addOffset(0, vector, 0);
      buffer = buffers.size();
      buffers.add(fbb.endTable());
    }
    int text = fbb.createString(name);
    fbb.startVector(4, shape.length, 4);
    for (int i = shape.length - 1; i >= 0; i--) {
      fbb.addInt(shape[i]);
    }
    int dims = fbb.endVector();
    fbb.startTable(4);
    fbb.addOffset(0, dims, 0);
    fbb.addInt(2, buffer, 0);
    fbb.addOffset(3, text, 0);
    tensors.add(fbb.endTable());
    return tensors.size() - 1;
  }

  /** The TensorFlow Lite file; to be asked once. */
  byte[] file() {
    int codes = fbb.createVectorOfTables(new int[] {code(3), code(4)});
    int t = vector(tensors);
    int o = vector(operators);
    fbb.startTable(4);
    fbb.addOffset(0, t, 0);
    fbb.addOffset(3, o, 0);
    int graphs = fbb.createVectorOfTables(new int[] {fbb.endTable()});
    int b = vector(buffers);
    fbb.startTable(5);
    fbb.addOffset(1, codes, 0);
    fbb.addOffset(2, graphs, 0);
    fbb.addOffset(4, b, 0);
    fbb.finish(fbb.endTable(), "TFL3");
    return fbb.sizedByteArray();
  }

  private int code(int builtin) {
    fbb.startTable(4);
    fbb.addInt(3, builtin, 0);
    return fbb.endTable();
  }

  private int vector(List<Integer> tables) {
    return fbb.createVectorOfTables(tables.stream().mapToInt(Integer::intValue).toArray());
  }
}

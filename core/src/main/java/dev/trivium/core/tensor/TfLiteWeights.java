package dev.trivium.core.tensor;

import dev.trivium.core.TriviumException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the weights of a TensorFlow Lite model: the container only, not the network, which whoever
 * uses the weights builds. Takes float32, float16 and quantised numbers (8 bits, and the 32-bit
 * biases that go with them), all as floats, in TensorFlow Lite's layout: a convolution {@code [out
 * × height × width × in]}, a depthwise one {@code [1 × height × width × channels]}, a dense layer
 * {@code [out × in]}.
 *
 * <p><b>Names.</b> The converter joins the names of operations that it fuses, and the weights of
 * one layer may carry the name of another. So a weight is called after the layer that uses it, as
 * TensorFlow's own checkpoints do: the operator's output {@code net/conv/Relu6;net/conv/Conv2D}
 * makes {@code net/conv/weights} and {@code net/conv/biases} (the part before the first semicolon,
 * less the operation, less a {@code BatchNorm} folded into the weights). A second operator of the
 * same layer keeps its operation in the name. Half floats that pass through a {@code DEQUANTIZE}
 * operator are named the same way. Constants that no convolution or dense layer uses keep their own
 * names.
 *
 * <p>One pass over the file; memory for the floats, at most four times the file.
 *
 * @see <a href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/lite/schema">the
 *     schema</a>, whose field numbers these are
 */
public final class TfLiteWeights {
  private static final String IDENTIFIER = "TFL3";
  private static final int CONV_2D = 3;
  private static final int DEPTHWISE_CONV_2D = 4;
  private static final int DEQUANTIZE = 6;
  private static final int FULLY_CONNECTED = 9;

  private final String source;
  private final FlatTable model;
  private final List<FlatTable> tensors;
  private final List<FlatTable> buffers;
  private final Map<Integer, Tensor> constants = new LinkedHashMap<>();

  private TfLiteWeights(String source, FlatTable model, FlatTable graph) {
    this.source = source;
    this.model = model;
    this.tensors = graph.tables(0);
    this.buffers = model.tables(4);
  }

  /** Reads a {@code .tflite} file. */
  public static Weights read(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new TriviumException(
            file + " has " + channel.size() + " bytes; a TensorFlow Lite file holds at most 2 GiB");
      }
      return read(file.toString(), channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
    } catch (IOException e) {
      throw new TriviumException("cannot read " + file + ": " + e, e);
    }
  }

  /** Reads what remains of {@code bytes}, a model that {@code source} names in messages. */
  public static Weights read(String source, ByteBuffer bytes) {
    ByteBuffer file = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    if (file.capacity() < 8 || !identifier(file).equals(IDENTIFIER)) {
      throw new TriviumException(
          source
              + " is no TensorFlow Lite file: its bytes 4 to 7 are not '"
              + IDENTIFIER
              + "'; give a .tflite file");
    }
    try {
      FlatTable model = FlatTable.root(file);
      List<FlatTable> graphs = model.tables(2);
      if (graphs.isEmpty()) {
        throw new TriviumException(source + " holds no graph; fetch it again");
      }
      return new TfLiteWeights(source, model, graphs.get(0)).weights(graphs.get(0));
    } catch (IndexOutOfBoundsException e) {
      throw new TriviumException(
          source
              + " is cut short or damaged: it points outside its "
              + file.capacity()
              + " bytes; fetch it again",
          e);
    }
  }

  private static String identifier(ByteBuffer file) {
    return StandardCharsets.ISO_8859_1.decode(file.slice(4, 4)).toString();
  }

  private Weights weights(FlatTable graph) {
    readConstants();
    int[] codes = model.tables(1).stream().mapToInt(TfLiteWeights::builtin).toArray();
    Map<Integer, Integer> halves = new HashMap<>();
    Map<String, Tensor> named = new LinkedHashMap<>();
    Map<Integer, Tensor> unused = new LinkedHashMap<>(constants);
    for (FlatTable operator : graph.tables(3)) {
      int code = codes[operator.intAt(0, 0)];
      if (code == DEQUANTIZE) {
        halves.put(operator.ints(2)[0], operator.ints(1)[0]);
      } else if (code == CONV_2D || code == DEPTHWISE_CONV_2D || code == FULLY_CONNECTED) {
        name(operator, halves, named, unused);
      }
    }
    unused.forEach((index, tensor) -> named.putIfAbsent(tensors.get(index).text(3), tensor));
    return new Weights(source, named);
  }

  private void readConstants() {
    for (int i = 0; i < tensors.size(); i++) {
      ByteBuffer bytes = buffers.get(tensors.get(i).intAt(2, 0)).bytes(0);
      Tensor tensor =
          bytes.capacity() == 0 ? null : TfLiteTensor.decode(source, tensors.get(i), bytes);
      if (tensor != null) {
        constants.put(i, tensor);
      }
    }
  }

  /** The operator's code; files older than the 128th operator have it in a byte. */
  private static int builtin(FlatTable code) {
    return Math.max(code.byteAt(0, 0), code.intAt(3, 0));
  }

  private void name(
      FlatTable operator,
      Map<Integer, Integer> halves,
      Map<String, Tensor> named,
      Map<Integer, Tensor> unused) {
    int[] inputs = operator.ints(1);
    String output = tensors.get(operator.ints(2)[0]).text(3).split(";", 2)[0];
    String layer = layer(output);
    boolean second = named.containsKey(layer + "/weights");
    for (int i = 1; i < Math.min(inputs.length, 3); i++) {
      int index = halves.getOrDefault(inputs[i], inputs[i]);
      @Nullable Tensor tensor = constants.get(index);
      if (tensor != null) {
        named.put((second ? output : layer) + (i == 1 ? "/weights" : "/biases"), tensor);
        unused.remove(index);
      }
    }
  }

  private static String layer(String output) {
    int slash = output.lastIndexOf('/');
    String layer = slash <= 0 ? output : output.substring(0, slash);
    return layer.endsWith("/BatchNorm")
        ? layer.substring(0, layer.length() - "/BatchNorm".length())
        : layer;
  }
}

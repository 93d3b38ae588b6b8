package dev.trivium.core.tensor;

import static dev.trivium.core.tensor.ProtoFields.BYTES;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.trivium.core.TriviumException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The weights (initialisers) of an ONNX model: a protobuf {@code ModelProto} whose graph lists them
 * beside the nodes that use them. Reads {@code float}, {@code float16}, {@code bfloat16} and {@code
 * double}; initialisers of integer types are passed over, the network itself is not read.
 *
 * <p>PyTorch's exporter folds the transpose of a linear layer into its weight and leaves it without
 * a name ({@code onnx::MatMul_787}, {@code [in × out]}). Such a weight is given the name of the
 * node that multiplies by it, and is turned back: {@code /encoder/layer.0/output/dense/MatMul}
 * makes it {@code encoder.layer.0.output.dense.weight}, {@code [out × in]}.
 *
 * <p>The stream is read once, one weight at a time: memory is that of the floats, twice that of the
 * largest weight, and that of the transposed.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>
 */
public final class OnnxWeights {
  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int NODE_INPUT = 1;
  private static final int NODE_NAME = 3;
  private static final int NODE_OPERATOR = 4;
  private static final Pattern ANONYMOUS = Pattern.compile("onnx::.*|\\d+");
  private static final Pattern MATMUL = Pattern.compile("/?(.+)/MatMul(_\\d+)?");

  private final String source;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private boolean graphSeen;

  private OnnxWeights(String source) {
    this.source = source;
  }

  /** Reads every weight of {@code file}. */
  public static Weights read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return read(file.toString(), in);
    } catch (IOException e) {
      throw new TriviumException("cannot read " + file + ": " + e, e);
    }
  }

  /**
   * Reads every weight of a model, to the end of the stream, which stays open.
   *
   * @param source what to call the model in messages: a path, a resource's name
   */
  public static Weights read(String source, InputStream stream) {
    OnnxWeights weights = new OnnxWeights(source);
    try {
      CodedInputStream in = CodedInputStream.newInstance(stream, 1 << 16);
      ProtoFields.walk(in, tag -> weights.takeFromModel(in, tag));
    } catch (InvalidProtocolBufferException e) {
      throw new TriviumException(
          source + " is cut short or is no ONNX model; fetch or export it again", e);
    } catch (IOException e) {
      throw new TriviumException("cannot read " + source + ": " + e, e);
    }
    if (!weights.graphSeen) {
      throw new TriviumException(
          source + " is no ONNX model: it holds no graph; fetch or export it again");
    }
    return new Weights(source, weights.named());
  }

  private boolean takeFromModel(CodedInputStream in, int tag) throws IOException {
    if (tag != (MODEL_GRAPH << 3 | BYTES)) {
      return false;
    }
    graphSeen = true;
    ProtoFields.walkNested(in, t -> takeFromGraph(in, t));
    return true;
  }

  private boolean takeFromGraph(CodedInputStream in, int tag) throws IOException {
    if (tag == (GRAPH_NODE << 3 | BYTES)) {
      Node node = new Node();
      ProtoFields.walkNested(in, t -> node.take(in, t));
      nodes.add(node);
      return true;
    }
    if (tag == (GRAPH_INITIALIZER << 3 | BYTES)) {
      OnnxTensor read = OnnxTensor.read(in);
      Tensor tensor = read.tensor(source);
      if (tensor != null) {
        tensors.put(read.name(), tensor);
      }
      return true;
    }
    return false;
  }

  /** The tensors, those without a name named by the node that multiplies by them. */
  private Map<String, Tensor> named() {
    Map<String, Tensor> named = new LinkedHashMap<>(tensors);
    for (Node node : nodes) {
      String weight = node.matrix();
      Tensor tensor = tensors.get(weight);
      var layer = MATMUL.matcher(node.name);
      if (tensor != null
          && tensor.shape().length == 2
          && ANONYMOUS.matcher(weight).matches()
          && layer.matches()) {
        String name = layer.group(1).replace('/', '.') + ".weight";
        if (named.putIfAbsent(name, tensor.transposed()) == null) {
          named.remove(weight);
        }
      }
    }
    return named;
  }

  private static final class Node {
    private final List<String> inputs = new ArrayList<>();
    private String name = "";
    private String operator = "";

    boolean take(CodedInputStream in, int tag) throws IOException {
      switch (tag) {
        case NODE_INPUT << 3 | BYTES -> inputs.add(in.readString());
        case NODE_NAME << 3 | BYTES -> name = in.readString();
        case NODE_OPERATOR << 3 | BYTES -> operator = in.readString();
        default -> {
          return false;
        }
      }
      return true;
    }

    /**
     * The name of what it multiplies by from the right; empty where it does nothing of the kind.
     */
    String matrix() {
      return operator.equals("MatMul") && inputs.size() == 2 ? inputs.get(1) : "";
    }
  }
}

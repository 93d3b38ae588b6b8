package dev.trivium.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import dev.trivium.core.TriviumException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models are written field by field, by the numbers of onnx.proto. */
class OnnxWeightsTest {
  private static final int FLOAT = 1;
  private static final int INT64 = 7;
  private static final int FLOAT16 = 10;
  private static final int DOUBLE = 11;

  @FunctionalInterface
  private interface Fields {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  private static byte[] message(Fields... parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    for (Fields part : parts) {
      part.writeTo(out);
    }
    out.flush();
    return bytes.toByteArray();
  }

  private static byte[] model(byte[]... graphFields) throws IOException {
    byte[] graph = message(Arrays.stream(graphFields).map(b -> raw(b)).toArray(Fields[]::new));
    return message(
        o -> o.writeInt64(1, 6), o -> o.writeString(2, "pytorch"), o -> o.writeByteArray(7, graph));
  }

  private static Fields raw(byte[] bytes) {
    return o -> o.writeRawBytes(bytes);
  }

  private static byte[] initializer(String name, int type, long[] dims, Fields numbers)
      throws IOException {
    byte[] tensor =
        message(
            o -> {
              for (long d : dims) {
                o.writeInt64(1, d);
              }
            },
            o -> o.writeInt32(2, type),
            o -> o.writeString(8, name),
            numbers);
    return message(o -> o.writeByteArray(5, tensor));
  }

  private static byte[] node(String operator, String name, String... inputs) throws IOException {
    byte[] node =
        message(
            o -> {
              for (String input : inputs) {
                o.writeString(1, input);
              }
            },
            o -> o.writeString(2, name + "_output_0"),
            o -> o.writeString(3, name),
            o -> o.writeString(4, operator));
    return message(o -> o.writeByteArray(1, node));
  }

  private static byte[] floats(float... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(numbers);
    return bytes.array();
  }

  private static Weights read(byte[] model) {
    return OnnxWeights.read("model.onnx", new ByteArrayInputStream(model));
  }

  @Test
  void rawFloatsPackedFloatsAndLooseFloatsAreTheSame() throws IOException {
    byte[] numbers = floats(1, -2, 3.5f, Float.MIN_VALUE, 5, 6);
    long[] dims = {2, 3};
    Weights weights =
        read(
            model(
                initializer("raw", FLOAT, dims, o -> o.writeByteArray(9, numbers)),
                initializer("packed", FLOAT, dims, o -> o.writeByteArray(4, numbers)),
                initializer(
                    "loose",
                    FLOAT,
                    dims,
                    o -> {
                      for (float f : new float[] {1, -2, 3.5f, Float.MIN_VALUE, 5, 6}) {
                        o.writeFloat(4, f);
                      }
                    })));
    Tensor expected =
        new Tensor(new int[] {2, 3}, new float[] {1, -2, 3.5f, Float.MIN_VALUE, 5, 6});
    assertThat(weights.names()).containsExactly("raw", "packed", "loose");
    assertThat(weights.get("raw")).isEqualTo(expected);
    assertThat(weights.get("packed")).isEqualTo(expected);
    assertThat(weights.get("loose")).isEqualTo(expected);
  }

  @Test
  void halvesDoublesAndPackedShapes() throws IOException {
    byte[] packedDims =
        message(
            o -> o.writeByteArray(1, new byte[] {2, 1}),
            o -> o.writeInt32(2, FLOAT),
            o -> o.writeString(8, "dims"),
            o -> o.writeByteArray(9, floats(8, 9)));
    byte[] twoHalves = message(o -> o.writeUInt32NoTag(0x3c00), o -> o.writeUInt32NoTag(0xc500));
    Weights weights =
        read(
            model(
                initializer(
                    "raw halves",
                    FLOAT16,
                    new long[] {2},
                    o -> o.writeByteArray(9, new byte[] {0, 0x3c, 0, (byte) 0xc5})),
                initializer(
                    "packed halves", FLOAT16, new long[] {2}, o -> o.writeByteArray(5, twoHalves)),
                initializer("double", DOUBLE, new long[] {}, o -> o.writeDouble(10, 0.5)),
                message(o -> o.writeByteArray(5, packedDims))));
    assertThat(weights.get("raw halves", 2).data()).containsExactly(1f, -5f);
    assertThat(weights.get("packed halves", 2).data()).containsExactly(1f, -5f);
    assertThat(weights.get("double").data()).containsExactly(0.5f);
    assertThat(weights.get("dims", 2, 1).data()).containsExactly(8f, 9f);
  }

  @Test
  void integersAndUnknownFieldsArePassedOver() throws IOException {
    byte[] ids = initializer("position_ids", INT64, new long[] {1}, o -> o.writeInt64(7, 3));
    byte[] unknown = message(o -> o.writeString(199, "later"), o -> o.writeFixed32(198, 1));
    assertThat(read(model(unknown, ids)).names()).isEmpty();
  }

  @Test
  void anAnonymousMatrixTakesTheNameOfItsNodeAndIsTurnedBack() throws IOException {
    Weights weights =
        read(
            model(
                node(
                    "MatMul",
                    "/encoder/layer.0/attention/self/query/MatMul",
                    "x",
                    "onnx::MatMul_787"),
                node("MatMul", "/pooler/dense/MatMul_1", "y", "788"),
                node("MatMul", "/attention/MatMul", "q", "k"),
                node("MatMul", "/named/MatMul", "q", "named.weight"),
                node("Add", "/other/MatMul", "q", "onnx::Add_9"),
                initializer(
                    "onnx::MatMul_787",
                    FLOAT,
                    new long[] {2, 3},
                    o -> o.writeByteArray(9, floats(1, 2, 3, 4, 5, 6))),
                initializer("788", FLOAT, new long[] {1, 1}, o -> o.writeByteArray(9, floats(7))),
                initializer(
                    "named.weight",
                    FLOAT,
                    new long[] {1, 2},
                    o -> o.writeByteArray(9, floats(8, 9))),
                initializer(
                    "onnx::Add_9", FLOAT, new long[] {1}, o -> o.writeByteArray(9, floats(9)))));
    assertThat(weights.names())
        .containsExactlyInAnyOrder(
            "encoder.layer.0.attention.self.query.weight",
            "pooler.dense.weight",
            "named.weight",
            "onnx::Add_9");
    assertThat(weights.get("encoder.layer.0.attention.self.query.weight", 3, 2).data())
        .containsExactly(1, 4, 2, 5, 3, 6);
    assertThat(weights.get("named.weight", 1, 2).data()).containsExactly(8, 9);
  }

  @Test
  void oneMatrixOfTwoNodesHasBothNames() throws IOException {
    Weights weights =
        read(
            model(
                initializer(
                    "onnx::MatMul_1",
                    FLOAT,
                    new long[] {1, 1},
                    o -> o.writeByteArray(9, floats(7))),
                node("MatMul", "/a/MatMul", "x", "onnx::MatMul_1"),
                node("MatMul", "/b/MatMul", "y", "onnx::MatMul_1")));
    assertThat(weights.names()).containsExactly("a.weight", "b.weight");
  }

  @Test
  void everyTruncationIsOneSentenceThatNamesTheModel() throws IOException {
    byte[] whole =
        model(
            node("MatMul", "/a/MatMul", "x", "onnx::MatMul_1"),
            initializer(
                "onnx::MatMul_1",
                FLOAT,
                new long[] {2, 2},
                o -> o.writeByteArray(9, floats(1, 2, 3, 4))),
            initializer("b", FLOAT, new long[] {2}, o -> o.writeByteArray(4, floats(1, 2))));
    assertThat(read(whole).names()).hasSize(2);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(cut))
          .as("cut to %d of %d bytes", length, whole.length)
          .isInstanceOf(TriviumException.class)
          .hasMessageStartingWith("model.onnx is ")
          .hasMessageEndingWith("; fetch or export it again");
    }
  }

  @Test
  void foreignFilesAreToldApart(@TempDir Path folder) throws IOException {
    byte[] zeros = new byte[100];
    for (byte[] foreign :
        new byte[][] {
          {}, zeros, "<html><body>Not found</body></html>".getBytes(StandardCharsets.UTF_8)
        }) {
      Path file = Files.write(folder.resolve("page.onnx"), foreign);
      assertThatThrownBy(() -> OnnxWeights.read(file))
          .isInstanceOf(TriviumException.class)
          .hasMessageStartingWith(file + " is ")
          .hasMessageEndingWith("; fetch or export it again");
    }
    assertThatThrownBy(() -> OnnxWeights.read(folder.resolve("gone.onnx")))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("gone.onnx");
  }

  @Test
  void numbersThatDoNotFillTheShapeAreNamed() throws IOException {
    for (long[] dims : new long[][] {{2}, {-1, -1}, {1L << 40, 1L << 40}, {0}}) {
      byte[] model = model(initializer("w", FLOAT, dims, o -> o.writeByteArray(9, floats(1))));
      assertThatThrownBy(() -> read(model))
          .isInstanceOf(TriviumException.class)
          .hasMessageContaining(
              "model.onnx: weight 'w' has shape "
                  + Arrays.toString(dims)
                  + ", which 4 bytes of F32");
    }
  }

  @Test
  void aLengthThatLiesIsNotAllocated() throws IOException {
    byte[] tensor =
        message(
            o -> o.writeTag(9, WireFormat.WIRETYPE_LENGTH_DELIMITED),
            o -> o.writeUInt32NoTag(2_000_000_000));
    byte[] graph =
        message(
            o -> o.writeTag(5, WireFormat.WIRETYPE_LENGTH_DELIMITED),
            o -> o.writeUInt32NoTag(2_000_000_100),
            raw(tensor));
    byte[] model =
        message(
            o -> o.writeTag(7, WireFormat.WIRETYPE_LENGTH_DELIMITED),
            o -> o.writeUInt32NoTag(2_000_000_200),
            raw(graph));
    assertThatThrownBy(() -> read(model))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("cut short");
  }

  @Test
  void weightsKeptInAnotherFileAreRefused() throws IOException {
    byte[] model = model(initializer("w", FLOAT, new long[] {1}, o -> o.writeInt32(14, 1)));
    assertThatThrownBy(() -> read(model))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("weight 'w' keeps its numbers in another file");
  }
}

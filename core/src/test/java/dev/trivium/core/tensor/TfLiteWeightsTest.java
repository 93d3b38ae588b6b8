package dev.trivium.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.TriviumException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TfLiteWeightsTest {
  private static final int CONV_2D = 3;
  private static final int DEPTHWISE_CONV_2D = 4;
  private static final int DEQUANTIZE = 6;
  private static final int FULLY_CONNECTED = 9;

  @Test
  void namesWeightsAfterTheLayerThatUsesThem() {
    TfLiteFile file = new TfLiteFile();
    int in = file.computed("input", 1, 2, 2, 1);
    int w = file.floats("x/BatchNorm;other/Conv2D", new int[] {2, 1, 1, 1}, 1.5f, -2);
    int b = file.floats("x/BatchNorm", new int[] {2}, 3, 4);
    int mid = file.computed("net/a/Relu6;net/a/Conv2D", 1, 2, 2, 2);
    file.operator(CONV_2D, mid, in, w, b);
    int dw = file.floats("y", new int[] {1, 1, 1, 2}, 5, 6);
    int last = file.computed("net/b/BatchNorm/FusedBatchNormV3;net/b/depthwise", 1, 2, 2, 2);
    file.operator(DEPTHWISE_CONV_2D, last, mid, dw, b);
    int dense = file.floats("z", new int[] {1, 2}, 7, 8);
    file.operator(FULLY_CONNECTED, file.computed("net/b/MatMul"), last, dense);
    file.floats("anchors", new int[] {1}, 9);

    Weights weights = read(file);

    assertThat(weights.names())
        .containsExactly(
            "net/a/weights",
            "net/a/biases",
            "net/b/weights",
            "net/b/biases",
            "net/b/MatMul/weights",
            "anchors");
    assertThat(weights.get("net/a/weights", 2, 1, 1, 1).data()).containsExactly(1.5f, -2);
    assertThat(weights.get("net/a/biases", 2).data()).containsExactly(3, 4);
    assertThat(weights.get("net/b/weights", 1, 1, 1, 2).data()).containsExactly(5, 6);
    assertThat(weights.get("net/b/MatMul/weights", 1, 2).data()).containsExactly(7, 8);
  }

  @Test
  void seesThroughTheWideningOfHalfFloats() {
    TfLiteFile file = new TfLiteFile();
    int half = file.halves("h", new int[] {3, 1, 1, 1}, 0x3c00, 0xc100, 0x0001);
    int wide = file.computed("h_dequantize", 3, 1, 1, 1);
    file.operator(DEQUANTIZE, wide, half);
    file.operator(CONV_2D, file.computed("net/a/Relu6"), file.computed("input"), wide);

    Weights weights = read(file);

    assertThat(weights.names()).containsExactly("net/a/weights");
    assertThat(weights.get("net/a/weights").data()).containsExactly(1, -2.5f, 0x1p-24f);
  }

  @Test
  void dequantisesByTensorAndByChannel() {
    TfLiteFile file = new TfLiteFile();
    int q = file.quantisation(0, new float[] {0.5f}, new long[] {128});
    file.tensor("u8", TfLiteFile.UINT8, new int[] {3}, new byte[] {0, (byte) 128, (byte) 255}, q);
    int bias = file.quantisation(0, new float[] {0.25f}, new long[] {0});
    file.tensor("i32", TfLiteFile.INT32, new int[] {2}, TfLiteFile.little(-8, 1 << 20), bias);
    int channels = file.quantisation(1, new float[] {1, 10}, new long[] {0, 1});
    byte[] six = {1, 2, 3, 4, 5, -6};
    file.tensor("i8", TfLiteFile.INT8, new int[] {1, 2, 3}, six, channels);
    int zeroless = file.quantisation(2, new float[] {1, 2, 3}, new long[0]);
    file.tensor("dw", TfLiteFile.INT8, new int[] {1, 2, 3}, six, zeroless);
    file.tensor("shape", TfLiteFile.INT32, new int[] {2}, TfLiteFile.little(1, 2), 0);

    Weights weights = read(file);

    assertThat(weights.get("u8", 3).data()).containsExactly(-64, 0, 63.5f);
    assertThat(weights.get("i32", 2).data()).containsExactly(-2, 1 << 18);
    assertThat(weights.get("i8").data()).containsExactly(1, 2, 3, 30, 40, -70);
    assertThat(weights.get("dw").data()).containsExactly(1, 4, 9, 4, 10, -18);
    assertThat(weights.contains("shape")).as("integers that stand for no numbers").isFalse();
  }

  @Test
  void refusesScalesAndShapesThatDoNotFit() {
    TfLiteFile scales = new TfLiteFile();
    int q = scales.quantisation(0, new float[] {1, 2}, new long[0]);
    scales.tensor("w", TfLiteFile.INT8, new int[] {3}, new byte[] {1, 2, 3}, q);
    assertThatThrownBy(() -> read(scales))
        .isInstanceOf(TriviumException.class)
        .hasMessage(
            "test: weight 'w' has 2 scales and 0 zero points for shape [3]; fetch the file again");
    TfLiteFile shape = new TfLiteFile();
    shape.floats("w", new int[] {3}, 1, 2);
    assertThatThrownBy(() -> read(shape))
        .isInstanceOf(TriviumException.class)
        .hasMessage("test: weight 'w' has shape [3] of FLOAT32 in 8 bytes; fetch the file again");
  }

  @Test
  void aCutFileIsOneSentenceWhereverItIsCut() {
    byte[] whole = sample();
    for (int length = 0; length < whole.length; length++) {
      ByteBuffer cut = ByteBuffer.wrap(Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> TfLiteWeights.read("test", cut))
          .as("cut at %d of %d", length, whole.length)
          .isInstanceOf(TriviumException.class)
          .hasMessageStartingWith("test ");
    }
  }

  @Test
  void aDamagedFileIsReadOrRefusedAndNothingElse() {
    byte[] whole = sample();
    Random random = new Random(1);
    for (int trial = 0; trial < 20_000; trial++) {
      byte[] damaged = whole.clone();
      for (int i = 0; i < 1 + trial % 3; i++) {
        damaged[8 + random.nextInt(whole.length - 8)] = (byte) random.nextInt(256);
      }
      try {
        TfLiteWeights.read("test", ByteBuffer.wrap(damaged));
      } catch (TriviumException e) {
        assertThat(e).hasMessageStartingWith("test");
      }
    }
  }

  @Test
  void saysWhatIsNoTfLiteFile(@TempDir Path folder) throws IOException {
    Path foreign = Files.writeString(folder.resolve("a.tflite"), "PK, this is a zip file");
    assertThatThrownBy(() -> TfLiteWeights.read(foreign))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining(foreign + " is no TensorFlow Lite file");
    assertThatThrownBy(() -> TfLiteWeights.read(folder.resolve("b.tflite")))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("b.tflite");
    Path good = Files.write(folder.resolve("c.tflite"), sample());
    assertThat(TfLiteWeights.read(good).names()).contains("net/a/weights");
    assertThat(TfLiteWeights.read(good).source()).isEqualTo(good.toString());
  }

  private static byte[] sample() {
    TfLiteFile file = new TfLiteFile();
    int w = file.floats("w", new int[] {2, 1, 1, 1}, 1, 2);
    int q = file.quantisation(0, new float[] {0.5f, 1}, new long[] {0, 3});
    int b = file.tensor("b", TfLiteFile.INT8, new int[] {2}, new byte[] {1, 2}, q);
    int wide = file.computed("wide", 2);
    file.operator(DEQUANTIZE, wide, file.halves("h", new int[] {2}, 1, 2));
    file.operator(CONV_2D, file.computed("net/a/Relu6", 1, 2), file.computed("in", 1), w, b);
    return file.bytes();
  }

  private static Weights read(TfLiteFile file) {
    return TfLiteWeights.read("test", ByteBuffer.wrap(file.bytes()));
  }
}

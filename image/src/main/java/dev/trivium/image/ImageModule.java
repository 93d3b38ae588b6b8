package dev.trivium.image;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import dev.trivium.core.CoreModule;
import dev.trivium.core.embedding.Encoder;
import dev.trivium.core.tensor.TensorRuntime;
import java.nio.file.Path;

/**
 * Adds the picture encoder {@value #MOBILENET_V2} to those that can be had by name. Wants {@link
 * CoreModule}; reads no weights before the encoder is opened.
 */
public final class ImageModule extends AbstractModule {
  /** The encoder's name. */
  public static final String MOBILENET_V2 = "mobilenet-v2";

  private final Path weights;
  private final MobileNetV2Settings settings;

  /**
   * @param weights what {@link MobileNetV2Weights#read} takes
   */
  public ImageModule(Path weights, MobileNetV2Settings settings) {
    this.weights = weights;
    this.settings = settings;
  }

  public ImageModule(Path weights) {
    this(weights, MobileNetV2Settings.DEFAULT);
  }

  @Override
  protected void configure() {
    Provider<TensorRuntime> runtime = getProvider(TensorRuntime.class);
    CoreModule.encoders(binder())
        .addBinding(MOBILENET_V2)
        .toInstance(
            new Encoder<>(
                MOBILENET_V2,
                "image",
                Picture.class,
                () ->
                    MobileNetV2Embedder.open(
                        runtime.get(), MobileNetV2Weights.read(weights), settings)));
  }
}

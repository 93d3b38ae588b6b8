package dev.trivium.text;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import dev.trivium.core.CoreModule;
import dev.trivium.core.embedding.Encoder;
import dev.trivium.core.tensor.TensorRuntime;

/**
 * Adds the encoders of texts whose artifacts are on the class path to the map of encoders; nothing
 * is loaded before one is opened.
 */
public final class TextModule extends AbstractModule {
  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    Provider<TensorRuntime> runtime = getProvider(TensorRuntime.class);
    for (Pretrained model : Pretrained.values()) {
      if (model.present()) {
        String name = model.modelName();
        CoreModule.encoders(binder())
            .addBinding(name)
            .toInstance(
                new Encoder<>(
                    name,
                    "text",
                    String.class,
                    () -> SentenceTransformer.open(runtime.get(), model, own -> own)));
      }
    }
  }
}

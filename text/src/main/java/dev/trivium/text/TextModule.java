package dev.trivium.text;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import dev.trivium.core.CoreModule;
import dev.trivium.core.embedding.Encoder;
import dev.trivium.core.tensor.TensorRuntime;

/** Adds the encoders of texts to the map of encoders; nothing is loaded before one is opened. */
public final class TextModule extends AbstractModule {
  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    Provider<TensorRuntime> runtime = getProvider(TensorRuntime.class);
    CoreModule.encoders(binder())
        .addBinding(Checkpoint.MINI_LM)
        .toInstance(
            new Encoder<>(
                Checkpoint.MINI_LM,
                "text",
                String.class,
                () -> SentenceTransformer.miniLm(runtime.get())));
  }
}

package dev.trivium.core;

import com.google.inject.AbstractModule;
import com.google.inject.Binder;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import dev.trivium.core.embedding.Encoder;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.core.tensor.TensorSettings;

/**
 * Binds the tensor runtime and the map of encoders that other modules, and users' own, add to by
 * name.
 */
public final class CoreModule extends AbstractModule {
  private final TensorSettings tensors;

  public CoreModule(TensorSettings tensors) {
    this.tensors = tensors;
  }

  public CoreModule() {
    this(TensorSettings.DEFAULT);
  }

  /**
   * The map to which a module adds an encoder: {@code
   * CoreModule.encoders(binder()).addBinding("name").to…}.
   */
  public static MapBinder<String, Encoder<?>> encoders(Binder binder) {
    return MapBinder.newMapBinder(
        binder, new TypeLiteral<String>() {}, new TypeLiteral<Encoder<?>>() {});
  }

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    bind(TensorSettings.class).toInstance(tensors);
    encoders(binder());
  }

  @Provides
  @Singleton
  TensorRuntime tensorRuntime(TensorSettings settings) {
    return new TensorRuntime(settings);
  }
}

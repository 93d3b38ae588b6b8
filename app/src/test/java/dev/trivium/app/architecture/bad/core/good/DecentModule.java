package dev.trivium.app.architecture.bad.core.good;

import com.google.inject.AbstractModule;
import com.google.inject.TypeLiteral;
import java.util.List;

/** May use Guice, and its inner classes too. */
public final class DecentModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(new TypeLiteral<List<String>>() {}).toInstance(List.of());
  }
}

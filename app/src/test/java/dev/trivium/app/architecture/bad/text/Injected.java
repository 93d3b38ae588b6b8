package dev.trivium.app.architecture.bad.text;

import com.google.inject.Injector;
import jakarta.inject.Inject;

/** Waits to be injected. */
public final class Injected {
  private final Injector injector;

  @Inject
  public Injected(Injector injector) {
    this.injector = injector;
  }

  public Object something() {
    return injector.getInstance(Object.class);
  }
}

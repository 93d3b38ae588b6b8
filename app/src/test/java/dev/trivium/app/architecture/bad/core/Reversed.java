package dev.trivium.app.architecture.bad.core;

import dev.trivium.app.architecture.bad.text.Sideways;

/** The ground floor looks up. */
public final class Reversed {
  public Object up() {
    return new Sideways();
  }
}

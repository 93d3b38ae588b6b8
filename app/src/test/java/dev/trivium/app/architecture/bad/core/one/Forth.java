package dev.trivium.app.architecture.bad.core.one;

import dev.trivium.app.architecture.bad.core.two.Back;

/** One half of a circle. */
public final class Forth {
  public Back go() {
    return new Back();
  }
}

package dev.trivium.app.architecture.bad.core.two;

import dev.trivium.app.architecture.bad.core.one.Forth;

/** The other half. */
public final class Back {
  public Forth go() {
    return new Forth();
  }
}

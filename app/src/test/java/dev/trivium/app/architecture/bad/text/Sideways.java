package dev.trivium.app.architecture.bad.text;

import dev.trivium.app.architecture.bad.image.Leaking;

/** Texts that know pictures, in a package that says nothing of itself. */
public final class Sideways {
  public Object beside() {
    return Leaking.class;
  }
}

package dev.trivium.app.architecture.bad.recommender;

import dev.trivium.app.architecture.bad.app.Program;

/** A library that needs its program. */
public final class Climbing {
  public Object up() {
    return new Program();
  }
}

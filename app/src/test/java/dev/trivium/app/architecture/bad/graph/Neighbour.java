package dev.trivium.app.architecture.bad.graph;

import dev.trivium.app.architecture.bad.image.Leaking;

/** Looks into the room next door. */
public final class Neighbour {
  public Object beside() {
    return Leaking.class;
  }
}

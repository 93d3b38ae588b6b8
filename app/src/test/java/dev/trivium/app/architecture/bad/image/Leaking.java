package dev.trivium.app.architecture.bad.image;

import ai.djl.ndarray.NDArray;
import dev.trivium.app.architecture.bad.text.Sideways;
import java.util.List;

/** Hands the engine's arrays to everyone, and looks next door. */
public final class Leaking {
  public List<NDArray> arrays() {
    return List.of();
  }

  Object beside() {
    return new Sideways();
  }
}

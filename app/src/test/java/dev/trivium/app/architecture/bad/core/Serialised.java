package dev.trivium.app.architecture.bad.core;

import java.io.Serializable;

/** Goes to disk by itself. */
public final class Serialised implements Serializable {
  private static final long serialVersionUID = 1L;
}

package dev.trivium.app;

import dev.trivium.core.TriviumException;
import dev.trivium.core.math.Vectors;
import dev.trivium.core.tensor.TensorRuntime;
import picocli.CommandLine.IVersionProvider;

/** What {@code trivium --version} prints: Trivium, and what makes it fast or slow here. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "Trivium " + trivium(),
      "vectors: " + Vectors.implementation(),
      "engine:  " + engine(),
      "Java:    " + Runtime.version() + ", " + System.getProperty("java.vm.name")
    };
  }

  /** From the jar's manifest; classes in a folder have none. */
  static String trivium() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }

  private static String engine() {
    try {
      return new TensorRuntime().description();
    } catch (TriviumException e) {
      return "none, for " + e.getMessage();
    }
  }
}

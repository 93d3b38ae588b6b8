package dev.trivium.app.console;

import java.io.PrintStream;

/**
 * The line that Java prints before it starts a program that uses an incubating module, which the
 * launcher asks for on purpose. No option of Java keeps it back, so it is wiped off the terminal;
 * in a file or a pipe it stays.
 */
public final class IncubatorWarning {
  private static final String MODULE = "jdk.incubator.vector";
  private static final String WARNING = "WARNING: Using incubator modules: " + MODULE;
  private static final String LINE_UP_AND_ERASE = "\033[1A\033[2K";

  private IncubatorWarning() {}

  /** Wipes the line off, if it is the last on the terminal: nothing was printed since. */
  public static void erase() {
    boolean printed = ModuleLayer.boot().findModule(MODULE).isPresent();
    erase(System.err, Stages.columns(), printed);
  }

  static void erase(PrintStream out, int columns, boolean printed) {
    if (printed && columns > WARNING.length()) {
      out.print(LINE_UP_AND_ERASE);
      out.flush();
    }
  }
}

package dev.trivium.app.console;

import dev.trivium.core.Progress;
import java.io.PrintStream;
import java.util.Locale;

/**
 * The stages of a long command, as its user sees them: a bar on a terminal while a stage lasts,
 * with rate and time left, and one line with its seconds when it is over. Where nobody watches, a
 * line now and then stands for the bar.
 */
public final class Stages {
  /**
   * The system property in which the launcher says how wide the terminal on standard error is; 0 is
   * no terminal.
   */
  public static final String COLUMNS = "trivium.columns";

  private static final int LEAST_COLUMNS = 40;

  private final PrintStream out;
  private final int columns;

  /**
   * @param columns the width of the terminal; 0 where there is none
   */
  public Stages(PrintStream out, int columns) {
    this.out = out;
    this.columns = columns;
  }

  /** On standard error; no terminal without word from the launcher. */
  public static Stages standard() {
    return new Stages(System.err, columns());
  }

  /** The width of the terminal on standard error; 0 where there is none. */
  static int columns() {
    return Integer.getInteger(COLUMNS, 0);
  }

  /** The work of a stage. */
  @FunctionalInterface
  public interface Work<T> {
    T run(Progress progress);
  }

  /** Does the work; after a failure no line is left. */
  public <T> T stage(String name, Work<T> work) {
    long start = System.nanoTime();
    T result;
    try (Meter meter = meter(name)) {
      result = work.run(meter);
    }
    out.printf(Locale.ROOT, "%-40s %7.1f s%n", name, (System.nanoTime() - start) / 1e9);
    out.flush();
    return result;
  }

  /** A line between stages. */
  public void say(String line) {
    out.println(line);
    out.flush();
  }

  private Meter meter(String name) {
    return columns < LEAST_COLUMNS ? new LineMeter(out, name) : new BarMeter(out, name, columns);
  }

  /** What is seen of one stage. */
  interface Meter extends Progress, AutoCloseable {
    @Override
    void close();
  }
}

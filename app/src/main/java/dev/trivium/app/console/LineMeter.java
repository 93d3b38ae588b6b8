package dev.trivium.app.console;

import java.io.PrintStream;
import java.time.Duration;

/** A line each quarter of a minute. */
final class LineMeter implements Stages.Meter {
  private static final Duration EACH = Duration.ofSeconds(15);

  private final PrintStream out;
  private final String name;
  private final long each;
  private long last = System.nanoTime();

  LineMeter(PrintStream out, String name) {
    this(out, name, EACH);
  }

  LineMeter(PrintStream out, String name, Duration each) {
    this.out = out;
    this.name = name;
    this.each = each.toNanos();
  }

  @Override
  public synchronized void at(long done, long total) {
    long now = System.nanoTime();
    if (done < total && now - last >= each) {
      last = now;
      out.println(name + ": " + done + " of " + total);
      out.flush();
    }
  }

  @Override
  public void close() {}
}

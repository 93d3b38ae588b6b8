package dev.trivium.app.console;

import java.util.Locale;

/** Numbers of things in words. */
public final class Count {
  private Count() {}

  /** {@code 1 node}, {@code 1,200 nodes}. */
  public static String of(long n, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", n, noun, n == 1 ? "" : "s");
  }
}

package dev.trivium.app.console;

import java.util.function.Supplier;

/** The command was called wrongly: exit code 2, and the message, which names option and remedy. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }

  /** Settings made of options; what their constructor refuses is wrong usage. */
  public static <T> T checked(Supplier<T> settings) {
    try {
      return settings.get();
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}

package dev.trivium.core;

/**
 * Something outside the program's control is not as it must be: a file, a picture, a weight. The
 * message is one sentence for the person who can mend it: what is wrong, where, what was expected,
 * and the remedy.
 */
public final class TriviumException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TriviumException(String message) {
    super(message);
  }

  public TriviumException(String message, Throwable cause) {
    super(message, cause);
  }
}

package dev.trivium.core;

import java.util.concurrent.CancellationException;

/** Looks whether the thread at work was interrupted, which ends long work. */
public final class Interrupts {
  private Interrupts() {}

  /**
   * Ends the work where its thread was interrupted, the thread's flag still set; costs next to
   * nothing, so that every round of a long work may call it.
   *
   * @param work what is ended, such as {@code "clustering"}
   * @throws CancellationException "{@code work} was interrupted; nothing was kept"
   */
  public static void check(String work) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException(work + " was interrupted; nothing was kept");
    }
  }
}

package dev.trivium.app;

import dev.trivium.core.io.AtomicFiles;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Ctrl-C, and any other end from outside: the work is interrupted, and has a moment to take back
 * what it has half written before Java ends; after that it is taken back without it.
 */
final class Interruption {
  private static final long MOMENT_MILLIS = 400;

  private Interruption() {}

  /** Does the work in this thread. */
  static int guarded(IntSupplier work) {
    CountDownLatch over = new CountDownLatch(1);
    Thread worker = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(worker, over), "interruption"));
    try {
      return work.getAsInt();
    } finally {
      over.countDown();
    }
  }

  private static void end(Thread worker, CountDownLatch over) {
    if (over.getCount() == 0) {
      return;
    }
    worker.interrupt();
    try {
      if (!over.await(MOMENT_MILLIS, TimeUnit.MILLISECONDS)) {
        AtomicFiles.abandon(); // the work waits for input, or for a library
        System.err.println("trivium: " + Failures.INTERRUPTION);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

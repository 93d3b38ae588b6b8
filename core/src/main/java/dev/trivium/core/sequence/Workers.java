package dev.trivium.core.sequence;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Threads that run pieces of work side by side, round after round. The first failure, or an
 * interrupt of the caller, interrupts the others and ends the round. One worker is the caller.
 */
public final class Workers implements AutoCloseable {
  private final @Nullable ExecutorService threads;

  /**
   * @param count of threads; 1 is the caller's own
   */
  public Workers(int count) {
    threads = count == 1 ? null : Executors.newFixedThreadPool(count);
  }

  /**
   * Runs all pieces, started in their order, and waits for the last. An interrupt of the caller
   * ends it with a {@link CancellationException}, the thread's flag still set.
   */
  public void run(List<Callable<Void>> pieces) {
    try {
      if (threads == null) {
        for (Callable<Void> piece : pieces) {
          piece.call();
        }
      } else {
        sideBySide(threads, pieces);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("training was interrupted; nothing was kept");
    } catch (ExecutionException e) {
      throw unchecked(Objects.requireNonNull(e.getCause()));
    } catch (Exception e) {
      throw unchecked(e);
    }
  }

  private static void sideBySide(ExecutorService threads, List<Callable<Void>> pieces)
      throws InterruptedException, ExecutionException {
    ExecutorCompletionService<Void> finished = new ExecutorCompletionService<>(threads);
    boolean done = false;
    try {
      pieces.forEach(finished::submit);
      for (int i = 0; i < pieces.size(); i++) {
        finished.take().get();
      }
      done = true;
    } finally {
      if (!done) {
        threads.shutdownNow();
      }
    }
  }

  private static RuntimeException unchecked(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof RuntimeException r ? r : new IllegalStateException(e);
  }

  /** Lets the threads go, and waits until none works any more. */
  @Override
  public void close() {
    if (threads == null) {
      return;
    }
    threads.shutdownNow();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          if (threads.awaitTermination(1, TimeUnit.MINUTES)) {
            break;
          }
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

package dev.trivium.core.sequence;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Runs pieces of work side by side, one thread each, and waits; the first failure, or an interrupt
 * of the caller, interrupts the others.
 */
final class Workers {
  private Workers() {}

  static void run(List<Callable<Void>> pieces) {
    try {
      if (pieces.size() == 1) {
        pieces.get(0).call();
      } else {
        runInThreads(pieces);
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

  private static void runInThreads(List<Callable<Void>> pieces)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(pieces.size());
    try {
      ExecutorCompletionService<Void> finished = new ExecutorCompletionService<>(threads);
      pieces.forEach(finished::submit);
      for (int i = 0; i < pieces.size(); i++) {
        finished.take().get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static RuntimeException unchecked(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof RuntimeException r ? r : new IllegalStateException(e);
  }
}

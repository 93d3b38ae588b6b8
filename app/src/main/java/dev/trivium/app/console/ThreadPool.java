package dev.trivium.app.console;

import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Work whose parallel parts take a given number of threads, and no others. */
final class ThreadPool {
  private ThreadPool() {}

  /** Does the work; an interrupt of the caller interrupts it, and waits until it has ended. */
  static <T> T run(int threads, Supplier<T> work) {
    ForkJoinPool pool = new ForkJoinPool(threads);
    CompletableFuture<T> result = CompletableFuture.supplyAsync(work, pool);
    try {
      return result.get();
    } catch (InterruptedException e) {
      pool.shutdownNow();
      awaitEnd(pool);
      Thread.currentThread().interrupt();
      throw new CancellationException("the work was interrupted; nothing was kept");
    } catch (ExecutionException e) {
      throw unchecked(Objects.requireNonNull(e.getCause()));
    } finally {
      pool.shutdown();
    }
  }

  /** What is half written is taken back by whoever writes it; the program waits a moment only. */
  private static void awaitEnd(ForkJoinPool pool) {
    try {
      pool.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static RuntimeException unchecked(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof RuntimeException r ? r : new IllegalStateException(e);
  }
}

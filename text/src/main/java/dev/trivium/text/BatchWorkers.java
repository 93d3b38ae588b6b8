package dev.trivium.text;

import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Threads that take batches through a network side by side, each batch on one of them alone: cores
 * that share a batch spend a part of their time on parting it and on waiting for each other. Idle
 * ones end after a while.
 */
final class BatchWorkers implements AutoCloseable {
  private static final int IDLE_SECONDS = 10;
  private static final Object ENGINE = new Object();

  private final int count;
  private final ThreadPoolExecutor threads;

  /**
   * @param count of threads; 1 is the caller's own
   */
  BatchWorkers(int count) {
    this.count = count;
    this.threads =
        new ThreadPoolExecutor(
            count,
            count,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            BatchWorkers::thread);
    threads.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable work) {
    Thread thread =
        new Thread(
            () -> {
              computeAlone();
              work.run();
            },
            "batches");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Has the engine's operations in this thread take no other. The engine sets the number for a
   * thread together with that of all threads to come, which is put back from a thread that ends.
   */
  private static void computeAlone() {
    synchronized (ENGINE) {
      int others = JniUtils.getNumThreads();
      JniUtils.setNumThreads(1);
      Thread reset = new Thread(() -> JniUtils.setNumThreads(others), "threads of the engine");
      reset.start();
      boolean interrupted = false;
      while (reset.isAlive()) {
        try {
          reset.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Does work for each batch, begun in their order. One batch is done in the caller's thread, with
   * all of the engine's. A failure or an interrupt of the caller ends it, when none is at work.
   */
  void forEach(List<TokenBatch> batches, Consumer<TokenBatch> work) {
    AtomicInteger next = new AtomicInteger();
    int lanes = Math.min(count, batches.size());
    if (lanes <= 1) {
      lane(batches, next, work);
      return;
    }
    CompletableFuture<Void> all = sideBySide(lanes, threads, () -> lane(batches, next, work));
    try {
      all.get();
    } catch (InterruptedException e) {
      next.set(batches.size());
      all.exceptionally(failure -> null).join();
      Thread.currentThread().interrupt();
      throw interrupted();
    } catch (ExecutionException e) {
      if (Objects.requireNonNull(e.getCause()) instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause(); // there is none that is checked
    }
  }

  private static CompletableFuture<Void> sideBySide(int lanes, Executor threads, Runnable lane) {
    return CompletableFuture.allOf(
        IntStream.range(0, lanes)
            .mapToObj(i -> CompletableFuture.runAsync(lane, threads))
            .toArray(CompletableFuture<?>[]::new));
  }

  private static void lane(
      List<TokenBatch> batches, AtomicInteger next, Consumer<TokenBatch> work) {
    boolean done = false;
    try {
      for (int i = next.getAndIncrement(); i < batches.size(); i = next.getAndIncrement()) {
        if (Thread.currentThread().isInterrupted()) {
          throw interrupted();
        }
        work.accept(batches.get(i));
      }
      done = true;
    } finally {
      if (!done) {
        next.set(batches.size());
      }
    }
  }

  private static CancellationException interrupted() {
    return new CancellationException("embedding was interrupted");
  }

  /** Lets the threads go, which must have no work. */
  @Override
  public void close() {
    threads.shutdown();
  }
}

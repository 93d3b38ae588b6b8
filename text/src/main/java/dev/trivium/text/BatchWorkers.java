package dev.trivium.text;

import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Threads that take batches through a network side by side, each batch on one of them alone: cores
 * that share a batch spend a part of their time on parting it and on waiting for each other.
 * Callers take turns, batch by batch.
 */
final class BatchWorkers implements AutoCloseable {
  private static final Object ENGINE = new Object();

  private final int count;
  private final ExecutorService threads;

  /**
   * @param count of threads; 1 is the caller's own
   */
  BatchWorkers(int count) {
    this.count = count;
    this.threads = Executors.newFixedThreadPool(count, BatchWorkers::thread);
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
   * thread together with that of all threads to come, which is put back from a thread that ends;
   * where none can be made, this thread's operations take others as before.
   */
  private static void computeAlone() {
    synchronized (ENGINE) {
      int others = JniUtils.getNumThreads();
      JniUtils.setNumThreads(1);
      Thread reset = new Thread(() -> JniUtils.setNumThreads(others), "threads of the engine");
      try {
        reset.start();
      } catch (OutOfMemoryError e) {
        JniUtils.setNumThreads(others);
        return;
      }
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
    int lanes = Math.min(count, batches.size());
    if (lanes > 1) {
      new Call(batches, work, lanes).run();
      return;
    }
    synchronized (ENGINE) {
      JniUtils.getNumThreads(); // as many as for all, should this thread be new to the engine
    }
    for (TokenBatch batch : batches) {
      if (Thread.currentThread().isInterrupted()) {
        throw interrupted();
      }
      work.accept(batch);
    }
  }

  /**
   * The batches of one caller, on some lanes: each does a batch, and goes to the end of the queue.
   */
  private final class Call {
    private final List<TokenBatch> batches;
    private final Consumer<TokenBatch> work;
    private final CountDownLatch open;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Call(List<TokenBatch> batches, Consumer<TokenBatch> work, int lanes) {
      this.batches = batches;
      this.work = work;
      this.open = new CountDownLatch(lanes);
    }

    /** Begins all lanes, and waits for the last one's end, whatever happens. */
    void run() {
      for (long lane = open.getCount(); lane > 0; lane--) {
        queue();
      }
      boolean interrupted = false;
      while (open.getCount() > 0) {
        try {
          open.await();
        } catch (InterruptedException e) {
          interrupted = true;
          next.set(batches.size());
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
        throw interrupted();
      }
      Throwable thrown = failure.get();
      if (thrown instanceof Error error) {
        throw error;
      } else if (thrown != null) {
        throw (RuntimeException) thrown; // work throws none that is checked
      }
    }

    private void queue() {
      try {
        threads.execute(this::lane);
      } catch (RuntimeException | Error e) { // no thread could be made, or all are let go
        end(e);
      }
    }

    private void lane() {
      int i = next.getAndIncrement();
      if (i >= batches.size()) {
        open.countDown();
        return;
      }
      try {
        work.accept(batches.get(i));
      } catch (RuntimeException | Error e) {
        end(e);
        return;
      }
      queue();
    }

    /** Ends a lane, and soon the others. */
    private void end(Throwable thrown) {
      next.set(batches.size());
      failure.compareAndSet(null, thrown);
      open.countDown();
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

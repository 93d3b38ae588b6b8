package dev.trivium.core;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Supplier;

/**
 * Pieces of work done side by side, and their results taken one after another in the order of the
 * pieces: on all cores, or on the threads of the {@link ForkJoinPool} whose task the caller is.
 * What is taken does not depend on the threads. A few pieces for each thread are ahead of the one
 * that is taken, never more, so that memory holds only these.
 *
 * <p>For one caller, in whose thread results are taken, and which does a piece itself rather than
 * wait for one that nobody has begun.
 */
public final class OrderedWork<T> implements AutoCloseable {
  private static final int MOST_AHEAD = 16;

  private final String work;
  private final Taker<? super T> taker;
  private final Deque<ForkJoinTask<T>> ahead = new ArrayDeque<>();
  private final int most;

  /** Takes a result. */
  @FunctionalInterface
  public interface Taker<T> {
    void take(T result) throws IOException;
  }

  /**
   * @param work what is done, for the sentence on an interrupt, such as {@code "reading"}
   */
  public OrderedWork(String work, Taker<? super T> taker) {
    this.work = work;
    this.taker = taker;
    int threads =
        ForkJoinTask.inForkJoinPool()
            ? ForkJoinTask.getPool().getParallelism()
            : ForkJoinPool.getCommonPoolParallelism() + 1;
    this.most = threads == 1 ? 0 : Math.min(MOST_AHEAD, 2 * threads);
  }

  /**
   * Has a piece done, and takes the oldest result where enough are ahead. An interrupt of the
   * caller ends it with a {@link CancellationException}.
   */
  public void add(Supplier<? extends T> piece) throws IOException {
    Interrupts.check(work);
    ahead.add(ForkJoinTask.<T>adapt(piece::get).fork());
    while (ahead.size() > most) {
      taker.take(ahead.remove().join());
    }
  }

  /** Takes the results of all pieces. */
  public void finish() throws IOException {
    while (!ahead.isEmpty()) {
      Interrupts.check(work);
      taker.take(ahead.remove().join());
    }
  }

  /** Ends what is still ahead, after a failure; when it returns, no piece is at work. */
  @Override
  public void close() {
    while (!ahead.isEmpty()) {
      ForkJoinTask<T> piece = ahead.removeLast();
      if (!piece.tryUnfork()) {
        piece.quietlyJoin();
      }
    }
  }
}

package dev.trivium.graph;

import dev.trivium.core.Progress;
import dev.trivium.core.io.AtomicFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Walks as text, in UTF-8: one walk a line, the ids of its nodes separated by one blank, in the
 * order of {@link RandomWalks#stream}. The same bytes whatever the number of threads. Memory: the
 * ids once more, 4 bytes a node, and a few stretches of text for each thread.
 */
public final class WalkFile {
  /** Nodes of walks that a thread writes out at a time. */
  private static final int CHUNK = 80_000;

  /** More would only wait for each other; what is written does not depend on it. */
  private static final int MOST_THREADS = 256;

  private final RandomWalks walks;
  private final WalkText text;
  private final int threads;

  /**
   * @param ids of the nodes, by number; without blanks and line ends
   */
  public WalkFile(RandomWalks walks, List<String> ids, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + "; choose 1 or more");
    }
    if (ids.size() != walks.vocabulary()) {
      throw new IllegalArgumentException(
          ids.size() + " ids for " + walks.vocabulary() + " nodes; give one for each");
    }
    this.walks = walks;
    this.text = new WalkText(ids);
    this.threads = Math.min(MOST_THREADS, threads);
  }

  /** Refuses ids that cannot stand in such a file, so that it can be told before the work. */
  public static void requireIds(List<String> ids) {
    ids.forEach(WalkText::requireId);
  }

  /**
   * Writes all walks of an epoch, whole or not at all, telling {@code progress} of walks done. An
   * interrupt of the calling thread ends it with a {@link CancellationException}, the thread's flag
   * still set and nothing left behind.
   */
  public void write(Path file, int epoch, Progress progress) {
    AtomicFiles.write(file, out -> write(out, epoch, progress));
  }

  /** The same to a stream, which is not closed. */
  public void write(OutputStream out, int epoch, Progress progress) throws IOException {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      write(out, workers, epoch, progress);
    } finally {
      workers.shutdownNow();
    }
  }

  private void write(OutputStream out, ExecutorService workers, int epoch, Progress progress)
      throws IOException {
    long total = walks.walks();
    int chunks = (int) Math.max(1, Math.min(Integer.MAX_VALUE, total / walksOfChunk()));
    Queue<Future<WalkText.Lines>> ahead = new ArrayDeque<>();
    int asked = 0;
    int told = 0;
    for (int chunk = 0; chunk < chunks; chunk++) {
      // Twice as many as threads, so that none waits while the first is written.
      for (; asked < chunks && ahead.size() < 2 * threads; asked++) {
        int next = asked;
        ahead.add(workers.submit(() -> text.lines(walks, epoch, next, chunks)));
      }
      finished(ahead.remove()).writeTo(out);
      int hundredths = (int) (100L * (chunk + 1) / chunks);
      if (hundredths > told) {
        told = hundredths;
        progress.at(total * hundredths / 100, total);
      }
    }
  }

  private long walksOfChunk() {
    return Math.max(1, CHUNK / walks.walkLength());
  }

  private static WalkText.Lines finished(Future<WalkText.Lines> lines) {
    try {
      return lines.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("writing was interrupted; nothing was kept");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e);
    }
  }
}

package dev.trivium.graph;

import dev.trivium.core.TriviumException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of edges: chunks of lines are parsed by several threads, each with its own numbers
 * for its ids, and joined in the order of the file, so that the result does not depend on the
 * threads.
 */
final class EdgeListReader {
  /** More would only wait for each other; what is read does not depend on it. */
  private static final int MOST_THREADS = 256;

  private final LineBlocks blocks;
  private final Path file;
  private final EdgeListSettings settings;
  private final int threads;
  private final IdTable ids = new IdTable();
  private final EdgeColumns edges;
  private final Deque<EdgeChunk> spare = new ArrayDeque<>();
  private final Deque<FutureTask<EdgeChunk>> ahead = new ArrayDeque<>();
  private @Nullable EdgeLayout layout;
  private long lines;

  EdgeListReader(InputStream in, Path file, EdgeListSettings settings) {
    this.blocks = new LineBlocks(in);
    this.file = file;
    this.settings = settings;
    this.threads = Math.min(MOST_THREADS, settings.threads());
    this.edges = new EdgeColumns(settings.timed());
  }

  /** Of a file whose first lines were read and whose columns are known. */
  EdgeListReader(
      InputStream in, Path file, EdgeListSettings settings, EdgeLayout layout, long lines) {
    this(in, file, settings);
    this.layout = layout;
    this.lines = lines;
  }

  /** The ids read, to which others may be added. */
  IdTable ids() {
    return ids;
  }

  EdgeColumns read() throws IOException {
    if (threads == 1) {
      read(Runnable::run);
      return edges;
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads, EdgeListReader::daemon);
    try {
      read(pool);
      return edges;
    } finally {
      pool.shutdownNow();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "edges");
    thread.setDaemon(true);
    return thread;
  }

  private void read(Executor parsers) throws IOException {
    while (true) {
      EdgeChunk chunk = spare.isEmpty() ? new EdgeChunk(settings.timed()) : spare.pop();
      if (!next(chunk)) {
        break;
      }
      EdgeLayout known = layout(chunk);
      FutureTask<EdgeChunk> task = new FutureTask<>(() -> chunk.parse(known));
      parsers.execute(task);
      ahead.add(task);
      if (ahead.size() > 2 * threads) {
        join(ahead.remove());
      }
    }
    while (!ahead.isEmpty()) {
      join(ahead.remove());
    }
  }

  private boolean next(EdgeChunk chunk) throws IOException {
    try {
      return blocks.next(chunk);
    } catch (TriviumException e) {
      throw new TriviumException(file + ": " + e.getMessage(), e);
    }
  }

  /** From the first line of data; as long as there is none, any layout serves. */
  private EdgeLayout layout(EdgeChunk chunk) {
    if (layout != null) {
      return layout;
    }
    long line = lines;
    for (int at = 0; at < chunk.length(); ) {
      int end = chunk.endOfLine(at);
      line++;
      if (chunk.isData(at, end)) {
        EdgeLayout found = layout(chunk, at, end, line);
        layout = found;
        return found;
      }
      at = end + 1;
    }
    return EdgeLayout.plain(settings, EdgeListSettings.Delimiter.BLANKS, 0);
  }

  private EdgeLayout layout(EdgeChunk chunk, int from, int to, long line) {
    try {
      EdgeLayout found = EdgeLayout.of(settings, chunk.bytes(), from, to);
      if (found.header()) {
        chunk.skipHeader();
      }
      return found;
    } catch (TriviumException e) {
      throw new TriviumException(file + ":" + line + ": " + e.getMessage(), e);
    }
  }

  /** Adds a chunk's edges under their nodes' numbers in the whole file. */
  private void join(FutureTask<EdgeChunk> task) {
    EdgeChunk chunk = finished(task);
    if (!chunk.problem().isEmpty()) {
      throw new TriviumException(file + ":" + (lines + chunk.lines()) + ": " + chunk.problem());
    }
    lines += chunk.lines();
    int[] numbers = new int[chunk.ids().size()];
    for (int v = 0; v < numbers.length; v++) {
      numbers[v] = ids.add(chunk.ids(), v);
    }
    edges.add(chunk.edges(), numbers);
    spare.push(chunk);
  }

  static EdgeChunk finished(FutureTask<EdgeChunk> task) {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      CancellationException cancelled = new CancellationException("reading was interrupted");
      cancelled.initCause(e);
      throw cancelled;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("reading failed: " + e.getCause(), e);
    }
  }
}

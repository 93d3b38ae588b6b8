package dev.trivium.text.words;

import dev.trivium.core.Interrupts;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Bytes that memory is too small for, in one temporary file for many threads. It goes with its
 * user: on Unix it has no name, so a killed run leaves nothing. An interrupt ends the reading or
 * writing of a thread with a {@link CancellationException}, and leaves the file open for others,
 * which a {@code FileChannel} would not.
 */
final class SpillFile implements Closeable {
  private final AsynchronousFileChannel channel;
  private long end;

  /**
   * @param path an empty file, which is deleted at the latest when this is closed
   */
  SpillFile(Path path) throws IOException {
    this.channel =
        AsynchronousFileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  /** Where so many bytes may be written. */
  synchronized long reserve(long bytes) {
    long at = end;
    end += bytes;
    return at;
  }

  /** Writes all that is left in a buffer. */
  void write(ByteBuffer from, long at) throws IOException {
    for (long to = at; from.hasRemaining(); ) {
      to += done(channel.write(from, to));
    }
  }

  /** Fills a buffer. */
  void read(ByteBuffer into, long at) throws IOException {
    for (long from = at; into.hasRemaining(); ) {
      int read = done(channel.read(into, from));
      if (read < 0) {
        throw new IOException("a temporary file has been cut short");
      }
      from += read;
    }
  }

  private static int done(Future<Integer> bytes) throws IOException {
    Interrupts.check("training"); // what is done at once is not waited for
    try {
      return bytes.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (CancellationException)
          new CancellationException("training was interrupted; nothing was kept").initCause(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.trivium.text.words;

import dev.trivium.core.TriviumException;
import dev.trivium.core.io.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CancellationException;

/**
 * Numbers of words in a temporary file, each sentence closed by {@link #END}; for many readers. The
 * file goes with the last who has it open: on Unix it has no name, so a killed run leaves nothing.
 */
final class TokenFile implements Closeable {
  /** After each sentence. */
  static final int END = -1;

  /** The most numbers to ask for at once; more than a sentence. */
  static final int BLOCK = 1 << 16;

  private final FileChannel channel;
  private final long length;

  private TokenFile(FileChannel channel, long length) {
    this.channel = channel;
    this.length = length;
  }

  static Writer create() {
    try {
      return new Writer(Files.createTempFile("trivium-corpus", ".ids"));
    } catch (IOException e) {
      throw noRoom(e);
    }
  }

  private static TriviumException noRoom(IOException e) {
    return new TriviumException(
        "the corpus cannot be kept as numbers in the temporary folder %s: %s; make room, or name"
                .formatted(System.getProperty("java.io.tmpdir"), Reason.of(e))
            + " another by -Djava.io.tmpdir=FOLDER (TRIVIUM_JAVA_OPTS)",
        e);
  }

  /** Numbers in all, ends included. */
  long length() {
    return length;
  }

  /** Where the first sentence begins that begins at {@code place} or later. */
  long sentenceAt(long place) {
    if (place == 0) {
      return 0;
    }
    long at = place - 1;
    while (at < length) {
      IntBuffer block = block(at, Math.min(length - at, BLOCK));
      for (int i = 0; i < block.limit(); i++) {
        if (block.get(i) == END) {
          return at + i + 1;
        }
      }
      at += block.limit();
    }
    return length;
  }

  /** So many numbers from {@code at} on, at most {@value #BLOCK}; less only at the end. */
  IntBuffer block(long at, long count) {
    ByteBuffer bytes =
        ByteBuffer.allocate((int) Math.min(count, BLOCK) * Integer.BYTES)
            .order(ByteOrder.nativeOrder());
    try {
      while (bytes.hasRemaining()
          && channel.read(bytes, at * Integer.BYTES + bytes.position()) >= 0) {
        // goes on
      }
    } catch (ClosedByInterruptException e) {
      throw (CancellationException)
          new CancellationException("reading was interrupted; nothing was kept").initCause(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.flip().asIntBuffer();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the numbers; a file that is not finished is deleted. */
  static final class Writer implements Closeable {
    private final FileChannel channel;
    private final ByteBuffer bytes =
        ByteBuffer.allocateDirect(BLOCK * Integer.BYTES).order(ByteOrder.nativeOrder());
    private long length;
    private boolean finished;

    private Writer(Path path) throws IOException {
      this.channel =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    }

    void put(int number) throws IOException {
      if (!bytes.hasRemaining()) {
        flush();
      }
      bytes.putInt(number);
      length++;
    }

    private void flush() throws IOException {
      bytes.flip();
      try {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      } catch (ClosedByInterruptException e) {
        throw e;
      } catch (IOException e) {
        throw noRoom(e);
      }
      bytes.clear();
    }

    TokenFile finish() throws IOException {
      flush();
      finished = true;
      return new TokenFile(channel, length);
    }

    @Override
    public void close() throws IOException {
      if (!finished) {
        channel.close();
      }
    }
  }
}

package dev.trivium.text.words;

import dev.trivium.core.TriviumException;
import dev.trivium.core.io.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Numbers of words in a temporary file, each sentence closed by {@link #END}; for many readers. */
final class TokenFile implements Closeable {
  /** After each sentence. */
  static final int END = -1;

  /** The most numbers to ask for at once; more than a sentence. */
  static final int BLOCK = 1 << 16;

  private final SpillFile file;
  private final long length;

  private TokenFile(SpillFile file, long length) {
    this.file = file;
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

  /** So many numbers from {@code at} on, at most {@value #BLOCK}, which must be there. */
  IntBuffer block(long at, long count) {
    ByteBuffer bytes =
        ByteBuffer.allocate((int) Math.min(count, BLOCK) * Integer.BYTES)
            .order(ByteOrder.nativeOrder());
    try {
      file.read(bytes, at * Integer.BYTES);
    } catch (ClosedChannelException e) {
      throw new IllegalStateException("the corpus is closed; read it again", e);
    } catch (IOException e) {
      throw new TriviumException(
          "the corpus' temporary file cannot be read: %s; read the corpus again"
              .formatted(Reason.of(e)),
          e);
    }
    return bytes.flip().asIntBuffer();
  }

  @Override
  public void close() {
    file.close();
  }

  /** Writes the numbers; a file that is not finished is deleted. */
  static final class Writer implements Closeable {
    private final SpillFile file;
    private final ByteBuffer bytes =
        ByteBuffer.allocateDirect(BLOCK * Integer.BYTES).order(ByteOrder.nativeOrder());
    private long length;
    private boolean finished;

    private Writer(Path path) throws IOException {
      this.file = new SpillFile(path);
    }

    void put(int number) {
      if (!bytes.hasRemaining()) {
        flush();
      }
      bytes.putInt(number);
      length++;
    }

    private void flush() {
      try {
        bytes.flip();
        file.write(bytes, file.reserve(bytes.remaining()));
        bytes.clear();
      } catch (IOException e) {
        throw noRoom(e);
      }
    }

    TokenFile finish() {
      flush();
      finished = true;
      return new TokenFile(file, length);
    }

    @Override
    public void close() {
      if (!finished) {
        file.close();
      }
    }
  }
}

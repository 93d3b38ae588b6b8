package dev.trivium.core.io;

import dev.trivium.core.TriviumException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * A file read once from its beginning: lines of bytes, and numbers in little-endian order. A file
 * compressed by gzip, known by its first bytes, is read as what it holds. Says at any time how much
 * can be left at most, so that no header is believed that promises more.
 */
public final class ByteInput implements Closeable {
  private static final int MAGIC_OF_GZIP = 0x8b1f;
  private static final int MOST_FROM_A_COMPRESSED_BYTE = 1032;
  private static final int LONGEST_LINE = 1 << 28;

  private final Path file;
  private final InputStream in;
  private final long most;
  private byte[] buffer = new byte[1 << 17];
  private int at;
  private int limit;
  private long before;
  private int lineStart;
  private int lineEnd;
  private long line;

  private ByteInput(Path file, InputStream in, long most) {
    this.file = file;
    this.in = in;
    this.most = most;
  }

  /** Reads something from an input. */
  @FunctionalInterface
  public interface Parser<T> {
    T parse(ByteInput in) throws IOException;
  }

  /** Opens a file, reads it and closes it; what goes wrong below is told in a sentence. */
  public static <T> T read(Path file, Parser<T> parser) {
    try (ByteInput in = open(file)) {
      return parser.parse(in);
    } catch (EOFException e) {
      throw new TriviumException(
          file + " ends in the middle of its compressed data; fetch or write it again", e);
    } catch (IOException e) {
      throw new TriviumException("cannot read " + file + ": " + Reason.of(e), e);
    }
  }

  private static ByteInput open(Path file) throws IOException {
    long size = Files.size(file);
    InputStream raw = Files.newInputStream(file);
    try {
      ByteInput plain = new ByteInput(file, raw, size);
      plain.fill();
      boolean zipped =
          plain.limit >= 2
              && ((plain.buffer[0] & 0xFF) | (plain.buffer[1] & 0xFF) << 8) == MAGIC_OF_GZIP;
      if (!zipped) {
        return plain;
      }
      raw.close();
      raw = Files.newInputStream(file);
      return new ByteInput(
          file,
          new GZIPInputStream(raw, 1 << 16),
          Math.multiplyExact(size, (long) MOST_FROM_A_COMPRESSED_BYTE));
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  public Path file() {
    return file;
  }

  /** Bytes read so far. */
  public long position() {
    return before + at;
  }

  /** No more bytes than these are left. */
  public long mostLeft() {
    return most - position();
  }

  public boolean atEnd() throws IOException {
    return at == limit && !fill();
  }

  /** A copy of the next {@code n} bytes, or of those that are left; they stay to be read. */
  public byte[] head(int n) throws IOException {
    boolean filled = true;
    while (filled && limit - at < n) {
      filled = more(limit);
    }
    return Arrays.copyOfRange(buffer, at, Math.min(limit, at + n));
  }

  /**
   * Goes to the next line, which stands in {@link #buffer()} from {@link #lineStart()} to {@link
   * #lineEnd()} until the next call, without its line feed and the white space before it.
   *
   * @return whether there was one
   */
  public boolean nextLine() throws IOException {
    if (atEnd()) {
      return false;
    }
    int length = 0;
    do {
      while (at + length < limit && buffer[at + length] != '\n') {
        length++;
      }
    } while (at + length == limit && more(limit));
    int end = at + length;
    line++;
    lineStart = at;
    lineEnd = end;
    at = Math.min(limit, end + 1);
    while (lineEnd > lineStart && isSpace(buffer[lineEnd - 1])) {
      lineEnd--;
    }
    return true;
  }

  /** The number of the line that {@link #nextLine} came to, from 1. */
  public long line() {
    return line;
  }

  /** What a line stands in; valid until more is read. */
  public byte[] buffer() {
    return buffer;
  }

  public int lineStart() {
    return lineStart;
  }

  public int lineEnd() {
    return lineEnd;
  }

  public byte readByte(String what) throws IOException {
    require(1, what);
    return buffer[at++];
  }

  /**
   * The next four bytes as a number.
   *
   * @param what is being read, for the sentence where the file ends before it does
   */
  public int readInt(String what) throws IOException {
    return next(4, what).getInt();
  }

  public long readLong(String what) throws IOException {
    return next(8, what).getLong();
  }

  public double readDouble(String what) throws IOException {
    return next(8, what).getDouble();
  }

  public float readFloat(String what) throws IOException {
    return next(4, what).getFloat();
  }

  /** Fills {@code into[from .. from+count)}. */
  public void readFloats(float[] into, int from, int count, String what) throws IOException {
    int done = 0;
    while (done < count) {
      require(4, what);
      int n = Math.min(count - done, (limit - at) / 4);
      ByteBuffer.wrap(buffer, at, 4 * n)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(into, from + done, n);
      at += 4 * n;
      done += n;
    }
  }

  /** The bytes before the next {@code stop}, which is passed over. */
  public byte[] readUntil(int stop, int longest, String what) throws IOException {
    byte[] bytes = new byte[16];
    int n = 0;
    for (byte b = readByte(what); b != stop; b = readByte(what)) {
      if (n == longest) {
        throw new TriviumException(
            "%s: %s at byte %d is longer than %d bytes; the file is damaged or of another format"
                .formatted(file, what, position() - n, longest));
      }
      if (n == bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * n);
      }
      bytes[n++] = b;
    }
    return Arrays.copyOf(bytes, n);
  }

  private ByteBuffer next(int n, String what) throws IOException {
    require(n, what);
    at += n;
    return ByteBuffer.wrap(buffer, at - n, n).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void require(int n, String what) throws IOException {
    while (limit - at < n) {
      if (!more(limit)) {
        throw new TriviumException(
            "%s ends at byte %d in the middle of %s; fetch or write it again"
                .formatted(file, before + limit, what));
      }
    }
  }

  private boolean fill() throws IOException {
    return more(limit);
  }

  /** Reads more behind what is there from {@link #at} to {@code end}, which moves to the front. */
  private boolean more(int end) throws IOException {
    int kept = end - at;
    if (kept >= LONGEST_LINE) {
      throw new TriviumException(
          "%s: line %d is longer than %d bytes; is it a file of vectors?"
              .formatted(file, line + 1, LONGEST_LINE));
    }
    byte[] room = kept > buffer.length / 2 ? new byte[2 * buffer.length] : buffer;
    System.arraycopy(buffer, at, room, 0, kept);
    buffer = room;
    before += at;
    at = 0;
    limit = kept;
    int n = in.read(buffer, limit, buffer.length - limit);
    limit += Math.max(0, n);
    return n > 0;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r');
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

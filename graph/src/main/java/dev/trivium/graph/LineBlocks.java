package dev.trivium.graph;

import dev.trivium.core.TriviumException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream into blocks of whole lines; a UTF-8 byte order mark at its beginning is dropped.
 */
final class LineBlocks {
  private static final int LONGEST_LINE = 1 << 26;
  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final InputStream in;
  private byte[] rest = {};
  private boolean begun;
  private boolean ended;

  LineBlocks(InputStream in) {
    this.in = in;
  }

  /** Fills the chunk with the next lines; false where there are none. */
  boolean next(EdgeChunk chunk) throws IOException {
    byte[] bytes = chunk.bytes();
    int held = rest.length;
    bytes = held < bytes.length ? bytes : new byte[held * 2];
    System.arraycopy(rest, 0, bytes, 0, held);
    int cut = 0;
    while (true) {
      held = begin(bytes, fill(bytes, held));
      cut = ended ? held : afterLastLine(bytes, held);
      if (cut > 0 || ended) {
        break;
      }
      requireLine(held);
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    if (ended && afterLastLine(bytes, held) == 0) {
      requireLineFeeds(bytes, held);
    }
    rest = Arrays.copyOfRange(bytes, cut, held);
    chunk.set(bytes, cut);
    return cut > 0;
  }

  private int fill(byte[] bytes, int held) throws IOException {
    int read = ended ? 0 : in.readNBytes(bytes, held, bytes.length - held);
    ended |= held + read < bytes.length;
    return held + read;
  }

  private int begin(byte[] bytes, int held) {
    boolean marked =
        !begun && held >= MARK.length && Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length);
    begun = true;
    if (marked) {
      System.arraycopy(bytes, MARK.length, bytes, 0, held - MARK.length);
    }
    return marked ? held - MARK.length : held;
  }

  private static int afterLastLine(byte[] bytes, int held) {
    int cut = held;
    while (cut > 0 && bytes[cut - 1] != '\n') {
      cut--;
    }
    return cut;
  }

  /** Refuses what looks like one line and is several, with nothing but carriage returns between. */
  private static void requireLineFeeds(byte[] bytes, int held) {
    for (int i = 1; i < held; i++) {
      if (bytes[i - 1] == '\r' && bytes[i] != '\r') {
        throw new TriviumException(
            "its lines end in carriage returns alone, as on old Macs; convert it, say with tr '\\r' '\\n'");
      }
    }
  }

  private static void requireLine(int held) {
    if (held >= LONGEST_LINE) {
      throw new TriviumException(
          "a line is longer than "
              + (LONGEST_LINE >> 20)
              + " MB; expected lines of two ids, is this another format?");
    }
  }
}

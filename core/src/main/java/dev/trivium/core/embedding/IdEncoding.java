package dev.trivium.core.embedding;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * How the ids of a vector file are written in bytes. word2vec cuts long words anywhere, and a file
 * may hold what is no text at all, so what is not in the encoding can be dealt with in the four
 * ways that Python knows.
 *
 * @param charset the encoding, UTF-8 as a rule
 * @param malformed what to do about bytes that do not belong to it
 */
public record IdEncoding(Charset charset, Malformed malformed) {
  /** UTF-8, and nothing else. */
  public static final IdEncoding UTF_8 = new IdEncoding(StandardCharsets.UTF_8, Malformed.STRICT);

  /** What to do about bytes that are not in the encoding. */
  public enum Malformed {
    /** Refuses the file. */
    STRICT,
    /** Writes the replacement character U+FFFD. */
    REPLACE,
    /** Leaves them out. */
    IGNORE,
    /** Writes a byte as {@code \xNN}. */
    ESCAPE
  }

  /** This encoding, another way about bytes that are not in it. */
  public IdEncoding with(Malformed other) {
    return new IdEncoding(charset, other);
  }

  /** The id that stands in {@code bytes[from .. to)}. */
  public String decode(byte[] bytes, int from, int to) throws CharacterCodingException {
    if (malformed == Malformed.ESCAPE) {
      return escaped(bytes, from, to);
    }
    if (malformed == Malformed.STRICT && isAscii(bytes, from, to)) {
      return new String(bytes, from, to - from, charset);
    }
    CodingErrorAction action =
        switch (malformed) {
          case REPLACE -> CodingErrorAction.REPLACE;
          case IGNORE -> CodingErrorAction.IGNORE;
          default -> CodingErrorAction.REPORT;
        };
    return charset
        .newDecoder()
        .onMalformedInput(action)
        .onUnmappableCharacter(action)
        .decode(ByteBuffer.wrap(bytes, from, to - from))
        .toString();
  }

  private boolean isAscii(byte[] bytes, int from, int to) {
    if (!charset.equals(StandardCharsets.UTF_8)) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /** With a byte that is not in the encoding as {@code \xNN}. */
  String escaped(byte[] bytes, int from, int to) {
    CharsetDecoder decoder = charset.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
    CharBuffer out =
        CharBuffer.allocate((int) ((to - from) * Math.max(4, decoder.maxCharsPerByte())) + 4);
    CoderResult result = decoder.decode(in, out, true);
    while (result.isError()) {
      for (int i = 0; i < result.length(); i++) {
        out.put(String.format(Locale.ROOT, "\\x%02x", in.get() & 0xFF));
      }
      decoder.reset();
      result = decoder.decode(in, out, true);
    }
    return out.flip().toString();
  }
}

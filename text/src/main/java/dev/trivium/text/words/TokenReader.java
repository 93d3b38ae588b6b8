package dev.trivium.text.words;

import dev.trivium.core.TriviumException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.CancellationException;

/**
 * Cuts bytes into words at white space of ASCII (blank, tab, the ends of lines, and zero bytes),
 * and into sentences at the ends of lines. Other bytes are letters as they are: UTF-8, mostly.
 */
final class TokenReader {
  private static final int BUFFER = 1 << 16;

  /** The most bytes that are looked through for the end of a word. */
  private static final int LONGEST_WORD = 1 << 26;

  private static final boolean[] SPACE = new boolean[256];

  static {
    for (char c : " \t\n\r\u000b\f\0".toCharArray()) {
      SPACE[c] = true;
    }
  }

  private final WordCounts words;
  private final TokenFile.Writer tokens;
  private byte[] bytes = new byte[BUFFER];
  private int sentence;

  TokenReader(WordCounts words, TokenFile.Writer tokens) {
    this.words = words;
    this.tokens = tokens;
  }

  /** Reads to the end, where a sentence ends too. An interrupt ends it. */
  void read(InputStream in) throws IOException {
    int filled = 0;
    while (true) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("reading was interrupted; nothing was kept");
      }
      if (filled == LONGEST_WORD) {
        throw new TriviumException(
            "the corpus has a word of %d bytes or more; give a text with words parted by blanks"
                .formatted(LONGEST_WORD));
      }
      if (filled == bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * filled);
      }
      int read = in.read(bytes, filled, bytes.length - filled);
      if (read < 0) {
        if (filled > 0) {
          word(0, filled);
        }
        end();
        return;
      }
      int rest = cut(filled, filled + read);
      filled = filled + read - rest;
      System.arraycopy(bytes, rest, bytes, 0, filled);
    }
  }

  /** Takes the words that end before {@code to}; returns where the one begins that does not. */
  private int cut(int from, int to) {
    int start = 0;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (SPACE[b & 0xFF]) {
        if (i > start) {
          word(start, i);
        }
        start = i + 1;
        if (b == '\n') {
          end();
        }
      }
    }
    return start;
  }

  private void word(int from, int to) {
    tokens.put(words.count(bytes, from, to));
    if (++sentence == Corpus.LONGEST) {
      end();
    }
  }

  private void end() {
    if (sentence > 0) {
      tokens.put(TokenFile.END);
      sentence = 0;
    }
  }
}

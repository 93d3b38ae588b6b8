package dev.trivium.text.words;

import java.util.Arrays;

/**
 * A piece of a corpus that ends where a word does, cut into words at white space of ASCII (blank,
 * tab, the ends of lines, and zero bytes), and into sentences at the ends of lines; its words are
 * numbered in the order they come in it. Other bytes are letters as they are: UTF-8, mostly.
 */
final class TokenBlock {
  private static final boolean[] SPACE = new boolean[256];

  static {
    for (char c : " \t\n\r\u000b\f\0".toCharArray()) {
      SPACE[c] = true;
    }
  }

  private final WordCounts words = new WordCounts();
  private byte[] bytes;
  private int filled;
  private int[] numbers = new int[1 << 12];
  private int size;

  TokenBlock(int room) {
    bytes = new byte[room];
  }

  static boolean isSpace(byte b) {
    return SPACE[b & 0xFF];
  }

  /** Where text is put. */
  byte[] bytes() {
    return bytes;
  }

  /** Makes more room, keeping what is there. */
  void grow(int room) {
    bytes = Arrays.copyOf(bytes, room);
  }

  /** Its text, the first bytes, is there. */
  void fill(int length) {
    filled = length;
  }

  /** Cuts and counts its text. */
  TokenBlock counted() {
    words.clear();
    size = 0;
    int start = 0;
    for (int i = 0; i < filled; i++) {
      byte b = bytes[i];
      if (isSpace(b)) {
        if (i > start) {
          put(words.count(bytes, start, i));
        }
        start = i + 1;
        if (b == '\n') {
          put(TokenFile.END);
        }
      }
    }
    if (filled > start) {
      put(words.count(bytes, start, filled));
    }
    return this;
  }

  private void put(int number) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    numbers[size++] = number;
  }

  /** Its words and how often each comes. */
  WordCounts words() {
    return words;
  }

  /** Tokens and ends of lines in it. */
  int size() {
    return size;
  }

  /** The number of a token, or {@link TokenFile#END}. */
  int number(int i) {
    return numbers[i];
  }
}

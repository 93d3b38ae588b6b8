package dev.trivium.text.documents;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The tokens of one text, in one stretch of chars; used again for the next text. */
final class Tokens {
  /** Finds the tokens of a text. */
  @FunctionalInterface
  interface Scan {
    void into(Tokens tokens, String text);
  }

  private char[] chars = new char[1024];
  private int[] starts = new int[128];
  private int[] ends = new int[128];
  private int count;

  /** Forgets the tokens, and holds the chars of the text, and one more. */
  char[] load(String text) {
    int length = text.length();
    if (chars.length <= length) {
      chars = new char[Math.max(length + 1, (int) Math.min(2L * chars.length, 1 << 30))];
    }
    text.getChars(0, length, chars, 0);
    count = 0;
    return chars;
  }

  /** The next token is {@code chars[start .. end)}. */
  void add(int start, int end) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    starts[count] = start;
    ends[count++] = end;
  }

  int count() {
    return count;
  }

  char[] chars() {
    return chars;
  }

  int start(int token) {
    return starts[token];
  }

  int end(int token) {
    return ends[token];
  }

  List<String> toList() {
    List<String> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(new String(chars, starts[i], ends[i] - starts[i]));
    }
    return list;
  }
}

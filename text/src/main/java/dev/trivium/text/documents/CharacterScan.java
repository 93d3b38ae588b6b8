package dev.trivium.text.documents;

import java.util.Locale;

/**
 * Every code point of a text as a token, with two or more white spaces in a row as one blank, as
 * scikit-learn's {@code analyzer="char"} reads.
 */
final class CharacterScan {
  private CharacterScan() {}

  static void scan(Tokens tokens, String text, boolean lowerCase) {
    String plain = lowerCase ? text.toLowerCase(Locale.ROOT) : text;
    char[] chars = tokens.load(plain);
    int end = plain.length();
    int at = 0;
    for (int i = 0; i < end; ) {
      int spaces = i;
      while (spaces < end && isSpace(chars[spaces])) {
        spaces++;
      }
      int from = at;
      if (spaces - i >= 2) {
        chars[at++] = ' ';
        i = spaces;
      } else {
        boolean pair = i + 1 < end && Character.isSurrogatePair(chars[i], chars[i + 1]);
        chars[at++] = chars[i++];
        if (pair) {
          chars[at++] = chars[i++];
        }
      }
      tokens.add(from, at);
    }
  }

  private static boolean isSpace(char c) {
    return c <= ' '
        ? c == ' ' || (c >= '\t' && c <= '\r') || c >= 0x1c
        : c >= 0x85 && (c == 0x85 || Character.isSpaceChar(c));
  }
}

package dev.trivium.core.embedding;

import java.nio.charset.StandardCharsets;

/**
 * Reads decimals out of bytes, several times as fast as by way of strings. A decimal of up to 15
 * digits and a small exponent is one exact division or multiplication of doubles (Clinger, <i>How
 * to read floating point numbers accurately</i>, 1990), then rounded to a float; others go to
 * {@link Float#parseFloat}.
 */
final class DecimalText {
  private static final double[] POWERS = new double[23];
  private static final int EXACT_DIGITS = 15;
  private static final int LONGEST = 400;

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = 10 * POWERS[i - 1];
    }
  }

  private DecimalText() {}

  /**
   * The number in {@code bytes[from .. to)}, which may be infinite or NaN where it says so.
   *
   * @throws NumberFormatException if there is none
   */
  static float parse(byte[] bytes, int from, int to) {
    boolean negative = from < to && bytes[from] == '-';
    long digits = 0;
    int count = 0;
    int fraction = 0;
    boolean point = false;
    int at = negative ? from + 1 : from;
    int start = at;
    for (; at < to; at++) {
      int c = bytes[at] - '0';
      if (c >= 0 && c <= 9) {
        count += count > 0 || c > 0 ? 1 : 0;
        fraction += point ? 1 : 0;
        if (count > EXACT_DIGITS) {
          return rare(bytes, from, to);
        }
        digits = 10 * digits + c;
      } else if (bytes[at] == '.' && !point) {
        point = true;
      } else {
        break;
      }
    }
    if (at - start == (point ? 1 : 0)) {
      return rare(bytes, from, to);
    }
    int exponent = at == to ? -fraction : exponent(bytes, at, to) - fraction;
    if (exponent < -22 || exponent > 22) {
      return rare(bytes, from, to);
    }
    double x = exponent < 0 ? digits / POWERS[-exponent] : digits * POWERS[exponent];
    return (float) (negative ? -x : x);
  }

  /** What follows the letter e; {@code Integer.MAX_VALUE / 2} where it is none that is small. */
  private static int exponent(byte[] bytes, int at, int to) {
    int rest = at + 1;
    boolean negative = rest < to && bytes[rest] == '-';
    if (rest < to && (negative || bytes[rest] == '+')) {
      rest++;
    }
    boolean letter = bytes[at] == 'e' || bytes[at] == 'E';
    if (!letter || rest == to || to - rest > 3) {
      return Integer.MAX_VALUE / 2;
    }
    int e = 0;
    for (; rest < to; rest++) {
      int c = bytes[rest] - '0';
      if (c < 0 || c > 9) {
        return Integer.MAX_VALUE / 2;
      }
      e = 10 * e + c;
    }
    return negative ? -e : e;
  }

  /** Java's own reading, which knows NaN and Infinity; and Python's words for them. */
  private static float rare(byte[] bytes, int from, int to) {
    String text =
        new String(bytes, from, Math.min(to - from, LONGEST), StandardCharsets.ISO_8859_1);
    String plain = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    if (plain.equalsIgnoreCase("nan")) {
      return Float.NaN;
    }
    if (plain.equalsIgnoreCase("inf") || plain.equalsIgnoreCase("infinity")) {
      return text.startsWith("-") ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY;
    }
    boolean decimal = text.chars().allMatch(c -> "+-.eE0123456789".indexOf(c) >= 0);
    if (!decimal || text.length() == LONGEST) {
      throw new NumberFormatException(text); // Java would take 1f and 0x1p0
    }
    return Float.parseFloat(text);
  }
}

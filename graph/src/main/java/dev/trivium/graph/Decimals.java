package dev.trivium.graph;

import java.nio.charset.StandardCharsets;

/** Numbers out of bytes, exactly as {@link Double#parseDouble} reads them. */
final class Decimals {
  /** Powers of ten that are doubles. */
  private static final double[] TENS = new double[23];

  private static final long EXACT = 1L << 53;

  static {
    TENS[0] = 1;
    for (int i = 1; i < TENS.length; i++) {
      TENS[i] = TENS[i - 1] * 10;
    }
  }

  private Decimals() {}

  /**
   * NaN where it is no decimal number. A mantissa below 2⁵³ over a power of ten up to 10²² is one
   * correctly rounded division (Clinger, <i>How to read floating point numbers accurately</i>, PLDI
   * 1990); what is longer or has an exponent goes the slow way.
   */
  static double parse(byte[] bytes, int from, int to) {
    int at = from;
    boolean negative = at < to && bytes[at] == '-';
    at += at < to && (negative || bytes[at] == '+') ? 1 : 0;
    long mantissa = 0;
    int digits = 0;
    int point = -1;
    for (; at < to; at++) {
      int digit = bytes[at] - '0';
      if (digit >= 0 && digit <= 9 && digits < 18) {
        mantissa = mantissa * 10 + digit;
        digits++;
      } else if (bytes[at] == '.' && point < 0) {
        point = digits;
      } else {
        return slow(bytes, from, to);
      }
    }
    int scale = point < 0 ? 0 : digits - point;
    if (digits == 0 || mantissa > EXACT) {
      return slow(bytes, from, to);
    }
    double value = mantissa / TENS[scale];
    return negative ? -value : value;
  }

  private static double slow(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if ("0123456789+-.eE".indexOf(bytes[i]) < 0) {
        return Double.NaN;
      }
    }
    try {
      return Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}

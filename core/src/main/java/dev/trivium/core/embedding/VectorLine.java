package dev.trivium.core.embedding;

import dev.trivium.core.TriviumException;
import dev.trivium.core.io.ByteInput;
import java.nio.charset.StandardCharsets;

/** A line of an id and d numbers, read from its end: what stands before the numbers is the id. */
final class VectorLine {
  private final ByteInput in;
  private final int dimension;

  VectorLine(ByteInput in, int dimension) {
    this.in = in;
    this.dimension = dimension;
  }

  /** The numbers at the end of a line that an id and numbers make; 0 where there are none. */
  static int numbers(ByteInput in) {
    byte[] line = in.buffer();
    int count = 0;
    int to = in.lineEnd();
    while (to > in.lineStart()) {
      int from = fieldBefore(line, in.lineStart(), to);
      if (from == in.lineStart() || !isNumber(line, from, to)) {
        break;
      }
      count++;
      to = gapBefore(line, in.lineStart(), from);
    }
    return count;
  }

  /** Reads the line at which the input stands. */
  void addTo(TableBuilder table) {
    byte[] line = in.buffer();
    int start = in.lineStart();
    if (in.lineEnd() - start < 2L * dimension) {
      throw fields(); // before there is room made for so many
    }
    int at = table.offset();
    int to = in.lineEnd();
    for (int c = dimension - 1; c >= 0; c--) {
      int from = fieldBefore(line, start, to);
      if (from == start) {
        throw fields();
      }
      table.numbers()[at + c] = number(line, from, to);
      to = gapBefore(line, start, from);
    }
    int last = fieldBefore(line, start, to);
    if (last > start && isNumber(line, last, to)) {
      throw fields();
    }
    table.add(line, start, to, where());
  }

  /** Where the field that ends at {@code to} begins. */
  private static int fieldBefore(byte[] line, int start, int to) {
    int from = to;
    while (from > start && !isBlank(line[from - 1])) {
      from--;
    }
    return from;
  }

  /** Where the blanks that end at {@code to} begin. */
  private static int gapBefore(byte[] line, int start, int to) {
    int from = to;
    while (from > start && isBlank(line[from - 1])) {
      from--;
    }
    return from;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  private float number(byte[] line, int from, int to) {
    try {
      return DecimalText.parse(line, from, to);
    } catch (NumberFormatException e) {
      String shown = new String(line, from, Math.min(to - from, 40), StandardCharsets.UTF_8);
      throw new TriviumException(where() + ": expected a number, found '" + shown + "'", e);
    }
  }

  private static boolean isNumber(byte[] line, int from, int to) {
    try {
      DecimalText.parse(line, from, to);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private TriviumException fields() {
    int fields = 0;
    for (int to = in.lineEnd(); to > in.lineStart(); fields++) {
      to = gapBefore(in.buffer(), in.lineStart(), fieldBefore(in.buffer(), in.lineStart(), to));
    }
    return new TriviumException(
        "%s: expected an id and %d numbers, found %d fields".formatted(where(), dimension, fields));
  }

  private String where() {
    return in.file() + ":" + in.line();
  }
}

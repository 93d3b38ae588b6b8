package dev.trivium.graph;

import dev.trivium.core.TriviumException;
import dev.trivium.graph.EdgeListSettings.Delimiter;

/**
 * Finds the columns of a line of bytes, as many as are wanted; the rest of the line is not read.
 */
final class LineFields {
  private final byte delimiter;
  private final int[] begins;
  private final int[] ends;

  LineFields(Delimiter delimiter, int wanted) {
    this.delimiter = (byte) delimiter.character();
    this.begins = new int[wanted];
    this.ends = new int[wanted];
  }

  int begin(int field) {
    return begins[field];
  }

  int end(int field) {
    return ends[field];
  }

  static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  /** How many of the wanted fields there are; a quoted one loses its quotes where it stands. */
  int split(byte[] line, int from, int to) {
    return delimiter == ' ' ? byBlanks(line, from, to) : byDelimiter(line, from, to);
  }

  private int byBlanks(byte[] line, int from, int to) {
    int at = from;
    for (int field = 0; field < begins.length; field++) {
      at = skipBlanks(line, at, to);
      if (at == to) {
        return field;
      }
      begins[field] = at;
      while (at < to && !isBlank(line[at])) {
        at++;
      }
      ends[field] = at;
    }
    return begins.length;
  }

  private int byDelimiter(byte[] line, int from, int to) {
    int at = from;
    for (int field = 0; field < begins.length; field++) {
      if (at > to) {
        return field;
      }
      int begin = at;
      while (begin < to && isBlank(line[begin]) && line[begin] != delimiter) {
        begin++;
      }
      boolean quoted = begin < to && line[begin] == '"';
      at = quoted ? quoted(line, begin + 1, to, field) : plain(line, begin, to, field);
      at++;
    }
    return begins.length;
  }

  /** Where the delimiter after the field stands, or the end of the line. */
  private int plain(byte[] line, int begin, int to, int field) {
    int end = begin;
    while (end < to && line[end] != delimiter) {
      end++;
    }
    int stop = end;
    while (stop > begin && isBlank(line[stop - 1])) {
      stop--;
    }
    begins[field] = begin;
    ends[field] = stop;
    return end;
  }

  private int quoted(byte[] line, int begin, int to, int field) {
    int kept = begin;
    int at = begin;
    while (at < to && (line[at] != '"' || (at + 1 < to && line[at + 1] == '"'))) {
      at += line[at] == '"' ? 1 : 0;
      line[kept++] = line[at++];
    }
    if (at >= to) {
      throw new TriviumException(
          "a double quote is not closed; close it on its line and double a quote that is meant");
    }
    begins[field] = begin;
    ends[field] = kept;
    at = at + 1;
    while (at < to && isBlank(line[at]) && line[at] != delimiter) {
      at++;
    }
    if (at < to && line[at] != delimiter) {
      throw new TriviumException(
          "something stands between a closing double quote and the next column; double a quote that is meant");
    }
    return at;
  }

  static int skipBlanks(byte[] line, int from, int to) {
    int at = from;
    while (at < to && isBlank(line[at])) {
      at++;
    }
    return at;
  }
}

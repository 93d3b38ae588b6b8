package dev.trivium.graph;

import dev.trivium.core.TriviumException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Some whole lines of a file and the edges in them, whose nodes are numbered by their first
 * appearance in these lines. Used again and again.
 */
final class EdgeChunk {
  /** Enough lines that most ids of a thread's work are met again, few enough for its cache. */
  private static final int BYTES = 1 << 20;

  private final IdTable ids = new IdTable();
  private final EdgeColumns edges;
  private byte[] bytes = new byte[BYTES];
  private int length;
  private boolean header;
  private int lines;
  private String problem = "";

  EdgeChunk(boolean timed) {
    edges = new EdgeColumns(timed);
  }

  /** The lines, from 0 to {@link #length()}. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Puts other lines in. */
  void set(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
    header = false;
    lines = 0;
    problem = "";
    ids.clear();
    edges.clear();
  }

  /** Says that the first line of data is no edge. */
  void skipHeader() {
    header = true;
  }

  IdTable ids() {
    return ids;
  }

  EdgeColumns edges() {
    return edges;
  }

  /** Lines read, the one with the problem among them. */
  int lines() {
    return lines;
  }

  /** What is wrong with the last line read; empty where nothing is. */
  String problem() {
    return problem;
  }

  /** Where the line that begins at {@code from} ends. */
  int endOfLine(int from) {
    int end = from;
    while (end < length && bytes[end] != '\n') {
      end++;
    }
    return end;
  }

  /** Whether a line holds more than blanks and comments. */
  boolean isData(int from, int to) {
    int at = LineFields.skipBlanks(bytes, from, to);
    return at < to && bytes[at] != '#' && bytes[at] != '%';
  }

  /** Reads all lines, up to the first with a problem. */
  EdgeChunk parse(EdgeLayout layout) {
    LineFields fields = new LineFields(layout.delimiter(), layout.width());
    try {
      for (int at = 0; at < length; ) {
        int end = endOfLine(at);
        lines++;
        if (isData(at, end)) {
          if (header) {
            header = false;
          } else {
            line(at, end, layout, fields);
          }
        }
        at = end + 1;
      }
    } catch (TriviumException e) {
      problem = String.valueOf(e.getMessage());
    }
    return this;
  }

  private void line(int from, int to, EdgeLayout layout, LineFields fields) {
    int found = fields.split(bytes, from, to);
    if (found < layout.width()) {
      throw new TriviumException(
          "expected %d columns separated by %s%s, found %d; mend the line or drop it"
              .formatted(layout.width(), layout.delimiter().words(), layout.lastInWords(), found));
    }
    int u = node(fields, layout.source(), "source");
    int v = node(fields, layout.target(), "target");
    float weight = layout.weight() < 0 ? 1 : weight(fields, layout.weight());
    double time = layout.time() < 0 ? 0 : time(fields, layout.time());
    edges.add(u, v, weight, time);
  }

  private int node(LineFields fields, int field, String role) {
    int begin = fields.begin(field);
    int end = fields.end(field);
    if (begin == end) {
      throw new TriviumException(
          "the id of the " + role + " is empty; give each node an id or drop the line");
    }
    int known = ids.size();
    int node = ids.add(bytes, begin, end);
    if (node == known) {
      requireUtf8(begin, end);
    }
    return node;
  }

  private void requireUtf8(int begin, int end) {
    for (int i = begin; i < end; i++) {
      if (bytes[i] < 0) {
        try {
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, begin, end - begin));
          return;
        } catch (CharacterCodingException e) {
          throw new TriviumException("an id is not UTF-8; save the file in that encoding", e);
        }
      }
    }
  }

  private float weight(LineFields fields, int field) {
    double weight = Decimals.parse(bytes, fields.begin(field), fields.end(field));
    if (!EdgeColumns.isWeight(weight)) {
      throw new TriviumException(
          "the weight is '%s'; expected a finite number above 0, mend it or drop the line"
              .formatted(text(fields, field)));
    }
    return (float) weight;
  }

  private double time(LineFields fields, int field) {
    double time = Decimals.parse(bytes, fields.begin(field), fields.end(field));
    if (Double.isNaN(time) || Double.isInfinite(time)) {
      throw new TriviumException(
          "the time is '%s'; expected a number, say seconds, mend it or drop the line"
              .formatted(text(fields, field)));
    }
    return time;
  }

  private String text(LineFields fields, int field) {
    int begin = fields.begin(field);
    return new String(bytes, begin, fields.end(field) - begin, StandardCharsets.UTF_8);
  }
}

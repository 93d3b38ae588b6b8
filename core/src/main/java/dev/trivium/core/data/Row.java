package dev.trivium.core.data;

import dev.trivium.core.TriviumException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The current row of a result, read with its number, for messages that say where: rows of data
 * count from 1, a header is none of them.
 */
final class Row {
  private final ResultSet rows;
  private final String source;
  private long number;

  Row(ResultSet rows, String source) {
    this.rows = rows;
    this.source = source;
  }

  /** What the columns are called. */
  static List<String> labels(ResultSet rows) throws SQLException {
    ResultSetMetaData meta = rows.getMetaData();
    List<String> labels = new ArrayList<>();
    for (int c = 1; c <= meta.getColumnCount(); c++) {
      labels.add(meta.getColumnLabel(c));
    }
    return labels;
  }

  /** Goes to the next row; false where there is none. */
  boolean next() throws SQLException {
    number++;
    return rows.next();
  }

  long number() {
    return number;
  }

  TriviumException wrong(String what, String remedy) {
    return new TriviumException("%s, data row %d: %s; %s".formatted(source, number, what, remedy));
  }

  /** An id, as it is given; it must be there, and fit in a line with others. */
  String id(String kind, int place) throws SQLException {
    String id = rows.getString(place);
    if (id == null || id.isEmpty()) {
      throw wrong("there is no " + kind, "give every row one, or leave the row out");
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c == '\t' || c == '\n' || c == '\r') {
        throw wrong(
            "the %s id '%s' holds a tab or a line break"
                .formatted(kind, id.replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")),
            "ids stand in lines of their own and between tabs, replace it with a blank");
      }
    }
    return id;
  }

  /** Any text, or null; a list is its elements, a blank between. */
  @Nullable String text(int place) throws SQLException {
    if (rows.getObject(place) instanceof Array list && list.getArray() instanceof Object[] parts) {
      return Arrays.stream(parts).map(String::valueOf).collect(Collectors.joining(" "));
    }
    return rows.getString(place);
  }

  /** A number, of any type; NaN where there is none. */
  double number(String kind, int place) throws SQLException {
    String text = rows.getString(place);
    try {
      return text == null || text.equalsIgnoreCase("nan") ? Double.NaN : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw wrong("the " + kind + " is '" + text + "'", "expected a number");
    }
  }

  /** A time: a whole number as it stands, a date or a moment as seconds since 1970. */
  long time(int place) throws SQLException {
    Object value = rows.getObject(place);
    if (value == null) {
      return 0;
    }
    if (value instanceof Number n) {
      return n.longValue();
    }
    if (value instanceof Timestamp t) {
      return t.toLocalDateTime().toEpochSecond(ZoneOffset.UTC);
    }
    if (value instanceof OffsetDateTime t) {
      return t.toEpochSecond();
    }
    return time(value.toString().strip());
  }

  private long time(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    try {
      char first = text.charAt(text.length() - 1);
      boolean digits = Character.isDigit(first) && text.indexOf('-', 1) < 0;
      return digits ? wholeNumber(text) : moment(text.replace(' ', 'T'));
    } catch (DateTimeException | NumberFormatException e) {
      throw wrong(
          "the time is '" + text + "'",
          "expected a whole number, such as seconds since 1970, or a date such as 2024-02-29 or 2024-02-29T12:00:00Z");
    }
  }

  private static long wholeNumber(String text) {
    return text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0
        ? Long.parseLong(text)
        : (long) Double.parseDouble(text);
  }

  private static long moment(String text) {
    if (text.indexOf('T') < 0) {
      return LocalDate.parse(text).toEpochSecond(LocalTime.MIDNIGHT, ZoneOffset.UTC);
    }
    if (text.endsWith("Z")) {
      return Instant.parse(text).getEpochSecond();
    }
    boolean offset = text.indexOf('+') > 0 || text.lastIndexOf('-') > text.indexOf('T');
    return offset
        ? OffsetDateTime.parse(text).toEpochSecond()
        : LocalDateTime.parse(text).toEpochSecond(ZoneOffset.UTC);
  }
}

package dev.trivium.core.data;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;

/**
 * Interactions read from the rows of any JDBC source, a row an event, and what there is to say of
 * the rows. Ids are kept as they are given, as text. Columns are found by what they are called. A
 * date or moment becomes seconds since 1970; a number stays as it is. What cannot be an interaction
 * (no user, a weight that is not above 0) is an error that names the row.
 *
 * @param interactions one entry for the events of one user with one item
 * @param rows how many rows there were
 * @param leftOut rows below the least rating, and events that weigh 0
 * @param merged rows that were added to an earlier one of the same user and item
 * @param future rows whose time is still to come
 */
public record InteractionRows(
    Interactions interactions, long rows, long leftOut, long merged, long future) {
  private static final int BLOCK = 1 << 14;

  /** Asks a database. */
  public static InteractionRows read(
      Connection connection, String sql, RowSettings settings, Progress progress) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return read(rows, "the query's answer", settings, progress);
    } catch (SQLException e) {
      throw Sql.failed(sql, e);
    }
  }

  /**
   * Reads all rows of a result; about a microsecond a row.
   *
   * @param source what messages call it, such as the file's name
   */
  public static InteractionRows read(
      ResultSet rows, String source, RowSettings settings, Progress progress) throws SQLException {
    InteractionColumns columns =
        InteractionColumns.of(source, Row.labels(rows), settings.columns());
    Reader reader = new Reader(new Row(rows, source), columns, settings);
    reader.requireColumns(source);
    while (reader.row.next()) {
      reader.take();
      if (reader.row.number() % BLOCK == 0) {
        if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException("reading was interrupted");
        }
        progress.at(reader.row.number(), -1);
      }
    }
    return reader.result();
  }

  /**
   * Whether the first line of a file is a header: it names a column of users and one of items, or
   * all columns that are wanted.
   *
   * @param wanted as {@link RowSettings#columns}
   */
  public static boolean isHeader(List<String> labels, List<String> wanted) {
    return wanted.isEmpty()
        ? Column.USER.in(labels) >= 0 && Column.ITEM.in(labels) >= 0
        : Column.all(labels, wanted);
  }

  private static final class Reader {
    private final Row row;
    private final InteractionColumns columns;
    private final RowSettings settings;
    private final long now = Instant.now().getEpochSecond();
    private final InteractionsBuilder builder = new InteractionsBuilder();
    private long leftOut;
    private long future;

    Reader(Row row, InteractionColumns columns, RowSettings settings) {
      this.row = row;
      this.columns = columns;
      this.settings = settings;
    }

    void requireColumns(String source) {
      if (!Double.isNaN(settings.minRating()) && columns.weight() == 0) {
        throw new TriviumException(
            source
                + " has no column of ratings, and a least rating is asked for; name the column, or leave --min-rating away");
      }
      if (!settings.eventWeights().isEmpty() && columns.event() == 0) {
        throw new TriviumException(
            source
                + " has no column of event types, and weights of events are given; name it with --columns event=…");
      }
    }

    void take() throws SQLException {
      double weight = rating() * event();
      if (weight == 0) {
        leftOut++;
        return;
      }
      if (!((float) weight > 0) || Double.isInfinite((float) weight)) {
        throw row.wrong(
            "the weight is " + weight,
            "expected a finite number above 0, from 1.4e-45 to 3.4e38, correct it or leave the row out");
      }
      long time = columns.time() == 0 ? 0 : row.time(columns.time());
      future += seconds(time) > now ? 1 : 0;
      builder.add(
          row.id("user", columns.user()), row.id("item", columns.item()), (float) weight, time);
    }

    /** The weight that the rating says; 0 where it is too low. */
    private double rating() throws SQLException {
      if (columns.weight() == 0) {
        return 1;
      }
      double rating = row.number("weight", columns.weight());
      if (Double.isNaN(settings.minRating())) {
        if (rating == 0) {
          throw row.wrong(
              "the weight is 0",
              "expected a finite number above 0, or a least one with --min-rating");
        }
        return rating;
      }
      return rating < settings.minRating() ? 0 : rating >= settings.minRating() ? 1 : rating;
    }

    private double event() throws SQLException {
      if (settings.eventWeights().isEmpty()) {
        return 1;
      }
      String type = String.valueOf(row.text(columns.event()));
      Double weight = settings.eventWeights().get(type);
      if (weight == null) {
        throw row.wrong(
            "the event '"
                + type
                + "' has no weight among "
                + String.join(", ", new TreeSet<>(settings.eventWeights().keySet())),
            "give it one with --event-weights, 0 to leave it out");
      }
      return weight;
    }

    /** A time in seconds, where it counts milli-, micro- or nanoseconds since 1970. */
    private static long seconds(long time) {
      long seconds = time;
      while (seconds > 100_000_000_000L) {
        seconds /= 1000;
      }
      return seconds;
    }

    InteractionRows result() {
      Interactions all = builder.build();
      return new InteractionRows(
          all, row.number() - 1, leftOut, builder.size() - (long) all.size(), future);
    }
  }
}

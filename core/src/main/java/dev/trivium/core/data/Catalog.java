package dev.trivium.core.data;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of items in words: for each its text, which is its text columns joined, and all of
 * its columns as they stand.
 *
 * @param columns the columns besides the id, in the order of the source
 * @param textColumns those of them whose values make up the text
 * @param rows by item, in the order of the source, one value for each column; null where there is
 *     none
 */
public record Catalog(
    List<String> columns, List<String> textColumns, Map<String, List<@Nullable String>> rows) {
  /** Of no items. */
  public static final Catalog EMPTY = new Catalog(List.of(), List.of(), Map.of());

  public Catalog {
    columns = List.copyOf(columns);
    textColumns = List.copyOf(textColumns);
    rows = Collections.unmodifiableMap(rows);
  }

  /** Asks a database. */
  public static Catalog read(Connection connection, String sql, List<String> wanted) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return read(rows, "the query's answer", wanted, Progress.NONE);
    } catch (SQLException e) {
      throw Sql.failed(sql, e);
    }
  }

  /**
   * Reads all rows of a result, a row an item.
   *
   * @param source what messages call it
   * @param wanted the column of ids and those of the text, such as {@code id, title, genres}; empty
   *     to find the id by its name, and to take for text the columns that hold words
   */
  public static Catalog read(ResultSet rows, String source, List<String> wanted, Progress progress)
      throws SQLException {
    List<String> labels = Row.labels(rows);
    int id = id(source, labels, wanted);
    List<String> columns = new ArrayList<>(labels);
    columns.remove(id);
    Map<String, List<@Nullable String>> items = new LinkedHashMap<>();
    Row row = new Row(rows, source);
    while (row.next()) {
      List<@Nullable String> values = new ArrayList<>();
      for (int c = 0; c < labels.size(); c++) {
        if (c != id) {
          values.add(row.text(c + 1));
        }
      }
      if (items.put(row.id("item", id + 1), Collections.unmodifiableList(values)) != null) {
        throw row.wrong("the item '" + row.text(id + 1) + "' stands twice", "leave one row out");
      }
      progress.at(row.number(), -1);
    }
    return new Catalog(
        columns, wanted.size() > 1 ? known(source, columns, wanted) : words(columns, items), items);
  }

  /**
   * Whether the first line of a file is a header: it names a column of ids, or any column that is
   * wanted.
   */
  public static boolean isHeader(List<String> labels, List<String> wanted) {
    return wanted.isEmpty()
        ? Column.ID.in(labels) >= 0
        : wanted.stream().anyMatch(name -> place(labels, name) >= 0);
  }

  private static int id(String source, List<String> labels, List<String> wanted) {
    int at = wanted.isEmpty() ? Column.ID.in(labels) : place(labels, wanted.get(0));
    if (at < 0) {
      throw new TriviumException(
          "%s has the columns %s, none of them called %s; name them with --item-columns id,title"
              .formatted(
                  source,
                  String.join(", ", labels),
                  wanted.isEmpty()
                      ? "item (or item_id, movieId, asin and the like)"
                      : wanted.get(0)));
    }
    return at;
  }

  private static List<String> known(String source, List<String> columns, List<String> wanted) {
    List<String> text = new ArrayList<>();
    for (String name : wanted.subList(1, wanted.size())) {
      int at = place(columns, name);
      if (at < 0) {
        throw new TriviumException(
            "%s has the columns %s besides its ids, and none is called '%s'; name others with --item-columns"
                .formatted(source, String.join(", ", columns), name));
      }
      text.add(columns.get(at));
    }
    return text;
  }

  private static int place(List<String> labels, String name) {
    int exact = labels.indexOf(name);
    return exact >= 0
        ? exact
        : labels.stream().map(Column::plain).toList().indexOf(Column.plain(name));
  }

  /** The columns in which more than half of what is given holds words. */
  private static List<String> words(
      List<String> columns, Map<String, List<@Nullable String>> items) {
    int[] given = new int[columns.size()];
    int[] words = new int[columns.size()];
    for (List<@Nullable String> values : items.values()) {
      for (int c = 0; c < given.length; c++) {
        String value = values.get(c);
        if (value != null && !value.isBlank()) {
          given[c]++;
          words[c] += isWords(value) ? 1 : 0;
        }
      }
    }
    return IntStream.range(0, given.length)
        .filter(c -> 2 * words[c] > given[c])
        .mapToObj(columns::get)
        .toList();
  }

  /** Whether it has a letter, and is neither an address nor a file. */
  private static boolean isWords(String value) {
    return value.chars().anyMatch(Character::isLetter)
        && !value.startsWith("http://")
        && !value.startsWith("https://")
        && !value.matches("\\S+\\.(jpe?g|png|gif|webp)");
  }

  /** This and what another knows; of an item that both have, this one's columns come first. */
  public Catalog and(Catalog other) {
    List<String> both = new ArrayList<>(columns);
    both.addAll(other.columns);
    List<String> text = new ArrayList<>(textColumns);
    text.addAll(other.textColumns);
    Map<String, List<@Nullable String>> all = new LinkedHashMap<>();
    List<@Nullable String> none = Collections.nCopies(columns.size(), null);
    List<@Nullable String> noneOfOther = Collections.nCopies(other.columns.size(), null);
    rows.forEach((id, row) -> all.put(id, joined(row, other.rows.getOrDefault(id, noneOfOther))));
    other.rows.forEach((id, row) -> all.putIfAbsent(id, joined(none, row)));
    return new Catalog(both, text, all);
  }

  private static List<@Nullable String> joined(
      List<@Nullable String> row, List<@Nullable String> more) {
    List<@Nullable String> all = new ArrayList<>(row);
    all.addAll(more);
    return Collections.unmodifiableList(all);
  }

  public List<String> ids() {
    return List.copyOf(rows.keySet());
  }

  /** The text of an item, its columns joined by a full stop; empty where there is none. */
  public String text(String item) {
    List<@Nullable String> values = rows.getOrDefault(item, List.of());
    return textColumns.stream()
        .map(name -> values.isEmpty() ? null : values.get(columns.indexOf(name)))
        .filter(value -> value != null && !value.isBlank())
        .map(value -> String.valueOf(value).replace('|', ' ').strip())
        .collect(Collectors.joining(". "));
  }
}

package dev.trivium.app.recommend;

import dev.trivium.app.console.UsageException;
import dev.trivium.core.TriviumException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tables in files and in databases, as rows of JDBC. Files are read by DuckDB, in this process:
 * delimited text, JSON (lines or an array) and Parquet, also compressed; it fetches no extension.
 * An address that begins with {@code jdbc:} is any database's whose driver is on the class path.
 */
final class Tables {
  private Tables() {}

  /** What is done with the rows. */
  interface Reader<T> {
    T read(ResultSet rows) throws SQLException;
  }

  /**
   * Reads a table.
   *
   * @param source a file or an address of JDBC
   * @param query in SQL, to which a file is the table {@code data}; null for the whole file
   * @param wanted columns
   * @param isHeader whether the fields of a first line name the columns
   * @param option that names columns
   */
  static <T> T read(
      String source,
      @Nullable String query,
      List<String> wanted,
      BiPredicate<List<String>, List<String>> isHeader,
      String option,
      Reader<T> reader) {
    boolean database = source.startsWith("jdbc:");
    if (database && query == null) {
      throw new UsageException(name(source) + ": say with --query which of its rows are meant");
    }
    String table = database ? "" : table(path(source), wanted, isHeader, option);
    return query(
        database ? source : "jdbc:duckdb:",
        database ? "" : "CREATE VIEW data AS SELECT * FROM " + table,
        query == null ? "SELECT * FROM data" : query,
        database || query != null ? "the query's answer" : name(source),
        reader);
  }

  /** Asks, after having said something to the database. */
  static <T> T query(String url, String before, String query, String source, Reader<T> reader) {
    try (Connection connection = open(url);
        Statement statement = connection.createStatement()) {
      if (!before.isEmpty()) {
        statement.execute(before);
      }
      try (ResultSet rows = statement.executeQuery(query)) {
        return reader.read(rows);
      }
    } catch (SQLException e) {
      throw new TriviumException("%s cannot be read: %s".formatted(source, reason(e)), e);
    }
  }

  private static Connection open(String url) throws SQLException {
    Properties settings = new Properties();
    if (url.startsWith("jdbc:duckdb:")) {
      settings.setProperty("autoinstall_known_extensions", "false");
      settings.setProperty("autoload_known_extensions", "false");
      settings.setProperty("jdbc_stream_results", "true");
    }
    return DriverManager.getConnection(url, settings);
  }

  /** What the database says, without its advice, in a line. */
  private static String reason(SQLException e) {
    if (String.valueOf(e.getMessage()).contains("state machine reached an invalid state")) {
      return "some of its lines end in CR LF and others in LF alone, or a quote does not end;"
          + " make all ends alike, and end each quote";
    }
    return String.valueOf(e.getMessage())
        .lines()
        .map(String::strip)
        .takeWhile(line -> !line.startsWith("Possible") && !line.startsWith("LINE"))
        .filter(line -> !line.isEmpty())
        .limit(4)
        .collect(Collectors.joining("; "));
  }

  private static Path path(String source) {
    Path path = Path.of(source);
    if (!Files.exists(path)) {
      throw new TriviumException(source + ": there is no file or folder; give another path");
    }
    if (Files.isDirectory(path)) {
      throw new UsageException(
          "'" + source + "' is a folder, and none of MovieLens; give a file in it");
    }
    return path;
  }

  /** What a file or database is called; an address may hold a password, so its kind alone. */
  static String name(String source) {
    if (source.startsWith("jdbc:")) {
      return source.substring(0, Math.max(5, source.indexOf(':', 5))) + " database";
    }
    return String.valueOf(Path.of(source).getFileName());
  }

  private static String table(
      Path file,
      List<String> wanted,
      BiPredicate<List<String>, List<String>> isHeader,
      String option) {
    String name = name(file.toString()).toLowerCase(Locale.ROOT).replaceAll("\\.(gz|zst)$", "");
    String path = Sql.text(file.toString());
    if (name.endsWith(".parquet") || name.endsWith(".pq")) {
      return "read_parquet(" + path + ")";
    }
    if (name.endsWith(".jsonl") || name.endsWith(".ndjson") || name.endsWith(".json")) {
      return "read_json(" + path + ")";
    }
    return DelimitedFile.look(file, wanted, isHeader, option).sql();
  }
}

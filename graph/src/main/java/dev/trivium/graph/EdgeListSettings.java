package dev.trivium.graph;

import java.util.List;

/**
 * How a file of edges is read. A line is {@code u v [weight [time]]}; further columns are ignored,
 * and so are blank lines and lines that begin with {@code #} or {@code %}. A first line that names
 * its columns says where they stand: {@code source,target}, {@code from,to}, {@code u,v} and the
 * like, with {@code weight} and {@code timestamp}.
 *
 * @param weighted whether weights are read; otherwise each edge has weight 1
 * @param timed whether times are read. Without a header they stand in the fourth column, or, where
 *     weights are not read and the first line has three columns, in the third
 * @param directed whether an edge goes one way only, whatever the file says; one that says so
 *     itself (GraphML, GML, DOT, a general Matrix Market file) need not be told
 * @param delimiter what separates columns
 * @param columns the header's names for the columns
 * @param threads how many threads parse; what is read does not depend on it
 */
public record EdgeListSettings(
    boolean weighted,
    boolean timed,
    boolean directed,
    Delimiter delimiter,
    Columns columns,
    int threads) {
  /** Unweighted, without times, undirected, all else found from the file; on all cores. */
  public static final EdgeListSettings DEFAULT =
      new EdgeListSettings(
          false,
          false,
          false,
          Delimiter.DETECTED,
          Columns.DETECTED,
          Runtime.getRuntime().availableProcessors());

  /**
   * What separates columns. All but blanks know fields in double quotes, a quote inside doubled.
   */
  public enum Delimiter {
    /** By the first line of data: a tab, else a comma, else a semicolon, else blanks. */
    DETECTED('\0', "blanks, tabs or commas"),
    /** Any run of blanks and tabs. */
    BLANKS(' ', "blanks"),
    TAB('\t', "tabs"),
    COMMA(',', "commas"),
    SEMICOLON(';', "semicolons");

    private final char character;
    private final String words;

    Delimiter(char character, String words) {
      this.character = character;
      this.words = words;
    }

    char character() {
      return character;
    }

    /** As it is called in a sentence. */
    String words() {
      return words;
    }
  }

  /**
   * The names of columns in the header; an empty one is found by itself. With any name given the
   * first line must be a header.
   */
  public record Columns(String source, String target, String weight, String time) {
    public static final Columns DETECTED = new Columns("", "", "", "");

    boolean named() {
      return !names().stream().allMatch(String::isEmpty);
    }

    /** In the order source, target, weight, time. */
    List<String> names() {
      return List.of(source, target, weight, time);
    }
  }

  public EdgeListSettings {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "threads is " + threads + "; choose 1 or more, say the number of cores");
    }
  }

  public EdgeListSettings withWeighted(boolean weighted) {
    return new EdgeListSettings(weighted, timed, directed, delimiter, columns, threads);
  }

  public EdgeListSettings withTimed(boolean timed) {
    return new EdgeListSettings(weighted, timed, directed, delimiter, columns, threads);
  }

  public EdgeListSettings withDirected(boolean directed) {
    return new EdgeListSettings(weighted, timed, directed, delimiter, columns, threads);
  }

  public EdgeListSettings withDelimiter(Delimiter delimiter) {
    return new EdgeListSettings(weighted, timed, directed, delimiter, columns, threads);
  }

  public EdgeListSettings withColumns(Columns columns) {
    return new EdgeListSettings(weighted, timed, directed, delimiter, columns, threads);
  }

  public EdgeListSettings withThreads(int threads) {
    return new EdgeListSettings(weighted, timed, directed, delimiter, columns, threads);
  }
}

package dev.trivium.graph;

import dev.trivium.core.TriviumException;
import dev.trivium.graph.EdgeListSettings.Delimiter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where the columns of a file of edges stand, counted from 0; −1 for one that is not read.
 *
 * @param header whether the first line names the columns and is no edge
 */
record EdgeLayout(
    Delimiter delimiter, int source, int target, int weight, int time, boolean header) {
  private static final int MOST_COLUMNS = 1000;
  private static final List<String> ROLES = List.of("source", "target", "weight", "time");
  private static final List<Set<String>> NAMES =
      List.of(
          Set.of("source", "from", "src", "start", "fromnodeid", "source_id", "from_id"),
          Set.of("target", "to", "dst", "dest", "end", "tonodeid", "target_id", "to_id"),
          Set.of("weight", "w"),
          Set.of("time", "timestamp", "t", "unixts"));
  private static final List<String> PAIRS =
      List.of("u v", "node1 node2", "node_1 node_2", "id1 id2", "id_1 id_2");

  /** Columns at their places, without a header. */
  static EdgeLayout plain(EdgeListSettings settings, Delimiter delimiter, int columns) {
    int time = settings.weighted() || columns > 3 ? 3 : 2;
    return new EdgeLayout(
        delimiter, 0, 1, settings.weighted() ? 2 : -1, settings.timed() ? time : -1, false);
  }

  /** As the first line of data shows. */
  static EdgeLayout of(EdgeListSettings settings, byte[] bytes, int from, int to) {
    byte[] line = Arrays.copyOfRange(bytes, from, to);
    Delimiter delimiter =
        settings.delimiter() == Delimiter.DETECTED
            ? detect(new String(line, StandardCharsets.UTF_8).strip())
            : settings.delimiter();
    List<String> fields = fields(line, delimiter);
    if (settings.columns().named()) {
      return named(settings, delimiter, fields);
    }
    int[] at = find(fields, delimiter);
    return at[0] >= 0 && at[1] >= 0
        ? new EdgeLayout(delimiter, at[0], at[1], at[2], at[3], true).checked(settings, fields)
        : plain(settings, delimiter, fields.size());
  }

  /** How many columns a line must have. */
  int width() {
    return 1 + Math.max(Math.max(source, target), Math.max(weight, time));
  }

  private static Delimiter detect(String line) {
    for (Delimiter d : List.of(Delimiter.TAB, Delimiter.COMMA, Delimiter.SEMICOLON)) {
      if (line.indexOf(d.character()) >= 0) {
        requireNoBlanks(line, d);
        return d;
      }
    }
    return Delimiter.BLANKS;
  }

  /** Of two that could be the delimiter none is guessed: edges would silently be wrong. */
  private static void requireNoBlanks(String line, Delimiter d) {
    for (String field : line.split(String.valueOf(d.character()), -1)) {
      if (!field.contains("\"") && field.strip().contains(" ")) {
        throw new TriviumException(
            "has both %s and blanks between words; say which of them separate columns"
                .formatted(d.words()));
      }
    }
  }

  private static List<String> fields(byte[] line, Delimiter delimiter) {
    LineFields split = new LineFields(delimiter, MOST_COLUMNS);
    int found = split.split(line, 0, line.length);
    List<String> fields = new ArrayList<>();
    for (int f = 0; f < found; f++) {
      int begin = split.begin(f);
      fields.add(new String(line, begin, split.end(f) - begin, StandardCharsets.UTF_8));
    }
    return fields;
  }

  private static EdgeLayout named(
      EdgeListSettings settings, Delimiter delimiter, List<String> header) {
    int[] at = find(header, delimiter);
    List<String> names = settings.columns().names();
    for (int role = 0; role < at.length; role++) {
      String name = names.get(role);
      if (!name.isEmpty()) {
        at[role] = header.indexOf(name);
        require(at[role] >= 0, name, header);
      }
    }
    require(at[0] >= 0, ROLES.get(0), header);
    require(at[1] >= 0, ROLES.get(1), header);
    return new EdgeLayout(delimiter, at[0], at[1], at[2], at[3], true).checked(settings, header);
  }

  /** The columns that are read by the names we know. */
  private static int[] find(List<String> fields, Delimiter delimiter) {
    List<String> names = fields.stream().map(f -> f.toLowerCase(Locale.ROOT)).toList();
    int[] at = new int[ROLES.size()];
    for (int role = 0; role < at.length; role++) {
      at[role] = -1;
      for (int f = names.size() - 1; f >= 0; f--) {
        at[role] = NAMES.get(role).contains(names.get(f)) ? f : at[role];
      }
    }
    if ((at[0] < 0 || at[1] < 0) && delimiter != Delimiter.BLANKS) {
      findPair(names, at);
    }
    return at;
  }

  /** Names that could be ids as well, and so count only together. */
  private static void findPair(List<String> names, int[] at) {
    for (String pair : PAIRS) {
      int blank = pair.indexOf(' ');
      int source = names.indexOf(pair.substring(0, blank));
      int target = names.indexOf(pair.substring(blank + 1));
      if (source >= 0 && target >= 0) {
        at[0] = source;
        at[1] = target;
      }
    }
  }

  /** What the last column is where that was asked for, as it is said in a sentence. */
  String lastInWords() {
    int last = width() - 1;
    return time == last ? ", the last the time" : weight == last ? ", the last the weight" : "";
  }

  private EdgeLayout checked(EdgeListSettings settings, List<String> header) {
    require(weight >= 0 || !settings.weighted(), ROLES.get(2), header);
    require(time >= 0 || !settings.timed(), ROLES.get(3), header);
    return new EdgeLayout(
        delimiter,
        source,
        target,
        settings.weighted() ? weight : -1,
        settings.timed() ? time : -1,
        header());
  }

  private static void require(boolean found, String name, List<String> header) {
    if (!found) {
      throw new TriviumException(
          "has no column '%s'; the header names %s, say which of them is meant"
              .formatted(name, header));
    }
  }
}

package dev.trivium.core.data;

import dev.trivium.core.TriviumException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the parts of an interaction stand in a row: places from 1, 0 for what is not there. */
record InteractionColumns(int user, int item, int weight, int time, int event) {
  private static final List<Column> IN_ORDER =
      List.of(Column.USER, Column.ITEM, Column.WEIGHT, Column.TIME, Column.EVENT);

  /**
   * Finds them.
   *
   * @param labels what the source calls its columns
   * @param wanted as {@link RowSettings#columns}
   */
  static InteractionColumns of(String source, List<String> labels, List<String> wanted) {
    Map<Column, Integer> places = new EnumMap<>(Column.class);
    List<String> plain = new ArrayList<>();
    for (String name : wanted) {
      int equals = name.indexOf('=');
      String label = name.substring(equals + 1).strip();
      place(source, labels, label); // must be there
      if (equals < 0) {
        plain.add(label);
      } else {
        places.put(role(name.substring(0, equals)), place(source, labels, label));
      }
    }
    byName(source, labels, plain.isEmpty() ? labels : plain, places);
    byOrder(source, labels, plain, places);
    for (Column needed : List.of(Column.USER, Column.ITEM)) {
      if (!places.containsKey(needed)) {
        throw new TriviumException(
            "%s has the columns %s, none of them called %s (or %s and the like); name them with --columns user,item,time or user=…,item=…"
                .formatted(
                    source,
                    String.join(", ", labels),
                    needed,
                    String.join(", ", needed.names().subList(1, 4))));
      }
    }
    return new InteractionColumns(
        places.getOrDefault(Column.USER, 0),
        places.getOrDefault(Column.ITEM, 0),
        places.getOrDefault(Column.WEIGHT, 0),
        places.getOrDefault(Column.TIME, 0),
        places.getOrDefault(Column.EVENT, 0));
  }

  /** Refuses names of parts that there are not, and more names than there are parts. */
  static void requireParts(List<String> wanted) {
    Set<Column> taken = EnumSet.noneOf(Column.class);
    List<String> others = new ArrayList<>();
    for (String name : wanted) {
      int equals = name.indexOf('=');
      Column part = equals < 0 ? known(name, taken) : role(name.substring(0, equals));
      if (part == null) {
        if (known(name, Set.of()) != null) {
          throw new IllegalArgumentException(
              "columns is %s, where two are called what only one can be, the second '%s'; leave one out, or say which is what as in weight=%s"
                  .formatted(String.join(",", wanted), name.strip(), name.strip()));
        }
        others.add(name.strip());
      } else {
        taken.add(part);
      }
    }
    List<Column> open = IN_ORDER.subList(0, 4).stream().filter(c -> !taken.contains(c)).toList();
    if (others.size() > open.size()) {
      throw new IllegalArgumentException(
          "columns is %s, and '%s' is none of user, item, weight, time and event; leave it out"
              .formatted(String.join(",", wanted), others.get(open.size())));
    }
  }

  /** The first part that is not taken and may be called so, or null. */
  private static @Nullable Column known(String name, Set<Column> taken) {
    String plain = Column.plain(name);
    return IN_ORDER.stream()
        .filter(c -> !taken.contains(c) && c.names().contains(plain))
        .findFirst()
        .orElse(null);
  }

  private static void byName(
      String source, List<String> labels, List<String> among, Map<Column, Integer> places) {
    for (Column column : IN_ORDER) {
      int at = column.in(among);
      if (at >= 0 && !places.containsKey(column)) {
        int place = place(source, labels, among.get(at));
        if (!places.containsValue(place)) {
          places.put(column, place);
        }
      }
    }
  }

  /** Names that say nothing by themselves say it by their order. */
  private static void byOrder(
      String source, List<String> labels, List<String> plain, Map<Column, Integer> places) {
    List<Column> open =
        new ArrayList<>(
            IN_ORDER.subList(0, 4).stream().filter(c -> !places.containsKey(c)).toList());
    for (String label : plain) {
      int place = place(source, labels, label);
      if (!places.containsValue(place) && !open.isEmpty()) {
        places.put(open.remove(0), place);
      }
    }
  }

  private static int place(String source, List<String> labels, String label) {
    int at = labels.indexOf(label);
    if (at < 0) {
      at = labels.stream().map(Column::plain).toList().indexOf(Column.plain(label));
    }
    if (at < 0) {
      throw new TriviumException(
          "%s has the columns %s, and none is called '%s'; name one of them with --columns"
              .formatted(source, String.join(", ", labels), label));
    }
    return at + 1;
  }

  private static Column role(String name) {
    return IN_ORDER.stream()
        .filter(c -> c.toString().equals(name.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "columns is '%s=…', which is no part of an interaction; choose user, item, weight, time or event"
                        .formatted(name.strip())));
  }
}

package dev.trivium.core.data;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How rows of a table become interactions.
 *
 * @param columns what the columns are called: names that are known by themselves ({@code user},
 *     {@code item}, {@code rating}, {@code timestamp} and the usual spellings), others in the order
 *     user, item, weight, time; or {@code user=visitor}, {@code item=page}; empty to find all by
 *     their usual names
 * @param minRating rows that are rated lower are left out, and the others all weigh 1; NaN to take
 *     every row, at its weight
 * @param eventWeights what an event of a type weighs, where a column says the type; 0 to leave it
 *     out; empty to ask for no type
 */
public record RowSettings(
    List<String> columns, double minRating, SortedMap<String, Double> eventWeights) {
  /** Columns by their usual names, every row at its weight. */
  public static final RowSettings DEFAULT =
      new RowSettings(List.of(), Double.NaN, Collections.emptySortedMap());

  public RowSettings {
    columns = List.copyOf(columns);
    eventWeights = Collections.unmodifiableSortedMap(new TreeMap<>(eventWeights));
    eventWeights.forEach(RowSettings::requireWeight);
    InteractionColumns.requireParts(columns);
  }

  private static void requireWeight(String event, double weight) {
    if (!(weight >= 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException(
          "the event '" + event + "' weighs " + weight + "; choose a finite number of 0 or more");
    }
  }

  public RowSettings withColumns(List<String> value) {
    return new RowSettings(value, minRating, eventWeights);
  }

  public RowSettings withMinRating(double value) {
    return new RowSettings(columns, value, eventWeights);
  }

  public RowSettings withEventWeights(SortedMap<String, Double> value) {
    return new RowSettings(columns, minRating, value);
  }
}

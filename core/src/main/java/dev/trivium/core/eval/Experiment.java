package dev.trivium.core.eval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Several contenders judged by the same measures on the same question (as Cornac's {@code
 * Experiment}). A contender is a name and a way to its outcome; it runs, timed, when the experiment
 * does, in the order of its adding.
 *
 * @param <O> what is measured: {@link Rankings}, {@link Scores}, {@link LabelSets} or {@link
 *     Partitions}
 */
public final class Experiment<O> {
  private final String title;
  private final List<Metric<O>> metrics;
  private final long seed;
  private final SortedMap<String, String> configuration = new TreeMap<>();
  private final Map<String, Contender<O>> contenders = new LinkedHashMap<>();

  public Experiment(String title, List<Metric<O>> metrics, long seed) {
    this.title = title;
    this.metrics = List.copyOf(metrics);
    this.seed = seed;
  }

  /** Notes a setting in the report. */
  public Experiment<O> configured(String setting, Object value) {
    configuration.put(setting, value.toString());
    return this;
  }

  /** Adds a contender; names must differ. */
  public Experiment<O> contender(String name, Supplier<O> outcome) {
    return contender(name, 0, outcome);
  }

  /**
   * Adds a contender that stands on work already done, maybe shared with others, which its time in
   * the report includes.
   *
   * @param secondsBefore what that work took
   */
  public Experiment<O> contender(String name, double secondsBefore, Supplier<O> outcome) {
    if (contenders.putIfAbsent(name, new Contender<>(secondsBefore, outcome)) != null) {
      throw new IllegalArgumentException(
          "two contenders are called '" + name + "'; give each a name of its own");
    }
    return this;
  }

  /** Runs every contender, one after the other. */
  public Report run() {
    List<Report.Row> rows = new ArrayList<>();
    for (Map.Entry<String, Contender<O>> contender : contenders.entrySet()) {
      long start = System.nanoTime();
      O outcome = contender.getValue().outcome().get();
      double seconds = contender.getValue().secondsBefore() + (System.nanoTime() - start) / 1e9;
      rows.add(
          new Report.Row(
              contender.getKey(), metrics.stream().map(m -> m.of(outcome)).toList(), seconds));
    }
    List<Report.Column> columns =
        metrics.stream().map(m -> new Report.Column(m.name(), m.higherIsBetter())).toList();
    return new Report(title, seed, configuration, columns, rows);
  }

  private record Contender<O>(double secondsBefore, Supplier<O> outcome) {}
}

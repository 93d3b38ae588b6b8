package dev.trivium.core.eval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of an experiment: every figure with its spread, the seed, the settings and the time
 * taken.
 *
 * @param title what was asked
 * @param seeds what the experiment drew from, one for each time it ran
 * @param configuration settings by name
 * @param columns the measures
 * @param rows the contenders, in the order they ran
 */
public record Report(
    String title,
    List<Long> seeds,
    SortedMap<String, String> configuration,
    List<Column> columns,
    List<Row> rows) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** A measure's name, and whether more of it is better. */
  public record Column(String name, boolean higherIsBetter) {}

  /** A contender's figures, one for each column, and its seconds of fitting and answering. */
  public record Row(String name, List<Figure> figures, double seconds) {
    public Row {
      figures = List.copyOf(figures);
    }
  }

  public Report {
    seeds = List.copyOf(seeds);
    configuration = new TreeMap<>(configuration);
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** A report of one run. */
  public Report(
      String title,
      long seed,
      SortedMap<String, String> configuration,
      List<Column> columns,
      List<Row> rows) {
    this(title, List.of(seed), configuration, columns, rows);
  }

  /**
   * One report of several runs of an experiment, alike but for the seed: each figure is the mean
   * over the runs, with the standard error of that mean (n is the number of runs), and the seconds
   * are their mean. One run is its own report.
   */
  public static Report mean(List<Report> runs) {
    Report first = runs.get(0);
    if (runs.size() == 1) {
      return first;
    }
    List<Row> rows = new ArrayList<>();
    for (int r = 0; r < first.rows.size(); r++) {
      rows.add(meanRow(runs, r));
    }
    List<Long> seeds = runs.stream().flatMap(run -> run.seeds.stream()).toList();
    return new Report(first.title, seeds, first.configuration, first.columns, rows);
  }

  private static Row meanRow(List<Report> runs, int r) {
    List<Row> same = runs.stream().map(run -> run.rows.get(r)).toList();
    List<Figure> figures = new ArrayList<>();
    for (int c = 0; c < runs.get(0).columns.size(); c++) {
      int column = c;
      figures.add(
          Figure.mean(same.stream().mapToDouble(s -> s.figures.get(column).value()).toArray()));
    }
    double seconds = same.stream().mapToDouble(Row::seconds).average().orElse(0);
    return new Row(same.get(0).name(), figures, seconds);
  }

  /** The first seed. */
  public long seed() {
    return seeds.get(0);
  }

  /** The figure of a contender under a measure. */
  public Figure figure(String contender, String measure) {
    int column = columns.stream().map(Column::name).toList().indexOf(measure);
    Row row = rows.stream().filter(r -> r.name().equals(contender)).findFirst().orElse(null);
    if (row == null || column < 0) {
      throw new IllegalArgumentException(
          "no figure '" + measure + "' of '" + contender + "' in the report '" + title + "'");
    }
    return row.figures().get(column);
  }

  /**
   * Whether no other row beats row {@code r} in column {@code c}, and it beats one, if there are
   * others.
   */
  public boolean isBest(int r, int c) {
    double sign = columns.get(c).higherIsBetter() ? 1 : -1;
    double mine = sign * rows.get(r).figures().get(c).value();
    double[] all = rows.stream().mapToDouble(row -> sign * row.figures().get(c).value()).toArray();
    return !Double.isNaN(mine)
        && Arrays.stream(all).noneMatch(other -> other > mine)
        && (all.length == 1 || Arrays.stream(all).anyMatch(other -> !(other >= mine)));
  }

  /**
   * A table for a terminal; the best of each column is starred. Where there were several runs, each
   * figure stands with its 95 % confidence interval.
   */
  public String toText() {
    List<String[]> cells = new ArrayList<>();
    String[] head = new String[columns.size() + 2];
    head[0] = title;
    head[columns.size() + 1] = "seconds";
    for (int c = 0; c < columns.size(); c++) {
      head[c + 1] = columns.get(c).name();
    }
    cells.add(head);
    for (int r = 0; r < rows.size(); r++) {
      String[] line = new String[head.length];
      line[0] = rows.get(r).name();
      for (int c = 0; c < columns.size(); c++) {
        line[c + 1] = cell(rows.get(r).figures().get(c)) + (isBest(r, c) ? "*" : " ");
      }
      line[head.length - 1] = String.format(Locale.ROOT, "%.1f", rows.get(r).seconds());
      cells.add(line);
    }
    return aligned(cells);
  }

  private String cell(Figure figure) {
    String value = format(figure.value());
    if (seeds.size() == 1 || Double.isNaN(figure.value())) {
      return value;
    }
    boolean rank = Math.abs(figure.value()) > 1;
    String margin = String.format(Locale.ROOT, rank ? "%.1f" : "%.4f", figure.margin());
    return value + " ± " + (Double.isNaN(figure.margin()) ? "–" : margin);
  }

  /** A figure as tables show it: four decimals, or as much as a rank needs. */
  public static String format(double value) {
    return Double.isNaN(value)
        ? "–"
        : String.format(Locale.ROOT, Math.abs(value) > 1 ? "%.1f" : "%.4f", value);
  }

  private static String aligned(List<String[]> cells) {
    int[] widths = new int[cells.get(0).length];
    for (String[] line : cells) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], line[c].length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (String[] line : cells) {
      for (int c = 0; c < widths.length; c++) {
        String padding = " ".repeat(widths[c] - line[c].length());
        text.append(c == 0 ? line[c] + padding : "  " + padding + line[c]);
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** The whole report as a JSON document. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(toMap());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of strings and numbers are always JSON", e);
    }
  }

  /** The whole report as maps, lists, strings and numbers, for a part of a JSON document. */
  public Map<String, Object> toMap() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("title", title);
    document.put("seeds", seeds);
    document.put("configuration", configuration);
    List<Object> contenders = new ArrayList<>();
    for (Row row : rows) {
      Map<String, Object> figures = new LinkedHashMap<>();
      for (int c = 0; c < columns.size(); c++) {
        figures.put(columns.get(c).name(), figure(row.figures().get(c)));
      }
      Map<String, Object> contender = new LinkedHashMap<>();
      contender.put("name", row.name());
      contender.put("figures", figures);
      contender.put("seconds", row.seconds());
      contenders.add(contender);
    }
    document.put("contenders", contenders);
    return document;
  }

  private static Map<String, @Nullable Object> figure(Figure f) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    out.put("value", finite(f.value()));
    out.put("standardError", finite(f.standardError()));
    out.put("margin95", finite(f.margin()));
    out.put("n", f.n());
    return out;
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}

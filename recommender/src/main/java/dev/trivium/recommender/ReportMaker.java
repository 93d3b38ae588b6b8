package dev.trivium.recommender;

import dev.trivium.core.data.Split;
import dev.trivium.core.eval.Bootstrap;
import dev.trivium.core.eval.Figure;
import dev.trivium.core.eval.Metric;
import dev.trivium.core.eval.Rankings;
import dev.trivium.core.eval.Report;
import dev.trivium.recommender.RecommenderExperiment.Answers;
import dev.trivium.recommender.RecommenderReport.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Makes a report of what models answered.
 *
 * @param answers by model, one for each seed
 */
record ReportMaker(String title, List<Integer> ks, Map<String, List<Answers>> answers) {
  RecommenderReport report() {
    List<Report> slices = new ArrayList<>();
    int kinds = Slice.all(run(0).split()).size();
    for (int s = 0; s < kinds; s++) {
      slice(s).ifPresent(slices::add);
    }
    return new RecommenderReport(table(), slices, comparisons());
  }

  /** What the first model answered in a run. */
  private Answers run(int run) {
    return answers.values().iterator().next().get(run);
  }

  private int runs() {
    return answers.values().iterator().next().size();
  }

  private Report table() {
    List<Report> reports = new ArrayList<>();
    boolean known = IntStream.range(0, runs()).anyMatch(r -> hasKnown(run(r).split()));
    for (int r = 0; r < runs(); r++) {
      List<Metric<Rankings>> metrics = RecommenderExperiment.metrics(ks, run(r).split(), known);
      List<Report.Column> columns = new ArrayList<>(columns(metrics));
      columns.add(new Report.Column("CPU s", false));
      columns.add(new Report.Column("peak MB", false));
      List<Report.Row> rows = new ArrayList<>();
      for (var model : answers.entrySet()) {
        Answers a = model.getValue().get(r);
        List<Figure> figures = new ArrayList<>();
        metrics.forEach(m -> figures.add(m.of(a.rankings())));
        figures.add(Figure.of(a.cpuSeconds(), 1));
        figures.add(Figure.of(a.peakBytes() / 1e6, 1));
        rows.add(new Report.Row(model.getKey(), figures, a.fitSeconds()));
      }
      reports.add(new Report(title, run(r).seed(), configuration(), columns, rows));
    }
    return Report.mean(reports);
  }

  /** Whether anybody took up a candidate in training. */
  private static boolean hasKnown(Split split) {
    int[] degrees = split.train().itemDegrees();
    return split.candidates().stream().anyMatch(item -> degrees[item] > 0);
  }

  /** Over the runs in which there is something in the slice; empty where there is in none. */
  private Optional<Report> slice(int slice) {
    List<Metric<Rankings>> metrics = RecommenderExperiment.accuracy(ks);
    List<Report> reports = new ArrayList<>();
    for (int r = 0; r < runs(); r++) {
      Slice of = Slice.all(run(r).split()).get(slice);
      if (of.of(run(r)).each().isEmpty()) {
        continue;
      }
      List<Report.Row> rows = new ArrayList<>();
      for (var model : answers.entrySet()) {
        Answers a = model.getValue().get(r);
        Rankings part = of.of(a);
        List<Figure> figures = metrics.stream().map(m -> m.of(part)).toList();
        rows.add(new Report.Row(model.getKey(), figures, a.fitSeconds()));
      }
      reports.add(new Report(of.name(), run(r).seed(), configuration(), columns(metrics), rows));
    }
    return reports.isEmpty() ? Optional.empty() : Optional.of(Report.mean(reports));
  }

  private static List<Report.Column> columns(List<Metric<Rankings>> metrics) {
    return metrics.stream().map(m -> new Report.Column(m.name(), m.higherIsBetter())).toList();
  }

  private SortedMap<String, String> configuration() {
    Split split = run(0).split();
    return new TreeMap<>(
        Map.of(
            "split", split.name(),
            "train", split.train().toString(),
            "test", split.test().toString(),
            "candidates", Integer.toString(split.candidates().cardinality()),
            "users", Integer.toString(Evaluation.users(split).length)));
  }

  /** Nothing where there is no other model. */
  private List<Comparison> comparisons() {
    List<Comparison> all = new ArrayList<>();
    for (Metric<Rankings> metric : RecommenderExperiment.accuracy(ks)) {
      SortedMap<String, double[]> cases = new TreeMap<>();
      answers.forEach((model, runs) -> cases.put(model, cases(metric, runs)));
      for (String model : answers.keySet()) {
        cases.keySet().stream()
            .filter(other -> !other.equals(model))
            .max((a, b) -> Double.compare(mean(cases, a), mean(cases, b)))
            .ifPresent(rival -> all.add(comparison(metric.name(), model, rival, cases)));
      }
    }
    return all;
  }

  private static double mean(Map<String, double[]> cases, String model) {
    return Figure.mean(values(cases, model)).value();
  }

  private static double[] values(Map<String, double[]> cases, String model) {
    return cases.getOrDefault(model, new double[0]);
  }

  private static Comparison comparison(
      String measure, String model, String rival, Map<String, double[]> cases) {
    double[] mine = values(cases, model);
    double[] theirs = values(cases, rival);
    double[] differences = new double[mine.length];
    for (int u = 0; u < mine.length; u++) {
      differences[u] = mine[u] - theirs[u];
    }
    return new Comparison(
        model,
        measure,
        Bootstrap.of(mine, Bootstrap.RESAMPLES, 1),
        rival,
        Bootstrap.of(differences, Bootstrap.RESAMPLES, 1));
  }

  /** For each user, by id, the mean over the runs that asked for the user. */
  private static double[] cases(Metric<Rankings> metric, List<Answers> runs) {
    SortedMap<String, List<Double>> values = new TreeMap<>();
    for (Answers a : runs) {
      int[] users = Evaluation.users(a.split());
      double[] each = metric.cases(a.rankings());
      for (int r = 0; r < users.length; r++) {
        String user = a.split().test().users().get(users[r]);
        values.computeIfAbsent(user, u -> new ArrayList<>()).add(each[r]);
      }
    }
    return values.values().stream()
        .mapToDouble(v -> v.stream().mapToDouble(x -> x).average().orElseThrow())
        .toArray();
  }
}

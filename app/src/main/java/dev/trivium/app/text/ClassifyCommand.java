package dev.trivium.app.text;

import dev.trivium.app.console.Options;
import dev.trivium.app.console.OutFile;
import dev.trivium.app.console.ReportOptions;
import dev.trivium.app.console.Stages;
import dev.trivium.app.console.UsageException;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.eval.Experiment;
import dev.trivium.core.eval.LabelMetrics;
import dev.trivium.core.eval.LabelSets;
import dev.trivium.core.eval.Report;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.core.learn.LogisticSettings;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import dev.trivium.text.documents.TermSettings;
import dev.trivium.text.documents.TfIdf;
import dev.trivium.text.tasks.TextClassifier;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code text classify}. */
@Command(
    name = "classify",
    description =
        "Learns the labels of texts by logistic regression, and says how well it tells those of"
            + " others, or tells them.",
    sortOptions = false)
final class ClassifyCommand implements Callable<Integer> {
  private final Stages stages;
  private final PrintWriter print;

  @Option(
      names = "--train",
      paramLabel = "FILE",
      required = true,
      description = "What is learnt from: lines of a text, a tab and a label.")
  private String train = "";

  @Option(
      names = "--dev",
      paramLabel = "FILE",
      description =
          "Such lines by which --c is chosen. A tenth of --train is kept apart for that otherwise.")
  private @Nullable String dev;

  @Option(
      names = "--test",
      paramLabel = "FILE",
      description = "Such lines to be judged by: accuracy, macro-F1.")
  private @Nullable String test;

  @Option(
      names = "--in",
      paramLabel = "LINES|-",
      description = "Texts to tell the labels of, one a line: label, tab, probability.")
  private @Nullable String in;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the labels of --in are written (-, standard output).")
  private String out = "-";

  @Option(
      names = "--c",
      paramLabel = "X",
      split = ",",
      description =
          "The weight of the data against the penalty, or several to choose from"
              + " (1,3,10,30,100).")
  private List<Double> cs = List.of(1.0, 3.0, 10.0, 30.0, 100.0);

  @Option(
      names = "--ngrams",
      paramLabel = "N",
      description = "The most words in a term of tfidf (${DEFAULT-VALUE}).")
  private int ngrams = 2;

  @Mixin private EncoderOption encoder = new EncoderOption();
  @Mixin private ReportOptions reports = new ReportOptions();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What the tenth of --train is drawn from (${DEFAULT-VALUE}).")
  private long seed = 1;

  ClassifyCommand(Stages stages, PrintWriter print) {
    this.stages = stages;
    this.print = print;
  }

  @Override
  public Integer call() {
    if ((test == null) == (in == null)) {
      throw new UsageException("give either --test to be judged, or --in for texts to label");
    }
    List<LogisticSettings> candidates =
        cs.stream().map(c -> Options.checked(() -> LogisticSettings.DEFAULT.withC(c))).toList();
    TermSettings terms = Options.checked(() -> TermSettings.DEFAULT.withLengths(1, ngrams));
    Path path = out.equals("-") ? null : OutFile.file(out);
    LabelledTexts known = LabelledTexts.read("--train", train);
    Learner learner = new Learner(known, candidates, terms);
    if (test != null) {
      judge(LabelledTexts.read("--test", test), learner);
    } else if (in != null) {
      tell(TextFile.lines("--in", in), learner, path);
    }
    return 0;
  }

  private void judge(LabelledTexts asked, Learner learner) {
    List<String> names =
        IntStream.range(0, 2)
            .mapToObj(i -> i == 0 ? learner.known.labels() : asked.labels())
            .flatMap(List::stream)
            .distinct()
            .sorted()
            .toList();
    List<Report> runs = new ArrayList<>();
    for (long each : dev == null ? reports.seeds(seed) : List.of(seed)) {
      runs.add(
          new Experiment<>(
                  "labels of " + Path.of(String.valueOf(test)).getFileName(),
                  List.of(LabelMetrics.accuracy(), LabelMetrics.macroF1()),
                  each)
              .configured("encoder", encoder.name())
              .configured("train", known(learner))
              .contender(
                  encoder.name(),
                  () ->
                      learner.with(
                          each,
                          classifier -> sets(asked, classifier.predict(asked.texts()), names)))
              .run());
    }
    reports.print(Report.mean(runs), print, stages);
  }

  private static String known(Learner learner) {
    return learner.known.texts().size() + " texts";
  }

  private static LabelSets sets(LabelledTexts asked, List<String> predicted, List<String> names) {
    return new LabelSets(numbers(asked.labels(), names), numbers(predicted, names), names.size());
  }

  private static int[][] numbers(List<String> labels, List<String> names) {
    return labels.stream().map(label -> new int[] {names.indexOf(label)}).toArray(int[][]::new);
  }

  private void tell(List<String> texts, Learner learner, @Nullable Path path) {
    List<String> lines = learner.with(seed, classifier -> lines(texts, classifier));
    if (path == null) {
      lines.forEach(print::println);
      print.flush();
    } else {
      AtomicFiles.write(
          path,
          file -> file.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static List<String> lines(List<String> texts, TextClassifier classifier) {
    Matrix probabilities = classifier.probabilities(texts);
    List<String> lines = new ArrayList<>();
    for (int r = 0; r < texts.size(); r++) {
      float[] row = probabilities.row(r);
      int best = 0;
      for (int c = 1; c < row.length; c++) {
        best = row[c] > row[best] ? c : best;
      }
      lines.add(String.format(Locale.ROOT, "%s\t%.4f", classifier.labels().get(best), row[best]));
    }
    return lines;
  }

  /** Learns, and hands over what was learnt while its encoder is open. */
  private final class Learner {
    private final LabelledTexts known;
    private final List<LogisticSettings> candidates;
    private final TermSettings terms;

    Learner(LabelledTexts known, List<LogisticSettings> candidates, TermSettings terms) {
      this.known = known;
      this.candidates = candidates;
      this.terms = terms;
    }

    <T> T with(long from, Function<TextClassifier, T> use) {
      LabelledTexts learnt = known;
      LabelledTexts other = known;
      if (dev != null) {
        other = LabelledTexts.read("--dev", dev);
      } else if (candidates.size() > 1) {
        int[] order = IntStream.range(0, known.texts().size()).toArray();
        new FastRandom(from).shuffle(order);
        int tenth = (order.length + 9) / 10;
        other = known.select(Arrays.copyOf(order, tenth));
        learnt = known.select(Arrays.copyOfRange(order, tenth, order.length));
      }
      if (encoder.name().equals(CorpusEncoders.TF_IDF)) {
        return use.apply(chosen(learnt, other));
      }
      try (Embedder<String> embedder = encoder.open(learnt.texts(), stages)) {
        return use.apply(chosen(embedder, learnt, other));
      }
    }

    private TextClassifier chosen(LabelledTexts learnt, LabelledTexts other) {
      return stages.stage(
          "learn from terms",
          progress ->
              TextClassifier.choose(
                  TfIdf.fit(learnt.texts(), terms),
                  learnt.texts(),
                  learnt.labels(),
                  other.texts(),
                  other.labels(),
                  candidates));
    }

    private TextClassifier chosen(
        Embedder<String> embedder, LabelledTexts learnt, LabelledTexts other) {
      return stages.stage(
          "learn from vectors",
          progress ->
              TextClassifier.choose(
                  embedder,
                  learnt.texts(),
                  learnt.labels(),
                  other.texts(),
                  other.labels(),
                  candidates));
    }
  }
}

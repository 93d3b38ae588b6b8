package dev.trivium.app.text;

import dev.trivium.app.console.Options;
import dev.trivium.app.console.OutFile;
import dev.trivium.app.console.ReportOptions;
import dev.trivium.app.console.Stages;
import dev.trivium.app.console.UsageException;
import dev.trivium.core.eval.Experiment;
import dev.trivium.core.eval.LabelMetrics;
import dev.trivium.core.eval.LabelSets;
import dev.trivium.core.eval.Report;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.core.learn.LogisticSettings;
import dev.trivium.core.math.Matrix;
import dev.trivium.text.Examples;
import dev.trivium.text.documents.TermSettings;
import dev.trivium.text.tasks.TextClassifier;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The verb {@code text classify}. */
@Command(
    name = "classify",
    description =
        "Learns the labels of texts by logistic regression, and says how well it tells those of"
            + " others, or tells them, or keeps what it has learnt.",
    sortOptions = false)
final class ClassifyCommand implements Callable<Integer> {
  private static final String[] OF_LEARNING = {
    "--dev", "--save", "--c", "--ngrams", "--encoder", "--seed", "--seeds"
  };

  private final Stages stages;
  private final PrintWriter print;

  @Option(
      names = "--train",
      paramLabel = "FILE",
      description = "What is learnt from: lines of a text, a tab and a label.")
  private @Nullable String train;

  @Option(
      names = "--model",
      paramLabel = "FOLDER",
      description =
          "What has learnt already, in place of --train: a folder that --save or text finetune"
              + " --labels wrote.")
  private @Nullable Path model;

  @Option(
      names = "--save",
      paramLabel = "FOLDER",
      description = "Where what is learnt from --train is kept, for --model. Not of word vectors.")
  private @Nullable String save;

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
  private @Nullable String out;

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

  @Spec private @Nullable CommandSpec spec;

  ClassifyCommand(Stages stages, PrintWriter print) {
    this.stages = stages;
    this.print = print;
  }

  @Override
  public Integer call() {
    requireCall();
    Path path = out == null || out.equals("-") ? null : OutFile.file(out);
    if (model != null) {
      told(model, path);
    } else {
      learnt(String.valueOf(train), path);
    }
    return 0;
  }

  private void requireCall() {
    if ((train == null) == (model == null)) {
      throw new UsageException("give either --train to learn from, or --model, which has learnt");
    }
    if ((test != null && in != null) || (test == null && in == null && save == null)) {
      throw new UsageException("give either --test to be judged, or --in for texts to label");
    }
    if (in == null) {
      Options.refuse(spec, "is for the labels of --in", "--out");
    }
    if (test == null) {
      Options.refuse(spec, "is for --test", "--seeds", "--json");
    }
    if (model != null) {
      Options.refuse(spec, "is for learning from --train", OF_LEARNING);
    } else {
      requireHeeded();
    }
  }

  private void requireHeeded() {
    if (dev != null) {
      Options.refuse(spec, "is for drawing a tenth of --train, which --dev stands for", "--seeds");
    }
    if (cs.size() == 1) {
      Options.refuse(spec, "is for choosing among several --c", "--dev");
    }
    if (!encoder.name().equals(CorpusEncoders.TF_IDF)) {
      Options.refuse(spec, "is for --encoder tfidf", "--ngrams");
    }
  }

  /** By what has learnt before. */
  private void told(Path folder, @Nullable Path path) {
    Examples.Labels asked = test == null ? null : ExampleFile.labels("--test", test);
    List<String> texts = in == null ? List.of() : TextFile.lines("--in", in);
    try (OpenClassifier opened = OpenClassifier.read(folder, encoder, stages)) {
      TextClassifier classifier = opened.classifier();
      if (asked == null) {
        tell(texts, classifier, path);
      } else {
        judge(asked, classifier.labels(), List.of(seed), each -> classifier.predict(asked.texts()));
      }
    }
  }

  private void learnt(String file, @Nullable Path path) {
    List<LogisticSettings> candidates =
        cs.stream().map(c -> Options.checked(() -> LogisticSettings.DEFAULT.withC(c))).toList();
    TermSettings terms = Options.checked(() -> TermSettings.DEFAULT.withLengths(1, ngrams));
    Path kept = save == null ? null : kept(save);
    Examples.Labels known = ExampleFile.labels("--train", file);
    ClassifierLearner learner =
        new ClassifierLearner(known, dev, candidates, terms, encoder, stages);
    if (test != null) {
      Examples.Labels asked = ExampleFile.labels("--test", test);
      judge(
          asked,
          known.labels(),
          dev == null ? reports.seeds(seed) : List.of(seed),
          each ->
              learner.with(
                  each,
                  classifier -> {
                    keep(classifier, each == seed ? kept : null);
                    return classifier.predict(asked.texts());
                  }));
      return;
    }
    List<String> texts = in == null ? List.of() : TextFile.lines("--in", in);
    learner.with(
        seed,
        classifier -> {
          keep(classifier, kept);
          if (in != null) {
            tell(texts, classifier, path);
          }
          return true;
        });
  }

  private Path kept(String folder) {
    if (CorpusEncoders.isWords(encoder.name())) {
      throw new UsageException(
          "--save keeps no average of word vectors, which is fitted to the texts; choose --encoder tfidf or a transformer");
    }
    return OutFile.folder("--save", folder);
  }

  private void keep(TextClassifier classifier, @Nullable Path folder) {
    if (folder != null) {
      stages.stage(
          "write " + folder.getFileName(),
          progress -> {
            classifier.write(folder, encoder.named().lasting());
            return folder;
          });
    }
  }

  private void judge(
      Examples.Labels asked,
      List<String> known,
      List<Long> seeds,
      LongFunction<List<String>> predicted) {
    List<String> names =
        Stream.of(known, asked.labels()).flatMap(List::stream).distinct().sorted().toList();
    String name = model == null ? encoder.name() : model.toString();
    List<Report> runs = new ArrayList<>();
    for (long each : seeds) {
      Experiment<LabelSets> run =
          new Experiment<LabelSets>(
                  "labels of " + Path.of(String.valueOf(test)).getFileName(),
                  List.of(LabelMetrics.accuracy(), LabelMetrics.macroF1()),
                  each)
              .configured(model == null ? "encoder" : "model", name);
      run = model == null ? run.configured("train", known.size() + " texts") : run;
      runs.add(run.contender(name, () -> sets(asked, predicted.apply(each), names)).run());
    }
    reports.print(Report.mean(runs), print, stages);
  }

  private static LabelSets sets(Examples.Labels asked, List<String> predicted, List<String> names) {
    return new LabelSets(numbers(asked.labels(), names), numbers(predicted, names), names.size());
  }

  private static int[][] numbers(List<String> labels, List<String> names) {
    return labels.stream().map(label -> new int[] {names.indexOf(label)}).toArray(int[][]::new);
  }

  private void tell(List<String> texts, TextClassifier classifier, @Nullable Path path) {
    List<String> lines = lines(texts, classifier);
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
}

package dev.trivium.app.text;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trivium.app.console.Options;
import dev.trivium.app.console.Stages;
import dev.trivium.app.console.UsageException;
import dev.trivium.text.words.Analogy;
import dev.trivium.text.words.AnalogySet;
import dev.trivium.text.words.AnalogySet.Section;
import dev.trivium.text.words.SimilaritySet;
import dev.trivium.text.words.WordVectors;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code text evaluate}. */
@Command(
    name = "evaluate",
    description =
        "Says how far vectors agree with people: on pairs of words (Spearman's and Pearson's"
            + " correlation) and on analogies (the share completed).",
    sortOptions = false)
final class EvaluateCommand implements Callable<Integer> {
  private final Stages stages;
  private final PrintWriter print;

  @Option(
      names = "--vectors",
      paramLabel = "PATH",
      required = true,
      description = "The vectors, frequent words first: " + VectorOptions.FORMATS + ".")
  private Path vectors = Path.of("");

  @Option(
      names = "--similarity",
      paramLabel = "FILE",
      description =
          "Lines 'word word score', as in WordSim-353, separated by tabs, commas or blanks; may be"
              + " given several times.")
  private List<Path> similarities = List.of();

  @Option(
      names = "--analogies",
      paramLabel = "FILE",
      description = "Lines of four words in sections ': name', as in questions-words.txt.")
  private @Nullable Path analogies;

  @Option(
      names = "--restrict",
      paramLabel = "N",
      description =
          "Analogies are asked and answered among the N most frequent words (${DEFAULT-VALUE}).")
  private int restrict = 30_000;

  @Option(
      names = "--method",
      paramLabel = "NAME",
      description = "add for 3CosAdd, mul for 3CosMul (${DEFAULT-VALUE}).")
  private String method = "add";

  @Option(names = "--json", description = "Prints a JSON document.")
  private boolean json;

  @Mixin private VectorOptions reading = new VectorOptions();

  EvaluateCommand(Stages stages, PrintWriter print) {
    this.stages = stages;
    this.print = print;
  }

  @Override
  public Integer call() {
    VectorOptions.positive("--restrict", restrict, 30_000);
    Analogy how = Options.one("--method", method, List.of(Analogy.values()));
    if (similarities.isEmpty() && analogies == null) {
      throw new UsageException("there is nothing to evaluate on; give --similarity or --analogies");
    }
    List<SimilaritySet> sets = similarities.stream().map(SimilaritySet::read).toList();
    AnalogySet questions = analogies == null ? null : AnalogySet.read(analogies);
    WordVectors known = reading.read(vectors, stages);
    List<SimilaritySet.Result> similar = sets.stream().map(set -> set.evaluate(known)).toList();
    List<AnalogySet.Result> completed = new ArrayList<>();
    if (questions != null) {
      completed.add(
          stages.stage("analogies", progress -> questions.evaluate(known, restrict, how)));
    }
    if (json) {
      printJson(known, similar, completed);
    } else {
      printText(similar, completed);
    }
    print.flush();
    return 0;
  }

  private void printText(List<SimilaritySet.Result> similar, List<AnalogySet.Result> completed) {
    for (SimilaritySet.Result r : similar) {
      print.printf(
          Locale.ROOT,
          "%-30s Spearman %7.4f  Pearson %7.4f  %d pairs, %d without a vector%n",
          r.set(),
          r.spearman(),
          r.pearson(),
          r.pairs(),
          r.missing());
    }
    for (AnalogySet.Result r : completed) {
      for (Section s : r.sections()) {
        line(s.name(), s);
      }
      line(r.set(), r.total());
    }
  }

  private void line(String name, Section s) {
    print.printf(
        Locale.ROOT,
        "%-30s %s  %d of %d right, %d asked%n",
        name,
        s.answered() == 0 ? "     -" : String.format(Locale.ROOT, "%.4f", s.accuracy()),
        s.correct(),
        s.answered(),
        s.asked());
  }

  private void printJson(
      WordVectors known, List<SimilaritySet.Result> similar, List<AnalogySet.Result> completed) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("vectors", vectors.toString());
    root.put("words", known.table().size());
    root.put("dimension", known.table().dimension());
    var sets = root.putArray("similarity");
    for (SimilaritySet.Result r : similar) {
      ObjectNode set = sets.addObject().put("set", r.set());
      number(set, "spearman", r.spearman());
      number(set, "pearson", r.pearson());
      set.put("pairs", r.pairs()).put("missing", r.missing());
    }
    for (AnalogySet.Result r : completed) {
      ObjectNode node = root.putObject("analogies").put("set", r.set());
      node.put("restrict", restrict).put("method", method);
      section(node, r.total());
      var sections = node.putArray("sections");
      r.sections().forEach(s -> section(sections.addObject().put("section", s.name()), s));
    }
    print.println(root.toPrettyString());
  }

  private static void section(ObjectNode node, Section s) {
    number(node, "accuracy", s.accuracy());
    node.put("correct", s.correct()).put("answered", s.answered()).put("asked", s.asked());
  }

  /** JSON has no NaN. */
  private static void number(ObjectNode node, String name, double x) {
    if (Double.isNaN(x)) {
      node.putNull(name);
    } else {
      node.put(name, x);
    }
  }
}

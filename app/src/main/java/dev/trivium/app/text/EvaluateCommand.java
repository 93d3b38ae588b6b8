package dev.trivium.app.text;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trivium.app.console.Options;
import dev.trivium.app.console.Stages;
import dev.trivium.app.console.UsageException;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.text.tasks.StsSet;
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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The verb {@code text evaluate}. */
@Command(
    name = "evaluate",
    description =
        "Says how far vectors agree with people: on pairs of words and of sentences (Spearman's and"
            + " Pearson's correlation) and on analogies (the share completed).",
    sortOptions = false)
final class EvaluateCommand implements Callable<Integer> {
  private final Stages stages;
  private final PrintWriter print;

  @Option(
      names = "--vectors",
      paramLabel = "PATH",
      description = "Vectors of words, frequent ones first: " + VectorOptions.FORMATS + ".")
  private @Nullable Path vectors;

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

  @Option(
      names = "--sts",
      paramLabel = "FILE",
      description =
          "Pairs of sentences and how alike they are (semantic textual similarity), for --encoder:"
              + " lines of a sentence, a tab, a sentence, a tab and a score; or, with --gold, one"
              + " sentence a line, two lines a pair.")
  private @Nullable Path sts;

  @Option(
      names = "--gold",
      paramLabel = "FILE",
      description = "The scores of the pairs of --sts, one a line, where they lie by themselves.")
  private @Nullable Path gold;

  @Mixin private EncoderOption encoders = new EncoderOption("minilm");

  @Option(names = "--json", description = "Prints a JSON document.")
  private boolean json;

  @Mixin private VectorOptions reading = new VectorOptions();

  @Spec private @Nullable CommandSpec spec;

  EvaluateCommand(Stages stages, PrintWriter print) {
    this.stages = stages;
    this.print = print;
  }

  @Override
  public Integer call() {
    VectorOptions.positive("--restrict", restrict, 30_000);
    Analogy how = Options.one("--method", method, List.of(Analogy.values()));
    requireAsked();
    List<SimilaritySet> sets = similarities.stream().map(SimilaritySet::read).toList();
    AnalogySet questions = analogies == null ? null : AnalogySet.read(analogies);
    StsSet sentences = sts == null ? null : pairs(sts);
    ObjectNode root = new ObjectMapper().createObjectNode();
    if (vectors != null) {
      words(vectors, sets, questions, how, root);
    }
    if (sentences != null) {
      sentences(sentences, root);
    }
    if (json) {
      print.println(root.toPrettyString());
    }
    print.flush();
    return 0;
  }

  private void requireAsked() {
    boolean words = !similarities.isEmpty() || analogies != null;
    if (!words && sts == null) {
      throw new UsageException(
          "there is nothing to evaluate on; give --similarity or --analogies, or --sts");
    }
    if (words && vectors == null) {
      throw new UsageException(
          "--similarity and --analogies are about words; give their vectors with --vectors");
    }
    if (!words && vectors != null) {
      throw new UsageException(
          "--vectors is for --similarity and --analogies; for --sts give them as --encoder");
    }
    if (sts == null && (gold != null || Options.given(spec, "--encoder"))) {
      throw new UsageException("--encoder and --gold are for --sts; give it, or leave them out");
    }
    if (analogies == null) {
      Options.refuse(spec, "is for --analogies", "--restrict", "--method");
    }
    if (vectors == null) {
      Options.refuse(spec, "is for --vectors", "--encoding", "--malformed");
    }
  }

  private StsSet pairs(Path file) {
    return gold == null ? StsSet.read(file) : StsSet.read(file, gold);
  }

  private void words(
      Path path,
      List<SimilaritySet> sets,
      @Nullable AnalogySet questions,
      Analogy how,
      ObjectNode root) {
    WordVectors known = reading.read(path, stages);
    List<SimilaritySet.Result> similar = sets.stream().map(set -> set.evaluate(known)).toList();
    List<AnalogySet.Result> completed = new ArrayList<>();
    if (questions != null) {
      completed.add(
          stages.stage("analogies", progress -> questions.evaluate(known, restrict, how)));
    }
    if (json) {
      addJson(root, path, known, similar, completed);
    } else {
      printText(similar, completed);
    }
  }

  private void sentences(StsSet set, ObjectNode root) {
    StsSet.Result r;
    try (Embedder<String> encoder = encoders.open(set.sentences(), stages)) {
      r = stages.stage("embed " + set.pairs().size() + " pairs", p -> set.evaluate(encoder));
    }
    if (json) {
      ObjectNode node = root.putObject("sts").put("set", r.set()).put("encoder", encoders.name());
      number(node, "spearman", r.spearman());
      number(node, "pearson", r.pearson());
      node.put("pairs", r.pairs()).put("unknown", r.unknown());
    } else {
      correlations(r.set(), r.spearman(), r.pearson());
      print.printf(
          Locale.ROOT,
          "%d pairs, %d of cosine 0 for want of known words%n",
          r.pairs(),
          r.unknown());
    }
  }

  private void correlations(String set, double spearman, double pearson) {
    print.printf(Locale.ROOT, "%-30s Spearman %7.4f  Pearson %7.4f  ", set, spearman, pearson);
  }

  private void printText(List<SimilaritySet.Result> similar, List<AnalogySet.Result> completed) {
    for (SimilaritySet.Result r : similar) {
      correlations(r.set(), r.spearman(), r.pearson());
      print.printf(Locale.ROOT, "%d pairs, %d without a vector%n", r.pairs(), r.missing());
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

  private void addJson(
      ObjectNode root,
      Path path,
      WordVectors known,
      List<SimilaritySet.Result> similar,
      List<AnalogySet.Result> completed) {
    root.put("vectors", path.toString());
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

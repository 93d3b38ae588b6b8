package dev.trivium.app.recommend;

import dev.trivium.app.console.Options;
import dev.trivium.app.console.OutFile;
import dev.trivium.app.console.Stages;
import dev.trivium.app.console.UsageException;
import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.data.Split;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.core.io.Reason;
import dev.trivium.recommender.Evaluation;
import dev.trivium.recommender.Recommender;
import dev.trivium.recommender.RecommenderExperiment;
import dev.trivium.recommender.RecommenderReport;
import dev.trivium.recommender.RecommenderTrainer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code recommend evaluate}. */
@Command(
    name = "evaluate",
    description =
        "Holds interactions out, trains models on the rest, and says how well they find what was"
            + " held out, among all items that the user has not taken up.",
    sortOptions = false)
final class EvaluateCommand implements Callable<Integer> {
  private final Stages stages;
  private final PrintWriter print;

  @Option(
      names = "--interactions",
      paramLabel = "F|JDBC",
      description =
          "Who took up what: CSV, TSV, JSON lines, Parquet, a MovieLens folder, or a database.")
  private @Nullable String interactions;

  @Option(
      names = "--train",
      paramLabel = "F",
      description = "What may be trained on, where it is held out already; stands with --test.")
  private @Nullable String train;

  @Option(names = "--test", paramLabel = "F", description = "What was held out.")
  private @Nullable String test;

  @Option(
      names = "--candidates",
      paramLabel = "F",
      description = "The items to rank, one id a line (all items of --train and --test).")
  private @Nullable Path candidates;

  @Mixin private DataOptions data = new DataOptions();

  @Option(
      names = "--split",
      paramLabel = "KIND",
      description =
          "What is held out: random (a share of each user's), leave-last-out (each user's latest),"
              + " temporal (the latest of all), cold-items (all of some items) (${DEFAULT-VALUE}).")
  private String split = "random";

  @Option(
      names = "--holdout",
      paramLabel = "X",
      description = "The share to hold out (${DEFAULT-VALUE}).")
  private double holdout = 0.2;

  @Option(
      names = "--models",
      paramLabel = "NAME",
      split = ",",
      description =
          "Models, separated by commas: popularity, item-knn, ease, ials, bpr, lightgcn, item2vec,"
              + " shared (all).")
  private List<String> models = new ArrayList<>();

  @Mixin private ModelOptions options = new ModelOptions();

  @Option(
      names = "--k",
      paramLabel = "N",
      split = ",",
      description = "How many recommendations are judged (10,20).")
  private List<Integer> ks = List.of(10, 20);

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "How often all is run, from --seed upward (${DEFAULT-VALUE}).")
  private int seeds = 1;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What chance is drawn from (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--recommendations",
      paramLabel = "F",
      description =
          "Where the recommendations are written, lines of user and item with a tab between, best"
              + " first; of several models or seeds each has its own file, F.MODEL-SEED.")
  private @Nullable String recommendations;

  @Option(names = "--json", paramLabel = "F", description = "Where the report is written as JSON.")
  private @Nullable String json;

  @Option(
      names = "--search",
      paramLabel = "N",
      description =
          "Tries N settings of the shared space inside what may be trained on, held out as what is"
              + " judged was, and takes the best.")
  private int search;

  @Mixin private ContentOptions contents;

  private SplitKind question = SplitKind.RANDOM;

  EvaluateCommand(Stages stages, PrintWriter print, String npm) {
    this.contents = new ContentOptions(npm);
    this.stages = stages;
    this.print = print;
  }

  @Override
  public Integer call() {
    if (seeds < 1) {
      throw new UsageException("--seeds is " + seeds + "; choose 1 or more, say 3");
    }
    List<ModelName> chosen =
        models.isEmpty()
            ? List.of(ModelName.values())
            : Options.several("--models", models, List.of(ModelName.values()));
    ModelSettings settings = options.settings();
    Path jsonFile = json == null ? null : OutFile.file(json);
    boolean several = chosen.size() > 1 || seeds > 1;
    RecommendationFiles files =
        recommendations == null
            ? null
            : new RecommendationFiles(OutFile.file(recommendations), several);
    LongFunction<Split> splits = splits();
    try (ItemContent items = items(chosen)) {
      RecommenderExperiment experiment =
          Options.checked(() -> new RecommenderExperiment(title(), splits, ks));
      for (ModelName name : chosen) {
        trainer(name, settings, items, seed); // refuses wrong settings before the work
        experiment.model(name.toString(), s -> told(trainer(name, settings, items, s), name, s));
      }
      if (files != null) {
        experiment.listen(files::write);
      }
      List<Long> all = LongStream.range(seed, seed + seeds).boxed().toList();
      RecommenderReport report = experiment.run(all, Progress.NONE);
      print.print(report.toText());
      print.flush();
      if (jsonFile != null) {
        String document = report.toJson() + "\n";
        AtomicFiles.write(jsonFile, out -> out.write(document.getBytes(StandardCharsets.UTF_8)));
      }
    }
    return 0;
  }

  private ItemContent items(List<ModelName> chosen) {
    return chosen.contains(ModelName.SHARED)
        ? contents.of(data.catalog(interactions, stages), stages)
        : ItemContent.NONE;
  }

  private RecommenderTrainer trainer(
      ModelName name, ModelSettings settings, ItemContent items, long of) {
    return name == ModelName.SHARED && search > 0
        ? new SearchedTrainer(
            Set.of(question.question()), search, items.content(), of, null, stages)
        : name.trainer(question.minded(settings), items.content(), of);
  }

  private RecommenderTrainer told(RecommenderTrainer trainer, ModelName model, long of) {
    String stage = "train " + model + (seeds == 1 ? "" : ", seed " + of);
    return trainer instanceof SearchedTrainer ? trainer : new Told(trainer, stage, stages);
  }

  /** Trains as a stage that is told of. */
  private record Told(RecommenderTrainer trainer, String stage, Stages stages)
      implements RecommenderTrainer {
    @Override
    public String name() {
      return trainer.name();
    }

    @Override
    public Recommender train(Interactions interactions) {
      return stages.stage(stage, progress -> trainer.train(interactions));
    }
  }

  /** A split for each seed, or the one that is given. */
  private LongFunction<Split> splits() {
    if (interactions != null && train == null && test == null) {
      return held(interactions);
    }
    if (interactions == null && train != null && test != null) {
      Split given = given(train, test);
      return any -> given;
    }
    throw new UsageException("give either --interactions, or --train and --test");
  }

  private LongFunction<Split> held(String source) {
    SplitKind kind = Options.one("--split", split, List.of(SplitKind.values()));
    question = kind;
    Options.share("--holdout", holdout);
    if (candidates != null) {
      throw new UsageException(
          "--candidates goes with --train and --test; a split knows its own candidates");
    }
    Interactions all = data.core(data.read(source, stages), source, stages);
    if (kind.timed()) {
      Split.temporal(all, holdout); // says so where there are no times
    }
    return s -> judged(kind.of(all, holdout, s));
  }

  private Split given(String trainFile, String testFile) {
    if (data.hasCore()) {
      throw new UsageException(
          "--k-core goes with --interactions; what is held out already is taken as it is");
    }
    Interactions known = data.read(trainFile, stages);
    Interactions asked = data.read(testFile, stages);
    Split given = Split.given(known, asked, candidates == null ? List.of() : ids(candidates));
    int repeated = asked.size() - given.test().size();
    if (repeated > 0) {
      stages.say(
          "note: %d entries of %s are in %s too, and are not asked for"
              .formatted(repeated, Tables.name(testFile), Tables.name(trainFile)));
    }
    question = SplitKind.of(given);
    return judged(given);
  }

  private static Split judged(Split split) {
    if (Evaluation.users(split).length == 0) {
      throw new TriviumException(
          "nothing is held out that could be found: %s for training, %s for testing; hold out more, or look at the ids of users and candidates"
              .formatted(split.train(), split.test()));
    }
    return split;
  }

  /** The first field of each line. */
  private static List<String> ids(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .map(line -> line.split("\t", 2)[0].strip())
          .filter(id -> !id.isEmpty())
          .distinct()
          .toList();
    } catch (IOException e) {
      throw new TriviumException("cannot read " + file + ": " + Reason.of(e), e);
    }
  }

  private String title() {
    return train == null ? split : Tables.name(train);
  }
}

package dev.trivium.app.recommend;

import dev.trivium.app.console.Options;
import dev.trivium.app.console.OutFile;
import dev.trivium.app.console.Stages;
import dev.trivium.core.Progress;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.data.Split;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.recommender.Recommender;
import dev.trivium.recommender.RecommenderExperiment;
import dev.trivium.recommender.RecommenderReport;
import dev.trivium.recommender.RecommenderTrainer;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

  @Mixin private SplitOptions parts = new SplitOptions();
  @Mixin private DataOptions data = new DataOptions();

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
              + " first; of several models or seeds each has its own file, as lists.ease-1.tsv for"
              + " lists.tsv.")
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

  @Spec private @Nullable CommandSpec spec;

  EvaluateCommand(Stages stages, PrintWriter print, String npm) {
    this.contents = new ContentOptions(npm);
    this.stages = stages;
    this.print = print;
  }

  @Override
  public Integer call() {
    List<Long> all = Options.seeds(seed, seeds);
    List<ModelName> chosen =
        models.isEmpty()
            ? List.of(ModelName.values())
            : Options.several("--models", models, List.of(ModelName.values()));
    ModelSettings settings = options.settings(chosen);
    OptionOwners.require(spec, chosen, search, settings, stages);
    Path jsonFile = json == null ? null : OutFile.file("--json", json);
    boolean several = chosen.size() > 1 || seeds > 1;
    RecommendationFiles files =
        recommendations == null
            ? null
            : new RecommendationFiles(OutFile.file("--recommendations", recommendations), several);
    LongFunction<Split> splits = parts.of(data, seed, stages);
    try (ItemContent items = items(chosen)) {
      RecommenderExperiment experiment =
          Options.checked(() -> new RecommenderExperiment(parts.title(), splits, ks));
      for (ModelName name : chosen) {
        trainer(name, settings, items, seed); // refuses wrong settings before the work
        experiment.model(name.toString(), s -> told(trainer(name, settings, items, s), name, s));
      }
      if (files != null) {
        experiment.listen(files::write);
      }
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
        ? contents.of(data.catalog(parts.interactions(), stages), stages)
        : ItemContent.NONE;
  }

  private RecommenderTrainer trainer(
      ModelName name, ModelSettings settings, ItemContent items, long of) {
    return name == ModelName.SHARED && search > 0
        ? new SearchedTrainer(
            Set.of(parts.kind().question()), search, items.content(), of, null, stages)
        : name.trainer(parts.kind().minded(settings), items.content(), of);
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
}

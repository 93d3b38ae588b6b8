package dev.trivium.app.recommend;

import dev.trivium.app.console.Count;
import dev.trivium.app.console.Options;
import dev.trivium.app.console.OutFile;
import dev.trivium.app.console.Stages;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.recommender.Question;
import dev.trivium.recommender.RecommenderTrainer;
import dev.trivium.recommender.space.Content;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The verb {@code recommend train}. */
@Command(
    name = "train",
    description = "Trains a recommender on who took up what, and keeps it as a folder.",
    sortOptions = false)
final class TrainCommand implements Callable<Integer> {
  private final Stages stages;

  @Option(
      names = "--interactions",
      paramLabel = "F|JDBC",
      required = true,
      description =
          "Who took up what: CSV, TSV, JSON lines, Parquet, a MovieLens folder, or a database.")
  private String interactions = "";

  @Mixin private DataOptions data = new DataOptions();

  @Option(
      names = "--out",
      paramLabel = "MODEL",
      required = true,
      description = "The folder of the model; an older model there is replaced once this is whole.")
  private String out = "";

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description =
          "What is trained: shared, ials, ease, item-knn, bpr, lightgcn, item2vec or popularity"
              + " (${DEFAULT-VALUE}).")
  private String model = "shared";

  @Mixin private ModelOptions options = new ModelOptions();

  @Option(
      names = "--search",
      paramLabel = "N",
      description =
          "Tries N settings of a shared space on parts of the interactions that it holds out, and"
              + " takes the best; MODEL.trials.jsonl keeps what is tried, and a search that was"
              + " stopped goes on there.")
  private int search;

  @Option(
      names = "--split",
      paramLabel = "KIND",
      split = ",",
      description =
          "How the model will be asked, which the search holds out alike: random, leave-last-out"
              + " (late entries count more), cold-items or several of them (random).")
  private List<String> split = List.of("random");

  @Mixin private ContentOptions contents;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What chance is drawn from (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Spec private @Nullable CommandSpec spec;

  TrainCommand(Stages stages, String npm) {
    this.contents = new ContentOptions(npm);
    this.stages = stages;
  }

  @Override
  public Integer call() {
    ModelName name = Options.one("--model", model, List.of(ModelName.values()));
    List<SplitKind> kinds = Options.several("--split", split, List.of(SplitKind.values()));
    ModelSettings given = options.settings(List.of(name));
    requireHeeded(name, kinds, given);
    ModelSettings settings = kinds.size() == 1 ? kinds.get(0).minded(given) : given;
    name.trainer(settings, Content.none(), seed); // refuses wrong settings before the work
    Path path = OutFile.folder(out);
    ModelFolder.requireReplaceable(path);
    Interactions known = data.core(data.read(interactions, stages), interactions, stages);
    try (ItemContent items = items(name)) {
      Interactions all = known.among(known.users(), items.with(known.items()));
      int others = all.itemCount() - known.itemCount();
      if (others > 0) {
        stages.say(
            "and %s that nobody took up, known by what is said or shown of them"
                .formatted(Count.of(others, "item")));
      }
      ModelFolder made = new ModelFolder(name, settings, seed);
      if (name == ModelName.SHARED && search > 0) {
        Path journal = path.resolveSibling(path.getFileName() + ".trials.jsonl");
        SearchedTrainer searched =
            new SearchedTrainer(questions(kinds), search, items.content(), seed, journal, stages);
        made = new ModelFolder(name, ModelSettings.of(searched.settings(all).asMap()), seed);
      }
      RecommenderTrainer trainer = name.trainer(made.settings(), items.content(), seed);
      AtomicFiles.Folder learnt =
          stages.stage("train " + name, progress -> ModelFolder.learnt(trainer, all));
      made.write(learnt, all, items, path);
    }
    return 0;
  }

  /** Refuses or tells of what would be passed over in silence. */
  private void requireHeeded(ModelName name, List<SplitKind> kinds, ModelSettings settings) {
    if (name != ModelName.SHARED) {
      Options.tellUnused(spec, List.of(name), List.of("--split"), stages);
    }
    boolean plain = kinds.size() == 1 && kinds.get(0) != SplitKind.COLD_ITEMS;
    if (name == ModelName.SHARED && search == 0 && !plain) {
      Options.refuse(
          spec,
          "other than random or leave-last-out is for --search, which holds out alike",
          "--split");
    }
    OptionOwners.require(spec, List.of(name), search, settings, stages);
  }

  private static Set<Question> questions(List<SplitKind> kinds) {
    return kinds.stream().map(SplitKind::question).collect(Collectors.toCollection(TreeSet::new));
  }

  private ItemContent items(ModelName name) {
    return name == ModelName.SHARED
        ? contents.of(data.catalog(interactions, stages), stages)
        : ItemContent.NONE;
  }
}

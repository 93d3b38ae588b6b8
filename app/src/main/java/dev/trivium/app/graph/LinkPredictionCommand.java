package dev.trivium.app.graph;

import dev.trivium.app.console.Options;
import dev.trivium.app.console.OutFile;
import dev.trivium.app.console.ReportOptions;
import dev.trivium.app.console.RunOptions;
import dev.trivium.app.console.Stages;
import dev.trivium.core.Progress;
import dev.trivium.core.eval.Report;
import dev.trivium.graph.Adjacency;
import dev.trivium.graph.EdgeList;
import dev.trivium.graph.EdgeSplit;
import dev.trivium.graph.LinkIndex;
import dev.trivium.graph.LinkPrediction;
import dev.trivium.graph.Negatives;
import dev.trivium.graph.VectorScorer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The verb {@code graph link-prediction}. */
@Command(
    name = "link-prediction",
    description =
        "Holds edges out, embeds what is left, and says how well the edges held out are told from"
            + " pairs without one. Nothing leaks: all that is learnt, degrees among it, is learnt"
            + " without the edges held out; the whole graph only says which pairs are no negatives,"
            + " since they have an edge.",
    sortOptions = false)
final class LinkPredictionCommand implements Callable<Integer> {
  private static final List<Negatives> KINDS = List.of(Negatives.values());

  private final Stages stages;
  private final PrintWriter print;

  @Mixin private GraphOptions graphs = new GraphOptions();

  @Option(
      names = "--holdout",
      paramLabel = "X",
      description =
          "The share of the edges to hold out; a random spanning forest stays (${DEFAULT-VALUE}).")
  private double holdout = 0.5;

  @Option(
      names = "--temporal",
      description = "Holds out the latest edges, not random ones; edges must have a time.")
  private boolean temporal;

  @Option(
      names = "--time",
      paramLabel = "T",
      description = "Holds out the edges from this time on; stands for --temporal and --holdout.")
  private @Nullable Double time;

  @Option(
      names = "--negatives",
      paramLabel = "KIND",
      description =
          "Which pairs without an edge stand against those held out: uniform, degree (ends drawn by"
              + " degree) or two-hop (open triangles) (${DEFAULT-VALUE}).")
  private String negatives = "uniform";

  @Option(
      names = "--scorers",
      paramLabel = "NAME",
      split = ",",
      description =
          "How two vectors become a score: cosine, dot, or logistic regression over hadamard,"
              + " average, l1 or l2, separated by commas (all).")
  private List<String> scorers = List.of("cosine", "dot", "hadamard", "average", "l1", "l2");

  @Option(
      names = "--baselines",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description =
          "Judges beside the vectors what needs none: common neighbours, Adamic–Adar, Jaccard,"
              + " preferential attachment (${DEFAULT-VALUE}).")
  private boolean baselines;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where report.txt and report.json are written, and for each seed the split as lines of two"
              + " ids: split-N.train.edges, .test.pos, .test.neg and .train.neg.")
  private @Nullable String out;

  @Mixin private EmbeddingOptions embeddings = new EmbeddingOptions();

  @Option(
      names = "--training-negatives",
      paramLabel = "N",
      description = "Noise nodes drawn for each pair that skip-gram learns (${DEFAULT-VALUE}).")
  private int noise = 5;

  @Mixin private ReportOptions reports = new ReportOptions();
  @Mixin private RunOptions run = new RunOptions();
  @Mixin private DryRunOption dryRun = new DryRunOption();

  @Spec private @Nullable CommandSpec spec;

  LinkPredictionCommand(Stages stages, PrintWriter print) {
    this.stages = stages;
    this.print = print;
  }

  @Override
  public Integer call() {
    return run.within(this::embedded);
  }

  private int embedded() {
    Options.share("--holdout", holdout);
    if (time != null) {
      Options.refuse(spec, "is for splits without --time, which is itself the cut", "--holdout");
    }
    Negatives kind = Options.one("--negatives", negatives, KINDS);
    List<VectorScorer> vectorScorers =
        Options.several("--scorers", scorers, List.of(VectorScorer.values()));
    List<Long> seeds = reports.seeds(run.seed());
    List<EmbeddingPlan> plans = embeddings.plans(noise, run.threads(), stages);
    Path place = out == null ? null : OutFile.shared(out, LinkReportFolder.MARK);
    EdgeList edges = graphs.read(stages, run.threads(), byTime());
    Adjacency graph = graphs.graph(edges, stages);
    if (place != null) {
      LinkReportFolder.requireIds(graph.ids());
    }
    plans.get(0).say(graph, stages);
    if (dryRun.wanted()) {
      new DryRun(print).tell(plans, graph);
      return 0;
    }
    LongFunction<EdgeSplit> splits =
        seed -> stages.stage("split, seed " + seed, progress -> split(edges, graph, kind, seed));
    Report report =
        place == null
            ? run(splits, plans, vectorScorers, seeds)
            : LinkReportFolder.filled(
                place,
                folder ->
                    run(
                        seed -> folder.kept(splits.apply(seed), seed),
                        plans,
                        vectorScorers,
                        seeds));
    reports.print(report, print, stages);
    return 0;
  }

  private Report run(
      LongFunction<EdgeSplit> splits,
      List<EmbeddingPlan> plans,
      List<VectorScorer> vectorScorers,
      List<Long> seeds) {
    LinkPrediction experiment =
        new LinkPrediction("links of " + graphs.name(), splits)
            .configured("negatives", Options.one("--negatives", negatives, KINDS))
            .configured("holdout", heldOut());
    for (EmbeddingPlan plan : plans) {
      plan.configuration(experiment::configured);
      experiment.embedding(plan.toString(), seed -> plan.ofSeed(seed, stages), vectorScorers);
    }
    if (baselines) {
      for (LinkIndex index : LinkIndex.values()) {
        experiment.scorer(index.toString(), index);
      }
    }
    return experiment.run(seeds, Progress.NONE);
  }

  private boolean byTime() {
    return temporal || time != null;
  }

  private String heldOut() {
    return time != null
        ? "from time " + time + " on"
        : holdout + (temporal ? ", the latest" : ", at random");
  }

  private EdgeSplit split(EdgeList edges, Adjacency graph, Negatives kind, long seed) {
    if (time != null) {
      return EdgeSplit.before(edges, time, kind, seed);
    }
    return temporal
        ? EdgeSplit.temporal(edges, 1 - holdout, kind, seed)
        : EdgeSplit.of(graph, holdout, kind, seed);
  }
}

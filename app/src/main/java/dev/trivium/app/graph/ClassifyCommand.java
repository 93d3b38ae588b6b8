package dev.trivium.app.graph;

import dev.trivium.app.console.Options;
import dev.trivium.app.console.ReportOptions;
import dev.trivium.app.console.RunOptions;
import dev.trivium.app.console.Stages;
import dev.trivium.app.console.UsageException;
import dev.trivium.core.Progress;
import dev.trivium.core.eval.Report;
import dev.trivium.core.learn.LogisticSettings;
import dev.trivium.graph.Adjacency;
import dev.trivium.graph.NodeClassification;
import dev.trivium.graph.NodeLabels;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code graph classify}. */
@Command(
    name = "classify",
    description =
        "Embeds the nodes, learns their labels on a share of them, and says how well those of the"
            + " others are told: DeepWalk's protocol, one-vs-rest logistic regression, micro- and"
            + " macro-F1.",
    sortOptions = false)
final class ClassifyCommand implements Callable<Integer> {
  private final Stages stages;
  private final PrintWriter print;

  @Mixin private GraphOptions graphs = new GraphOptions();
  @Mixin private LabelOptions labels = new LabelOptions();

  @Option(
      names = "--train",
      paramLabel = "X",
      split = ",",
      description =
          "The share of the labelled nodes to learn from, or several, separated by commas (0.5).")
  private List<Double> train = List.of(0.5);

  @Option(
      names = "--standardize",
      description = "Brings each number of the vectors to mean 0 and variance 1 before learning.")
  private boolean standardize;

  @Mixin private EmbeddingOptions embeddings = new EmbeddingOptions();
  @Mixin private NoiseOption noise = new NoiseOption();
  @Mixin private ReportOptions reports = new ReportOptions();
  @Mixin private RunOptions run = new RunOptions();
  @Mixin private DryRunOption dryRun = new DryRunOption();

  ClassifyCommand(Stages stages, PrintWriter print) {
    this.stages = stages;
    this.print = print;
  }

  @Override
  public Integer call() {
    return run.within(this::embedded);
  }

  private int embedded() {
    train.forEach(share -> Options.share("--train", share));
    if (new HashSet<>(train).size() < train.size()) {
      throw new UsageException("--train is " + train + "; give each share once");
    }
    List<Long> seeds = reports.seeds(run.seed());
    List<EmbeddingPlan> plans = embeddings.plans(noise.negatives(), run.threads(), stages);
    NodeLabels known = labels.read();
    Adjacency graph = graphs.graph(graphs.read(stages, run.threads(), false), stages);
    labels.compare(known, graph, stages);
    plans.get(0).say(graph, stages);
    if (dryRun.wanted()) {
      new DryRun(print).tell(plans, graph);
      return 0;
    }
    NodeClassification experiment =
        new NodeClassification(
            "labels of " + graphs.name(),
            known,
            train,
            LogisticSettings.DEFAULT.withStandardize(standardize));
    for (EmbeddingPlan plan : plans) {
      plan.configuration(experiment::configured);
      experiment.embedding(
          plan.toString(), seed -> plan.ofSeed(seed, stages).embed(graph, Progress.NONE));
    }
    Report report = Options.checked(() -> experiment.run(seeds));
    reports.print(report, print, stages);
    return 0;
  }
}

package dev.trivium.app.graph;

import dev.trivium.app.console.Options;
import dev.trivium.app.console.ReportOptions;
import dev.trivium.app.console.RunOptions;
import dev.trivium.app.console.Stages;
import dev.trivium.core.Progress;
import dev.trivium.core.eval.Report;
import dev.trivium.graph.Adjacency;
import dev.trivium.graph.Communities;
import dev.trivium.graph.NodeLabels;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code graph communities}. */
@Command(
    name = "communities",
    description =
        "Embeds the nodes, clusters the vectors by k-means, as many clusters as there are labels,"
            + " and says how far the clusters are the labels (NMI).",
    sortOptions = false)
final class CommunitiesCommand implements Callable<Integer> {
  private final Stages stages;
  private final PrintWriter print;

  @Mixin private GraphOptions graphs = new GraphOptions();
  @Mixin private LabelOptions labels = new LabelOptions();
  @Mixin private EmbeddingOptions embeddings = new EmbeddingOptions();
  @Mixin private NoiseOption noise = new NoiseOption();
  @Mixin private ReportOptions reports = new ReportOptions();
  @Mixin private RunOptions run = new RunOptions();
  @Mixin private DryRunOption dryRun = new DryRunOption();

  CommunitiesCommand(Stages stages, PrintWriter print) {
    this.stages = stages;
    this.print = print;
  }

  @Override
  public Integer call() {
    return run.within(this::embedded);
  }

  private int embedded() {
    List<Long> seeds = reports.seeds(run.seed());
    List<EmbeddingPlan> plans = embeddings.plans(noise.negatives(), run.threads(), stages);
    NodeLabels known = labels.read();
    Communities experiment =
        Options.checked(() -> new Communities("communities of " + graphs.name(), known));
    Adjacency graph = graphs.graph(graphs.read(stages, run.threads(), false), stages);
    labels.compare(known, graph, stages);
    plans.get(0).say(graph, stages);
    if (dryRun.wanted()) {
      new DryRun(print).tell(plans, graph);
      return 0;
    }
    for (EmbeddingPlan plan : plans) {
      experiment.embedding(
          plan.toString(), seed -> plan.ofSeed(seed, stages).embed(graph, Progress.NONE));
    }
    Report report = Options.checked(() -> experiment.run(seeds));
    reports.print(report, print, stages);
    return 0;
  }
}

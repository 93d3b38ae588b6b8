package dev.trivium.app.graph;

import dev.trivium.app.console.OutFile;
import dev.trivium.app.console.RunOptions;
import dev.trivium.app.console.Stages;
import dev.trivium.graph.Adjacency;
import dev.trivium.graph.Estimate;
import dev.trivium.graph.RandomWalks;
import dev.trivium.graph.WalkFile;
import dev.trivium.graph.WalkSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code graph walks}. */
@Command(
    name = "walks",
    description =
        "Writes random walks, one a line, ids separated by blanks: node2vec's exact law; the same"
            + " bytes for a seed at any number of threads.",
    sortOptions = false)
final class WalksCommand implements Callable<Integer> {
  private final Stages stages;
  private final PrintWriter print;

  @Mixin private GraphOptions graphs = new GraphOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where the walks are written; an older file is replaced once they are whole.")
  private String out = "";

  @Mixin private WalkOptions walks = new WalkOptions();
  @Mixin private RunOptions run = new RunOptions();
  @Mixin private DryRunOption dryRun = new DryRunOption();

  WalksCommand(Stages stages, PrintWriter print) {
    this.stages = stages;
    this.print = print;
  }

  @Override
  public Integer call() {
    WalkSettings settings = walks.settings();
    int threads = run.threads();
    Path file = OutFile.file(out);
    Adjacency graph = graphs.graph(graphs.read(stages, threads, false), stages);
    WalkFile.requireIds(graph.ids());
    if (dryRun.wanted()) {
      new DryRun(print)
          .tell("walks", Estimate.of(graph.size(), graph.arcs(), graph.weighted(), settings));
      return 0;
    }
    WalkFile text =
        new WalkFile(new RandomWalks(graph, settings, run.seed()), graph.ids(), threads);
    stages.stage(
        "write " + file.getFileName(),
        progress -> {
          text.write(file, 0, progress);
          return file;
        });
    return 0;
  }
}

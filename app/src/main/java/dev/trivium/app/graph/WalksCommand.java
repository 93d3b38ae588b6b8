package dev.trivium.app.graph;

import dev.trivium.app.console.OutFile;
import dev.trivium.app.console.RunOptions;
import dev.trivium.app.console.Stages;
import dev.trivium.core.Progress;
import dev.trivium.graph.Adjacency;
import dev.trivium.graph.Calibration;
import dev.trivium.graph.Estimate;
import dev.trivium.graph.RandomWalks;
import dev.trivium.graph.WalkFile;
import dev.trivium.graph.WalkSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
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
  private static final int TRIAL_NODES = 10_000;

  private final Stages stages;
  private final PrintWriter print;

  @Mixin private GraphOptions graphs = new GraphOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description =
          "Where the walks are written, - for standard output; an older file is replaced once they"
              + " are whole.")
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
    Path file = OutFile.text(out);
    Adjacency graph = graphs.graph(graphs.read(stages, threads, false), stages);
    WalkFile.requireIds(graph.ids());
    if (dryRun.wanted()) {
      Estimate all = estimate(graph, settings);
      new DryRun(print).tell("walks", all, seconds(graph, settings, all));
      return 0;
    }
    WalkFile text = text(graph, settings);
    stages.stage(
        "write " + OutFile.name(file),
        progress -> {
          OutFile.write(file, to -> text.write(to, 0, progress));
          return file;
        });
    return 0;
  }

  private WalkFile text(Adjacency graph, WalkSettings settings) {
    return new WalkFile(new RandomWalks(graph, settings, run.seed()), graph.ids(), run.threads());
  }

  private static Estimate estimate(Adjacency graph, WalkSettings settings) {
    return Estimate.of(graph.size(), graph.arcs(), graph.weighted(), settings);
  }

  /** From a trial on a piece of the graph, whose text nobody keeps. */
  private double seconds(Adjacency graph, WalkSettings settings, Estimate all) {
    Adjacency piece = Calibration.piece(graph, TRIAL_NODES);
    WalkFile trial = text(piece, settings);
    return Calibration.seconds(progress -> write(trial, progress))
        * all.steps()
        / Math.max(1, estimate(piece, settings).steps());
  }

  private static void write(WalkFile trial, Progress progress) {
    try {
      trial.write(OutputStream.nullOutputStream(), 0, progress);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

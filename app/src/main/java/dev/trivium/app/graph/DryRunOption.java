package dev.trivium.app.graph;

import picocli.CommandLine.Option;

/** {@code --dry-run}. */
final class DryRunOption {
  @Option(
      names = "--dry-run",
      description =
          "Reads the graph, says what the work would take in memory, arithmetic and, after a trial"
              + " of a moment on a piece of the graph, time (of an experiment: each embedding for each"
              + " seed), and ends before anything is done or written.")
  private boolean dryRun;

  boolean wanted() {
    return dryRun;
  }
}

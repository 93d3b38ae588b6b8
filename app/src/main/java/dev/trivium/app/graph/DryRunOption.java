package dev.trivium.app.graph;

import picocli.CommandLine.Option;

/** {@code --dry-run}. */
final class DryRunOption {
  @Option(
      names = "--dry-run",
      description =
          "Reads the graph, says what the work would take in memory and arithmetic, and ends"
              + " before anything is done or written.")
  private boolean dryRun;

  boolean wanted() {
    return dryRun;
  }
}

package dev.trivium.app.graph;

import dev.trivium.app.console.UsageException;
import picocli.CommandLine.Option;

/** How a verb runs. */
final class RunOptions {
  private static final int MOST_THREADS = 1024;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that read, walk and train (all cores, here ${DEFAULT-VALUE}).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What chance is drawn from (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--dry-run",
      description =
          "Reads the graph, says what the work would take in memory and arithmetic, and ends"
              + " before anything is done or written.")
  private boolean dryRun;

  int threads() {
    if (threads < 1) {
      throw new UsageException(
          "--threads is " + threads + "; choose 1 or more, say the number of cores");
    }
    if (threads > MOST_THREADS) {
      throw new UsageException(
          "--threads is %d; choose at most %d, say the number of cores"
              .formatted(threads, MOST_THREADS));
    }
    return threads;
  }

  long seed() {
    return seed;
  }

  boolean dryRun() {
    return dryRun;
  }
}

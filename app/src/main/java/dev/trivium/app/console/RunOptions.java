package dev.trivium.app.console;

import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** How a verb runs. */
public final class RunOptions {
  private static final int MOST_THREADS = 1024;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that read, train and judge (all cores, here ${DEFAULT-VALUE}).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What chance is drawn from (${DEFAULT-VALUE}).")
  private long seed = 1;

  public int threads() {
    return threads(threads);
  }

  /** Refuses a number of threads that is none, or beyond all sense. */
  static int threads(int threads) {
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

  /** Does work whose parallel parts take these threads alone. */
  public <T> T within(Supplier<T> work) {
    return ThreadPool.run(threads(), work);
  }

  public long seed() {
    return seed;
  }
}

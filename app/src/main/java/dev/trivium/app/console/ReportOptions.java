package dev.trivium.app.console;

import dev.trivium.core.eval.Report;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.LongStream;
import picocli.CommandLine.Option;

/** How often an experiment runs, and how its report is told. */
public final class ReportOptions {
  @Option(
      names = "--seeds",
      paramLabel = "N",
      description =
          "How often all is run, from --seed upward; two or more give 95 %% confidence intervals"
              + " (${DEFAULT-VALUE}).")
  private int seeds = 3;

  @Option(
      names = "--json",
      description = "Prints the report as a JSON document; the table then goes to standard error.")
  private boolean json;

  /** The seeds from the first on. */
  public List<Long> seeds(long first) {
    if (seeds < 1) {
      throw new UsageException("--seeds is " + seeds + "; choose 1 or more, say 3");
    }
    if (first > Long.MAX_VALUE - seeds) {
      throw new UsageException(
          "--seed is %d, from which there are no %d seeds upward; choose a smaller one, say 1"
              .formatted(first, seeds));
    }
    return LongStream.range(first, first + seeds).boxed().toList();
  }

  public void print(Report report, PrintWriter print, Stages stages) {
    if (json) {
      stages.say(report.toText());
      print.println(report.toJson());
    } else {
      print.print(report.toText());
    }
    print.flush();
  }
}

package dev.trivium.app.console;

import dev.trivium.core.eval.Report;
import java.io.PrintWriter;
import java.util.List;
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
    return Options.seeds(first, seeds);
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

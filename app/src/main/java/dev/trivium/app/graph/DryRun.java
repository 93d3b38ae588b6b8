package dev.trivium.app.graph;

import dev.trivium.app.console.Count;
import dev.trivium.graph.Adjacency;
import dev.trivium.graph.Estimate;
import java.io.PrintWriter;
import java.util.List;

/** What {@code --dry-run} answers. */
final class DryRun {
  private final PrintWriter print;

  DryRun(PrintWriter print) {
    this.print = print;
  }

  /** What each of several plans would take. */
  void tell(List<EmbeddingPlan> plans, Adjacency graph) {
    plans.forEach(plan -> tell(plan, graph));
  }

  /** What one plan would take. */
  void tell(EmbeddingPlan plan, Adjacency graph) {
    tell(plan.toString(), plan.estimate(graph), plan.seconds(graph));
  }

  /** What one piece of work would take, and whether Java's memory is enough for it. */
  void tell(String work, Estimate estimate, double seconds) {
    print.println(
        "%s: %s; %s, as far as a trial of a moment tells"
            .formatted(work, estimate.inWords(), duration(seconds)));
    long memory = Runtime.getRuntime().maxMemory();
    if (estimate.bytes() > memory) {
      print.printf(
          "Java may use %d MB; give more with TRIVIUM_JAVA_OPTS=-Xmx%dg in the environment%n",
          memory >> 20, 2 + (estimate.bytes() >> 30) * 3 / 2);
    }
    print.flush();
  }

  /** Seconds as a person says them. */
  static String duration(double seconds) {
    if (seconds < 1) {
      return "less than a second";
    }
    return seconds < 100
        ? "about " + Count.of(Math.round(seconds), "second")
        : seconds < 6000
            ? "about " + Count.of(Math.round(seconds / 60), "minute")
            : "about " + Count.of(Math.round(seconds / 3600), "hour");
  }
}

package dev.trivium.app.graph;

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
    plans.forEach(plan -> tell(plan.toString(), plan.estimate(graph)));
  }

  /** What one piece of work would take, and whether Java's memory is enough for it. */
  void tell(String work, Estimate estimate) {
    print.println(work + ": " + estimate.inWords());
    long memory = Runtime.getRuntime().maxMemory();
    if (estimate.bytes() > memory) {
      print.printf(
          "Java may use %d MB; give more with TRIVIUM_JAVA_OPTS=-Xmx%dg in the environment%n",
          memory >> 20, 2 + (estimate.bytes() >> 30) * 3 / 2);
    }
    print.flush();
  }
}

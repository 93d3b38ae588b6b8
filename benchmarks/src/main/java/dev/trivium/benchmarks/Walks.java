package dev.trivium.benchmarks;

import dev.trivium.core.math.FastRandom;
import dev.trivium.graph.Adjacency;
import dev.trivium.graph.AdjacencyBuilder;
import dev.trivium.graph.RandomWalks;
import dev.trivium.graph.WalkSettings;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Walks of 80 nodes a second, on one thread: 10,000 nodes, 100,000 edges, a few of high degree. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class Walks {
  private static final int NODES = 10_000;
  private static final int EDGES = 100_000;

  /** p and q of node2vec; 1 and 1 are DeepWalk. */
  @Param({"1,1", "0.25,4"})
  private String pq = "";

  private final int[] walk = new int[WalkSettings.DEFAULT.walkLength()];
  private @Nullable RandomWalks walks;
  private int start;

  @Setup
  public void build() {
    FastRandom random = FastRandom.of(1, 0, 0, 0);
    AdjacencyBuilder graph =
        Adjacency.builder(IntStream.range(0, NODES).mapToObj(Integer::toString).toList(), false);
    for (int e = 0; e < EDGES; e++) {
      float r = random.nextFloat();
      int u = (int) (NODES * r * r);
      int v = random.nextInt(NODES);
      if (u != v) {
        graph.edge(u, v);
      }
    }
    double p = Double.parseDouble(pq.substring(0, pq.indexOf(',')));
    double q = Double.parseDouble(pq.substring(pq.indexOf(',') + 1));
    walks = new RandomWalks(graph.build(), WalkSettings.DEFAULT.withP(p).withQ(q), 1);
  }

  @Benchmark
  public int walk() {
    start = start + 1 < NODES ? start + 1 : 0;
    return walks == null ? 0 : walks.walk(0, start, 0, walk);
  }
}

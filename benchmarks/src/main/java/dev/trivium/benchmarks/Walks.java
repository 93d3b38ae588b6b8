package dev.trivium.benchmarks;

import dev.trivium.graph.Adjacency;
import dev.trivium.graph.RandomWalks;
import dev.trivium.graph.WalkSettings;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Walks of 80 nodes, a thousand or so at a time, on one thread; {@code steps} counts their steps a
 * second. A 10 M-edge graph wants {@code -jvmArgs -Xmx4g}; {@code -p graph=FILE} takes an edge
 * list, {@code u v} a line.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class Walks {
  /** As {@link Graphs#of} takes it. */
  @Param({"rmat-15-300", "rmat-20-10000"})
  private String graph = "";

  /** p and q of node2vec; 1 and 1 are DeepWalk. */
  @Param({"1:1", "0.5:2"})
  private String pq = "";

  private @Nullable RandomWalks walks;
  private int shard;
  private int shards;

  @Setup
  public void build() {
    double p = Double.parseDouble(pq.substring(0, pq.indexOf(':')));
    double q = Double.parseDouble(pq.substring(pq.indexOf(':') + 1));
    Adjacency adjacency = Graphs.of(graph);
    walks = new RandomWalks(adjacency, WalkSettings.DEFAULT.withP(p).withQ(q), 1);
    shards = (int) Math.max(1, walks.walks() / 1000);
  }

  @Benchmark
  public void walk(WalkCounter counter) {
    shard = shard + 1 < shards ? shard + 1 : 0;
    long before = WalkCounter.now();
    long[] steps = new long[1];
    Objects.requireNonNull(walks).stream(
        0, shard, shards, (ids, from, to) -> steps[0] += to - from - 1);
    counter.add(steps[0], before);
  }
}

package dev.trivium.benchmarks;

import dev.trivium.core.math.FastRandom;
import dev.trivium.graph.Adjacency;
import dev.trivium.graph.AdjacencyBuilder;
import dev.trivium.graph.RandomWalks;
import dev.trivium.graph.WalkSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
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
  /** A file, or the scale and the thousands of edges of an R-MAT graph. */
  @Param({"rmat-15-300", "rmat-20-10000"})
  private String graph = "";

  /** p and q of node2vec; 1 and 1 are DeepWalk. */
  @Param({"1,1", "0.5,2"})
  private String pq = "";

  private @Nullable RandomWalks walks;
  private int shard;
  private int shards;

  /** What JMH shows beside the thousands of walks. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Counter {
    public long steps;
  }

  @Setup
  public void build() throws IOException {
    double p = Double.parseDouble(pq.substring(0, pq.indexOf(',')));
    double q = Double.parseDouble(pq.substring(pq.indexOf(',') + 1));
    List<String> parts = List.of(graph.split("-", -1));
    Adjacency adjacency =
        parts.get(0).equals("rmat")
            ? rmat(Integer.parseInt(parts.get(1)), 1000 * Integer.parseInt(parts.get(2)))
            : read(Path.of(graph));
    walks = new RandomWalks(adjacency, WalkSettings.DEFAULT.withP(p).withQ(q), 1);
    shards = (int) Math.max(1, walks.walks() / 1000);
  }

  /**
   * Edges by four quadrants, again and again, with probabilities .57, .19, .19, .05 (Chakrabarti,
   * Zhan and Faloutsos, <i>R-MAT: a recursive model for graph mining</i>, SDM 2004); loops and
   * duplicates dropped.
   */
  private static Adjacency rmat(int scale, int edges) {
    FastRandom random = new FastRandom(7);
    long[] drawn = new long[edges];
    for (int e = 0; e < edges; e++) {
      int u = 0;
      int v = 0;
      for (int bit = 0; bit < scale; bit++) {
        float place = random.nextFloat();
        u = 2 * u + (place < 0.76f ? 0 : 1);
        v = 2 * v + (place < 0.57f || (place >= 0.76f && place < 0.95f) ? 0 : 1);
      }
      drawn[e] = (long) Math.min(u, v) << 32 | Math.max(u, v);
    }
    AdjacencyBuilder builder =
        Adjacency.builder(
            IntStream.range(0, 1 << scale).mapToObj(Integer::toString).toList(), false);
    Arrays.stream(drawn)
        .sorted()
        .distinct()
        .filter(edge -> (int) (edge >> 32) != (int) edge)
        .forEach(edge -> builder.edge((int) (edge >> 32), (int) edge));
    return builder.build();
  }

  private static Adjacency read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    Map<String, Integer> nodes = new LinkedHashMap<>();
    int[][] edges = new int[lines.size()][2];
    for (int e = 0; e < edges.length; e++) {
      List<String> ends = List.of(lines.get(e).split("\\s+", -1));
      for (int end = 0; end < 2; end++) {
        edges[e][end] = nodes.computeIfAbsent(ends.get(end), id -> nodes.size());
      }
    }
    AdjacencyBuilder builder = Adjacency.builder(List.copyOf(nodes.keySet()), false);
    for (int[] edge : edges) {
      builder.edge(edge[0], edge[1]);
    }
    return builder.build();
  }

  @Benchmark
  public void walk(Counter counter) {
    shard = shard + 1 < shards ? shard + 1 : 0;
    Objects.requireNonNull(walks).stream(
        0, shard, shards, (ids, from, to) -> counter.steps += to - from - 1);
  }
}

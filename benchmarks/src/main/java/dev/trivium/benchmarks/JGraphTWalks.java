package dev.trivium.benchmarks;

import dev.trivium.graph.Adjacency;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleGraph;
import org.jgrapht.traverse.RandomWalkVertexIterator;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Walks of 80 nodes by JGraphT's own iterator, beside {@link Walks}: they are first order. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class JGraphTWalks {
  /** As {@link Graphs#of} takes it. */
  @Param("rmat-15-300")
  private String graph = "";

  private final Graph<Integer, DefaultEdge> objects = new SimpleGraph<>(DefaultEdge.class);
  private final Random random = new Random(1);
  private @Nullable Adjacency adjacency;
  private int start;

  @Setup
  public void build() {
    Adjacency read = Graphs.of(graph);
    for (int v = 0; v < read.size(); v++) {
      objects.addVertex(v);
    }
    for (int v = 0; v < read.size(); v++) {
      for (int i = 0; i < read.degree(v); i++) {
        if (v < read.neighbor(v, i)) {
          objects.addEdge(v, read.neighbor(v, i));
        }
      }
    }
    adjacency = read;
  }

  /** A walk from each node in turn that has an edge. */
  @Benchmark
  public void walk(WalkCounter counter) {
    Adjacency nodes = Objects.requireNonNull(adjacency);
    long before = WalkCounter.now();
    do {
      start = start + 1 < nodes.size() ? start + 1 : 0;
    } while (nodes.degree(start) == 0);
    var walk = new RandomWalkVertexIterator<>(objects, start, 79, false, random);
    int visited = 0;
    while (walk.hasNext()) {
      walk.next();
      visited++;
    }
    counter.add(visited - 1, before);
  }
}

package dev.trivium.benchmarks;

import dev.trivium.core.math.FastRandom;
import dev.trivium.graph.Adjacency;
import dev.trivium.graph.AdjacencyBuilder;
import dev.trivium.graph.EdgeListSettings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The graphs that benchmarks run on. */
final class Graphs {
  private Graphs() {}

  /** A file of edges, or {@code rmat-SCALE-EDGES}, the edges in thousands. */
  static Adjacency of(String graph) {
    List<String> parts = List.of(graph.split("-", -1));
    return parts.get(0).equals("rmat")
        ? rmat(Integer.parseInt(parts.get(1)), 1000 * Integer.parseInt(parts.get(2)))
        : Adjacency.read(Path.of(graph), EdgeListSettings.DEFAULT);
  }

  /** As a simple graph: loops and duplicates dropped. */
  private static Adjacency rmat(int scale, int edges) {
    RMat rmat = new RMat(new FastRandom(7), scale);
    long[] drawn = new long[edges];
    for (int e = 0; e < edges; e++) {
      long edge = rmat.edge();
      int u = (int) (edge >>> 32);
      int v = (int) edge;
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
}

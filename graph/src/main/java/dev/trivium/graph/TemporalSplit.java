package dev.trivium.graph;

import dev.trivium.core.TriviumException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Timed edges on the two sides of a cut, over the nodes that have an edge before it. */
final class TemporalSplit {
  private final EdgeList edges;
  private final double cut;
  private final int[] nodes;
  private final List<String> ids = new ArrayList<>();
  private final Adjacency train;
  private final NodePairs positives;

  TemporalSplit(EdgeList edges, double cut) {
    this.edges = edges;
    this.cut = cut;
    this.nodes = new int[edges.ids().size()];
    number();
    this.train = build();
    this.positives = later();
    if (positives.size() == 0) {
      throw new TriviumException(
          "none of the %d edges from time %s on is new and between nodes that have an edge before; choose another time"
              .formatted(count(), cut));
    }
  }

  private int count() {
    int later = 0;
    for (int i = 0; i < edges.size(); i++) {
      later += edges.time(i) >= cut ? 1 : 0;
    }
    return later;
  }

  /**
   * The time before which about this share of the edges lie: never more, unless those of the first
   * time alone are more.
   */
  static double cut(EdgeList edges, double share) {
    double[] times = new double[edges.size()];
    Arrays.setAll(times, edges::time);
    Arrays.sort(times);
    if (times.length == 0 || times[0] == times[times.length - 1]) {
      throw new TriviumException(
          "the %d edges have no two different times; a split by time needs earlier and later ones"
              .formatted(times.length));
    }
    double cut = times[(int) (share * times.length)];
    return cut > times[0]
        ? cut
        : Arrays.stream(times).filter(t -> t > times[0]).findFirst().orElseThrow();
  }

  Adjacency train() {
    return train;
  }

  NodePairs positives() {
    return positives;
  }

  /** Training and test together. */
  Adjacency whole() {
    AdjacencyBuilder builder = Adjacency.builder(ids, edges.directed());
    NodePairs before = NodePairs.edges(train);
    for (int i = 0; i < before.size(); i++) {
      builder.edge(before.from(i), before.to(i));
    }
    for (int i = 0; i < positives.size(); i++) {
      builder.edge(positives.from(i), positives.to(i));
    }
    return builder.build();
  }

  /** Numbers the nodes that training knows, in the order of before; −1 for the others. */
  private void number() {
    Arrays.fill(nodes, -1);
    for (int i = 0; i < edges.size(); i++) {
      if (edges.time(i) < cut && edges.from(i) != edges.to(i)) {
        nodes[edges.from(i)] = 0;
        nodes[edges.to(i)] = 0;
      }
    }
    for (int v = 0; v < nodes.length; v++) {
      if (nodes[v] == 0) {
        nodes[v] = ids.size();
        ids.add(edges.ids().get(v));
      }
    }
  }

  private Adjacency build() {
    AdjacencyBuilder builder = Adjacency.builder(ids, edges.directed());
    PairSet seen = new PairSet(edges.size());
    for (int i = 0; i < edges.size(); i++) {
      int u = nodes[edges.from(i)];
      int v = nodes[edges.to(i)];
      boolean known = u >= 0 && v >= 0;
      if (known && edges.time(i) < cut && (edges.weighted() || add(seen, u, v))) {
        builder.edge(u, v, edges.weight(i));
      }
    }
    return builder.build();
  }

  /** The positives; an arc whose reverse is in training is none, as it would be given away. */
  private NodePairs later() {
    int[] from = new int[edges.size()];
    int[] to = new int[edges.size()];
    PairSet seen = new PairSet(1024);
    int n = 0;
    for (int i = 0; i < edges.size(); i++) {
      int u = nodes[edges.from(i)];
      int v = nodes[edges.to(i)];
      boolean late = u >= 0 && v >= 0 && u != v && edges.time(i) >= cut;
      if (late && !train.hasArc(u, v) && !train.hasArc(v, u) && add(seen, u, v)) {
        from[n] = edges.directed() ? u : Math.min(u, v);
        to[n++] = edges.directed() ? v : Math.max(u, v);
      }
    }
    return new NodePairs(Arrays.copyOf(from, n), Arrays.copyOf(to, n));
  }

  private boolean add(PairSet seen, int u, int v) {
    return edges.directed() ? seen.add(u, v) : seen.add(Math.min(u, v), Math.max(u, v));
  }
}

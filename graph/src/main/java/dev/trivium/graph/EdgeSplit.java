package dev.trivium.graph;

import dev.trivium.core.TriviumException;
import dev.trivium.core.math.FastRandom;
import java.util.Arrays;

/**
 * A graph taken apart for link prediction: learn on {@code train}, then tell {@code positives} from
 * {@code negatives}.
 *
 * @param train the graph without the held-out edges: all nodes, and a random spanning forest of
 *     each component, so that no node loses its last edge and no component falls apart
 * @param positives the edges held out; of an undirected edge only the way from the lower number to
 *     the higher
 * @param negatives as many pairs of different nodes, drawn uniformly among those that have no edge
 *     in the whole graph, each at most once
 */
public record EdgeSplit(Adjacency train, NodePairs positives, NodePairs negatives) {
  /**
   * Holds out {@code share} of the edges, self-loops not among them. Linear in the graph.
   *
   * @param share more than 0, less than 1; 0.5 is usual
   */
  public static EdgeSplit of(Adjacency graph, double share, long seed) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "share is " + share + "; choose more than 0 and less than 1, say 0.5");
    }
    FastRandom random = new FastRandom(seed);
    int[] edges = shuffled(edges(graph), random);
    int wanted = (int) (share * edges.length);
    boolean[] heldOut = new boolean[graph.arcs()];
    int[] sources = sources(graph);
    int held = holdOut(graph, sources, edges, wanted, heldOut);
    requireEnough(held, wanted, edges.length, share);
    NodePairs positives = positives(graph, sources, heldOut, held);
    return new EdgeSplit(
        train(graph, sources, heldOut), positives, NonEdges.draw(graph, held, random));
  }

  /** The arcs that stand for edges that may go: no loops, and of two ways the rising one. */
  private static int[] edges(Adjacency graph) {
    int[] edges = new int[graph.arcs()];
    int n = 0;
    for (int v = 0; v < graph.size(); v++) {
      for (int a = graph.offsets()[v]; a < graph.offsets()[v + 1]; a++) {
        int x = graph.neighbors()[a];
        if (v < x || (graph.directed() && v != x)) {
          edges[n++] = a;
        }
      }
    }
    return Arrays.copyOf(edges, n);
  }

  private static int[] shuffled(int[] array, FastRandom random) {
    for (int i = array.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = array[i];
      array[i] = array[j];
      array[j] = swap;
    }
    return array;
  }

  private static int[] sources(Adjacency graph) {
    int[] sources = new int[graph.arcs()];
    for (int v = 0; v < graph.size(); v++) {
      Arrays.fill(sources, graph.offsets()[v], graph.offsets()[v + 1], v);
    }
    return sources;
  }

  /**
   * In the order given, an edge that joins two parts stays and the others go, until enough have.
   */
  private static int holdOut(
      Adjacency graph, int[] sources, int[] edges, int wanted, boolean[] heldOut) {
    Components components = new Components(graph.size());
    int held = 0;
    for (int arc : edges) {
      boolean joins = components.join(sources[arc], graph.neighbors()[arc]);
      if (!joins && held < wanted) {
        heldOut[arc] = true;
        held++;
      }
    }
    return held;
  }

  private static void requireEnough(int held, int wanted, int edges, double share) {
    if (wanted == 0 || held < wanted) {
      throw new TriviumException(
          "a share of %s of %d edges is %d to hold out, and %d can go without a part of the graph coming loose; %s"
              .formatted(
                  share,
                  edges,
                  wanted,
                  held,
                  wanted == 0
                      ? "choose a larger share or a larger graph"
                      : "choose a share of at most " + (double) held / edges));
    }
  }

  private static NodePairs positives(Adjacency graph, int[] sources, boolean[] heldOut, int held) {
    int[] from = new int[held];
    int[] to = new int[held];
    int n = 0;
    for (int a = 0; a < heldOut.length; a++) {
      if (heldOut[a]) {
        from[n] = sources[a];
        to[n++] = graph.neighbors()[a];
      }
    }
    return new NodePairs(from, to);
  }

  private static Adjacency train(Adjacency graph, int[] sources, boolean[] heldOut) {
    AdjacencyBuilder builder = Adjacency.builder(graph.ids(), graph.directed());
    for (int a = 0; a < heldOut.length; a++) {
      int u = sources[a];
      int v = graph.neighbors()[a];
      if (!heldOut[a] && (graph.directed() || u <= v)) {
        builder.edge(u, v, graph.weighted() ? graph.weights()[a] : 1);
      }
    }
    return builder.build();
  }
}

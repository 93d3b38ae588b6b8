package dev.trivium.graph;

import dev.trivium.core.TriviumException;
import dev.trivium.core.math.FastRandom;
import java.util.Arrays;

/**
 * A graph taken apart for link prediction: learn on {@code train} and {@code trainNegatives}, then
 * tell {@code positives} from {@code negatives}.
 *
 * <p>Nothing leaks: no pair stands in two of the four, not even the other way round. In a directed
 * graph u→v and v→u are held out together or not at all: most scorers are symmetric, and for them
 * the one in training gives the other away. For the same reason a pair with an edge either way is
 * no negative; a split asks who is linked, not which way. Negatives of both kinds have no edge in
 * the whole graph, so that no edge held out is ever trained on as if there were none. What the
 * training negatives are drawn by (degrees, open triangles) is the training graph; what those of
 * the test are drawn by is the whole graph and the edges held out.
 *
 * @param train the graph without the held-out edges
 * @param positives the edges held out; of an undirected edge only the way from the lower number to
 *     the higher
 * @param negatives as many pairs of different nodes without an edge in the whole graph, neither
 *     way, each at most once
 * @param trainNegatives the same for training: as many as training edges, but at most {@value
 *     #MAX_TRAIN_NEGATIVES}, and fewer where the graph has no more
 */
public record EdgeSplit(
    Adjacency train, NodePairs positives, NodePairs negatives, NodePairs trainNegatives) {
  /** Enough to fit the weights of an edge's features. */
  static final int MAX_TRAIN_NEGATIVES = 100_000;

  /** {@link #of(Adjacency, double, Negatives, long)} with uniform negatives. */
  public static EdgeSplit of(Adjacency graph, double share, long seed) {
    return of(graph, share, Negatives.UNIFORM, seed);
  }

  /**
   * Holds out {@code share} of the edges, self-loops not among them. All nodes stay, and a random
   * spanning forest of each component, so that no node loses its last edge and no component falls
   * apart. Of a directed graph one arc more than the share may go, with the arc that leads back.
   * Linear in the graph.
   *
   * @param share more than 0, less than 1; 0.5 is usual
   */
  public static EdgeSplit of(Adjacency graph, double share, Negatives kind, long seed) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "share is " + share + "; choose more than 0 and less than 1, say 0.5");
    }
    FastRandom random = new FastRandom(seed);
    NodePairs edges = NodePairs.edges(graph);
    int[] order = new int[edges.size()];
    Arrays.setAll(order, e -> e);
    random.shuffle(order);
    int wanted = (int) (share * edges.size());
    int[] heldOut = heldOut(graph, edges, order, wanted);
    requireEnough(heldOut.length, wanted, edges.size(), share);
    return of(graph, train(graph, heldOut), edges.select(heldOut), kind, random);
  }

  /**
   * Holds out what came later: trains on the first edges by time and asks for the later ones
   * between nodes that training knows. Edges of one time stay together, on the side of the test. An
   * edge that is in training already, or has come before, is not asked for again; nor is one that
   * is in training the other way round. The nodes are those with an edge in training.
   *
   * @param edges with times
   * @param trainShare of all edges, duplicates counted; more than 0, less than 1; 0.8 is usual
   */
  public static EdgeSplit temporal(EdgeList edges, double trainShare, Negatives kind, long seed) {
    if (!(trainShare > 0 && trainShare < 1)) {
      throw new IllegalArgumentException(
          "trainShare is " + trainShare + "; choose more than 0 and less than 1, say 0.8");
    }
    return before(edges, TemporalSplit.cut(edges, trainShare), kind, seed);
  }

  /** The same with a given cut: trains on the edges before it. */
  public static EdgeSplit before(EdgeList edges, double time, Negatives kind, long seed) {
    TemporalSplit split = new TemporalSplit(edges, time);
    return of(split.whole(), split.train(), split.positives(), kind, new FastRandom(seed));
  }

  private static EdgeSplit of(
      Adjacency whole, Adjacency train, NodePairs positives, Negatives kind, FastRandom random) {
    NonEdges nonEdges = new NonEdges(whole, random);
    NodePairs negatives = nonEdges.require(kind, positives.size(), whole, positives);
    NodePairs edges = NodePairs.edges(train);
    int count = Math.min(edges.size(), MAX_TRAIN_NEGATIVES);
    return new EdgeSplit(train, positives, negatives, nonEdges.draw(kind, count, train, edges));
  }

  /**
   * In the order given, an edge that joins two parts stays and the others go, until enough have;
   * the numbers of those that go, in rising order. Arcs there and back are one, in the place of the
   * arc from the lower number.
   */
  private static int[] heldOut(Adjacency graph, NodePairs edges, int[] order, int wanted) {
    Components components = new Components(graph.size());
    int[] heldOut = new int[wanted + 1];
    int held = 0;
    for (int e : order) {
      int u = edges.from(e);
      int v = edges.to(e);
      boolean mutual = graph.directed() && graph.hasArc(v, u);
      boolean goes = !(mutual && u > v) && !components.join(u, v) && held < wanted;
      if (goes) {
        heldOut[held++] = e;
      }
      if (goes && mutual) {
        heldOut[held++] = edges.indexOf(v, u);
      }
    }
    Arrays.sort(heldOut, 0, held);
    return Arrays.copyOf(heldOut, held);
  }

  private static void requireEnough(int held, int wanted, int edges, double share) {
    if (edges == 0) {
      throw new TriviumException(
          "the graph has no edge between two nodes, only self-loops or none at all; links are predicted in a graph with cycles");
    }
    if (wanted > 0 && held == 0) {
      throw new TriviumException(
          "none of the %d edges can be held out, each is needed to keep the graph together; links are predicted in a graph with cycles"
              .formatted(edges));
    }
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

  /**
   * All arcs but those of the edges held out, which come in the order of {@link NodePairs#edges}.
   */
  private static Adjacency train(Adjacency graph, int[] heldOut) {
    AdjacencyBuilder builder = Adjacency.builder(graph.ids(), graph.directed());
    int edge = 0;
    int held = 0;
    for (int v = 0; v < graph.size(); v++) {
      for (int i = 0; i < graph.degree(v); i++) {
        int x = graph.neighbor(v, i);
        boolean isEdge = v < x || (graph.directed() && v != x);
        if (isEdge && held < heldOut.length && heldOut[held] == edge++) {
          held++;
        } else if (isEdge || v == x) {
          builder.edge(v, x, graph.weight(v, i));
        }
      }
    }
    return builder.build();
  }
}

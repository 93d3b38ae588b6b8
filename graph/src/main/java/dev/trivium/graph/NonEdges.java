package dev.trivium.graph;

import dev.trivium.core.TriviumException;
import dev.trivium.core.math.FastRandom;
import java.util.Arrays;

/**
 * Draws pairs of different nodes that have no edge either way, no pair twice nor the other way
 * round; in an undirected graph from the lower number to the higher. Pairs are thrown and those
 * that do not serve thrown again, so that the cost is near the number of pairs on a sparse graph.
 */
final class NonEdges {
  private final Adjacency whole;
  private final FastRandom random;
  private final PairSet drawn = new PairSet(1024);
  private long free;

  /**
   * @param whole the graph whose edges, trained on or held out, are never drawn
   */
  NonEdges(Adjacency whole, FastRandom random) {
    this.whole = whole;
    this.random = random;
    this.free = pairs(whole);
  }

  /** Pairs of different nodes without an edge, a pair and its reverse one. */
  private static long pairs(Adjacency graph) {
    long linked = 0;
    for (int v = 0; v < graph.size(); v++) {
      for (int a = graph.offsets()[v]; a < graph.offsets()[v + 1]; a++) {
        int x = graph.neighbors()[a];
        linked += v < x || (v > x && graph.directed() && !graph.hasArc(x, v)) ? 1 : 0;
      }
    }
    return (long) graph.size() * (graph.size() - 1) / 2 - linked;
  }

  /**
   * {@code count} pairs, or an error.
   *
   * @param known the graph whose open triangles are drawn
   * @param edges whose ends are drawn
   */
  NodePairs require(Negatives kind, int count, Adjacency known, NodePairs edges) {
    if (free < count) {
      throw new TriviumException(
          "%d pairs without an edge are wanted, and the graph has %d; choose a smaller share or a sparser graph"
              .formatted(count, free));
    }
    NodePairs pairs = draw(kind, count, known, edges);
    if (pairs.size() < count) {
      throw new TriviumException(
          "%d %s pairs without an edge are wanted, and %d were found; choose uniform ones or a smaller share"
              .formatted(count, kind, pairs.size()));
    }
    return pairs;
  }

  /** At most {@code count} pairs: fewer where there are not so many, or they are hard to find. */
  NodePairs draw(Negatives kind, int count, Adjacency known, NodePairs edges) {
    int wanted = (int) Math.min(count, free);
    int[] from = new int[wanted];
    int[] to = new int[wanted];
    Proposal proposal = proposal(kind, known, edges);
    long tries = kind == Negatives.UNIFORM ? Long.MAX_VALUE : 100_000 + 1000L * wanted;
    int n = 0;
    for (long t = 0; n < wanted && t < tries; t++) {
      long pair = proposal.draw();
      int u = (int) (pair >>> 32);
      int v = (int) pair;
      int low = Math.min(u, v);
      int high = Math.max(u, v);
      if (u != v && !linked(low, high) && drawn.add(low, high)) {
        from[n] = whole.directed() ? u : low;
        to[n++] = whole.directed() ? v : high;
      }
    }
    free -= n;
    return new NodePairs(Arrays.copyOf(from, n), Arrays.copyOf(to, n));
  }

  private boolean linked(int u, int v) {
    return whole.hasArc(u, v) || (whole.directed() && whole.hasArc(v, u));
  }

  /** A law of pairs, most of which will serve; the first node in the upper half of the number. */
  private interface Proposal {
    long draw();
  }

  private Proposal proposal(Negatives kind, Adjacency known, NodePairs edges) {
    return switch (kind) {
      case UNIFORM -> () -> pair(random.nextInt(whole.size()), random.nextInt(whole.size()));
      case DEGREE -> () -> pair(end(edges, false), end(edges, true));
      case TWO_HOP -> new OpenTriangles(known)::draw;
    };
  }

  private static long pair(int u, int v) {
    return ((long) u << 32) | v;
  }

  /** An end of a random edge: source or target as asked for where directed, else either. */
  private int end(NodePairs edges, boolean target) {
    int i = random.nextInt(edges.size());
    boolean second = whole.directed() ? target : random.nextInt(2) == 1;
    return second ? edges.to(i) : edges.from(i);
  }

  /**
   * Paths u→w→v, each as likely: an arc u→w in proportion to the arcs out of w, then one of them.
   */
  private final class OpenTriangles {
    private final Adjacency known;
    private final long[] paths;

    OpenTriangles(Adjacency known) {
      this.known = known;
      this.paths = new long[known.arcs()];
      long sum = 0;
      for (int a = 0; a < paths.length; a++) {
        sum += known.degree(known.neighbors()[a]);
        paths[a] = sum;
      }
    }

    long draw() {
      long all = paths.length == 0 ? 0 : paths[paths.length - 1];
      if (all == 0) {
        return 0;
      }
      long path = (long) (random.nextDouble() * all);
      int arc = Arrays.binarySearch(paths, path + 1);
      int first = arc < 0 ? -arc - 1 : firstOf(arc);
      int w = known.neighbors()[first];
      return pair(source(first), known.neighbor(w, random.nextInt(known.degree(w))));
    }

    /** The node that an arc leaves: of rows that begin in one place, the one that is not empty. */
    private int source(int arc) {
      int v = Arrays.binarySearch(known.offsets(), arc);
      if (v < 0) {
        return -v - 2;
      }
      while (known.degree(v) == 0) {
        v++;
      }
      return v;
    }

    /** The first arc of those with one sum: the others have no path. */
    private int firstOf(int arc) {
      int first = arc;
      while (first > 0 && paths[first - 1] == paths[arc]) {
        first--;
      }
      return first;
    }
  }
}

package dev.trivium.graph;

import dev.trivium.core.Progress;
import dev.trivium.core.math.FastRandom;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * How long work will take, told from a moment of it on a piece of the graph. Only an estimate: a
 * piece lies nearer to the processor than the whole does.
 */
public final class Calibration {
  private static final long MOMENT_NANOS = 500_000_000;
  private static final long MOST_ARCS = 1 << 20;

  private Calibration() {}

  /**
   * The nodes about a random one, breadth first, then about another, with all edges between them,
   * at most so many; the same for the same graph. At most about a million arcs lead from them.
   */
  public static Adjacency piece(Adjacency graph, int most) {
    int[] number = new int[graph.size()];
    Arrays.fill(number, -1);
    int[] nodes = new int[Math.min(most, graph.size())];
    FastRandom random = new FastRandom(1);
    long arcs = 0;
    int found = 0;
    for (int next = 0; found < nodes.length && arcs < MOST_ARCS; next++) {
      if (next == found) {
        found = take(unseen(number, random), number, nodes, found);
      }
      int v = nodes[next];
      arcs += graph.degree(v);
      for (int i = 0; i < graph.degree(v); i++) {
        found = take(graph.neighbor(v, i), number, nodes, found);
      }
    }
    return between(graph, Arrays.copyOf(nodes, found), number);
  }

  private static int unseen(int[] number, FastRandom random) {
    int v = random.nextInt(number.length);
    while (number[v] >= 0) {
      v = (v + 1) % number.length;
    }
    return v;
  }

  /** Numbers a node that has no number yet, where there is room. */
  private static int take(int v, int[] number, int[] nodes, int found) {
    if (number[v] >= 0 || found == nodes.length) {
      return found;
    }
    number[v] = found;
    nodes[found] = v;
    return found + 1;
  }

  private static Adjacency between(Adjacency graph, int[] nodes, int[] number) {
    AdjacencyBuilder piece =
        Adjacency.builder(
            Arrays.stream(nodes).mapToObj(graph.ids()::get).toList(), graph.directed());
    for (int v : nodes) {
      for (int i = 0; i < graph.degree(v); i++) {
        int x = graph.neighbor(v, i);
        if (number[x] >= 0 && (graph.directed() || v <= x)) {
          piece.edge(number[v], number[x], graph.weight(v, i));
        }
      }
    }
    return piece.build();
  }

  /**
   * The seconds that all of some work would take, by its progress within half a second or so, after
   * which it is ended.
   *
   * @param work tells of its progress, and lets through what hearing of it throws
   */
  public static double seconds(Consumer<Progress> work) {
    Watch watch = new Watch();
    try {
      work.accept(watch);
    } catch (Enough e) {
      return watch.seconds();
    }
    return watch.seconds();
  }

  /** Hears of progress, and ends the work after a moment. */
  private static final class Watch implements Progress {
    private final long start = System.nanoTime();
    private long firstTime = start;
    private long lastTime = start;
    private double first;
    private double last;

    @Override
    public synchronized void at(long done, long total) {
      lastTime = System.nanoTime();
      last = (double) done / total;
      if (first == 0) {
        first = last;
        firstTime = lastTime;
      }
      if (lastTime - start > MOMENT_NANOS) {
        throw new Enough();
      }
    }

    /** By what came after the first news, before which the program is compiled. */
    synchronized double seconds() {
      if (last > first) {
        return (lastTime - firstTime) / 1e9 / (last - first);
      }
      return last > 0 ? (lastTime - start) / 1e9 / last : (System.nanoTime() - start) / 1e9;
    }
  }

  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Enough() {
      super("enough is known", null, false, false);
    }
  }
}

package dev.trivium.graph;

import dev.trivium.core.sequence.SkipGramSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an embedding will cost, told before it is made.
 *
 * @param graphBytes of the compact graph: 4 an arc and a node, as many again for the weights of
 *     arcs; without the nodes' ids
 * @param walkBytes what walks need beside it: 8 bytes an arc where weighted, 6 an arc and 4 a node
 *     where q is not 1, 8 a node where weighted and second order; 0 where nothing walks
 * @param vectorBytes of the matrices {@code [n × d]}: 3 for skip-gram and for FastRP, none for
 *     walks alone
 * @param steps of walks, at most: no walk ends early; the largest long where it is more
 * @param multiplyAdds of the arithmetic on vectors, at most; the largest long where it is more
 */
public record Estimate(
    long graphBytes, long walkBytes, long vectorBytes, long steps, long multiplyAdds) {
  /**
   * Of DeepWalk and node2vec. Skip-gram: each step has window + 1 contexts on average, each costs 3
   * products of length d with it and with each of the negatives; each epoch walks anew. An error
   * where the vectors do not fit into one array.
   *
   * @param arcs an undirected edge is two
   */
  public static Estimate of(
      long nodes, long arcs, boolean weighted, WalkSettings walks, SkipGramSettings training) {
    FastRP.requireRoom(nodes, training.dimension());
    long steps = product(nodes, walks.walksPerNode(), walks.walkLength(), training.epochs());
    long contexts = Math.min(training.window() + 1L, walks.walkLength() - 1L);
    return new Estimate(
        graph(nodes, arcs, weighted),
        walk(nodes, arcs, weighted, walks),
        3 * 4 * nodes * training.dimension(),
        steps,
        product(steps, contexts, 3, training.negatives() + 1L, training.dimension()));
  }

  /** Of walks alone, made and written but not learnt from. */
  public static Estimate of(long nodes, long arcs, boolean weighted, WalkSettings walks) {
    return new Estimate(
        graph(nodes, arcs, weighted),
        walk(nodes, arcs, weighted, walks),
        0,
        product(nodes, walks.walksPerNode(), walks.walkLength()),
        0);
  }

  /** Of FastRP. An error where the vectors do not fit into one array. */
  public static Estimate of(long nodes, long arcs, boolean weighted, FastRPSettings settings) {
    FastRP.requireRoom(nodes, settings.dimension());
    return new Estimate(
        graph(nodes, arcs, weighted),
        0,
        3 * 4 * nodes * settings.dimension(),
        0,
        product(arcs, settings.dimension(), settings.weights().size()));
  }

  /** Of numbers not below 0; the largest long where it is more. */
  private static long product(long... factors) {
    long product = 1;
    for (long factor : factors) {
      product = factor > 0 && product > Long.MAX_VALUE / factor ? Long.MAX_VALUE : product * factor;
    }
    return product;
  }

  private static long walk(long nodes, long arcs, boolean weighted, WalkSettings walks) {
    long first = weighted ? 8 * arcs : 0;
    long weightsOfRows = weighted && walks.secondOrder() ? 8 * nodes : 0;
    long index = walks.q() == 1 ? 0 : 6 * arcs + 4 * nodes;
    return first + weightsOfRows + index;
  }

  private static long graph(long nodes, long arcs, boolean weighted) {
    return 4 * (nodes + arcs) + (weighted ? 4 * arcs : 0);
  }

  /** All bytes together. */
  public long bytes() {
    return graphBytes + walkBytes + vectorBytes;
  }

  /** One sentence for a person. */
  public String inWords() {
    String memory =
        "about %s of memory (graph %s%s%s) beside the nodes' ids"
            .formatted(
                size(bytes()),
                size(graphBytes),
                walkBytes == 0 ? "" : ", walks " + size(walkBytes),
                vectorBytes == 0 ? "" : ", vectors " + size(vectorBytes));
    List<String> work = new ArrayList<>();
    if (steps > 0) {
      work.add("at most " + count(steps) + " steps of walks");
    }
    if (multiplyAdds > 0) {
      work.add(count(multiplyAdds) + " multiply-adds");
    }
    return memory + "; " + String.join(" and ", work);
  }

  private static String size(long bytes) {
    return bytes < 1 << 20
        ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0)
        : bytes < 1 << 30
            ? String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20))
            : String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1 << 30));
  }

  private static String count(long n) {
    if (n < 1_000_000) {
      return Long.toString(n);
    }
    return n < 1_000_000_000
        ? String.format(Locale.ROOT, "%.1f million", n / 1e6)
        : String.format(Locale.ROOT, "%.1f billion", n / 1e9);
  }
}

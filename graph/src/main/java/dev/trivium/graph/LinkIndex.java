package dev.trivium.graph;

import dev.trivium.core.math.RowBlocks;

/**
 * The indices of the field (Liben-Nowell and Kleinberg, <i>The link-prediction problem for social
 * networks</i>, JASIST 2007), from the neighbours Γ(u) and Γ(v) of two nodes in the training graph;
 * in a directed graph those that arcs lead to. In an undirected one the values are those of
 * JGraphT's {@code alg.linkprediction}, which wants a graph of objects and about ten times as long.
 *
 * <p>Cost: |Γ(u)| + |Γ(v)| a pair, pairs in parallel.
 */
public enum LinkIndex implements LinkScorer {
  /** |Γ(u) ∩ Γ(v)|. */
  COMMON_NEIGHBORS("common neighbours") {
    @Override
    PairScore on(Adjacency graph) {
      return (u, v) -> common(graph, u, v, false);
    }
  },
  /**
   * Σ 1/log |Γ(w)| over the common neighbours w (Adamic and Adar 2003); fewer than 2, which only a
   * directed graph has, count as 2.
   */
  ADAMIC_ADAR("Adamic–Adar") {
    @Override
    PairScore on(Adjacency graph) {
      return (u, v) -> common(graph, u, v, true);
    }
  },
  /** |Γ(u) ∩ Γ(v)| / |Γ(u) ∪ Γ(v)|; 0 where there is no neighbour. */
  JACCARD("Jaccard") {
    @Override
    PairScore on(Adjacency graph) {
      return (u, v) -> {
        double common = common(graph, u, v, false);
        double either = graph.degree(u) + graph.degree(v) - common;
        return either == 0 ? 0 : common / either;
      };
    }
  },
  /** |Γ(u)| · |Γ(v)|; in a directed graph the arcs out of u times the arcs into v. */
  PREFERENTIAL_ATTACHMENT("preferential attachment") {
    @Override
    PairScore on(Adjacency graph) {
      int[] in = new int[graph.size()];
      for (int v : graph.neighbors()) {
        in[v]++;
      }
      return (u, v) -> (double) graph.degree(u) * in[v];
    }
  };

  private static final int BLOCK = 1024;

  private final String title;

  LinkIndex(String title) {
    this.title = title;
  }

  abstract PairScore on(Adjacency graph);

  /** The index of a pair. */
  private interface PairScore {
    double of(int u, int v);
  }

  @Override
  public PairScores fit(Adjacency train, NodePairs negatives, long seed) {
    PairScore score = on(train);
    return pairs -> {
      float[] scores = new float[pairs.size()];
      RowBlocks.forEach(
          scores.length, BLOCK, i -> scores[i] = (float) score.of(pairs.from(i), pairs.to(i)));
      return scores;
    };
  }

  /** Its name in reports. */
  @Override
  public String toString() {
    return title;
  }

  private static double common(Adjacency graph, int u, int v, boolean rareCountMore) {
    int[] neighbors = graph.neighbors();
    int a = graph.offsets()[u];
    int b = graph.offsets()[v];
    int endA = graph.offsets()[u + 1];
    int endB = graph.offsets()[v + 1];
    double sum = 0;
    while (a < endA && b < endB) {
      int difference = neighbors[a] - neighbors[b];
      if (difference == 0) {
        sum += rareCountMore ? 1 / Math.log(Math.max(2, graph.degree(neighbors[a]))) : 1;
      }
      a += difference <= 0 ? 1 : 0;
      b += difference >= 0 ? 1 : 0;
    }
    return sum;
  }
}

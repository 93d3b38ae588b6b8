package dev.trivium.graph;

import dev.trivium.core.math.FastRandom;

/**
 * node2vec's step (Grover and Leskovec, <i>node2vec: scalable feature learning for networks</i>,
 * KDD 2016): having come from t to v, the arc v→x has weight w(v,x) times
 *
 * <pre>1/p if x = t,   1 if an arc t→x exists,   1/q otherwise.</pre>
 *
 * Exact, by rejection (Yang et al., <i>KnightKing</i>, SOSP 2019), without tables over pairs of
 * arcs: an arc is drawn by its first-order weight and kept with probability (its factor)/M, where M
 * = max(1, 1/q); what 1/p has above M is put aside as a stretch of its own, so that a small p does
 * not raise the bound for all the others. A throw below min(1, 1/q)/M is kept unseen, which saves
 * most look-ups. Rejection forgets, so that after {@link #PATIENCE} throws in vain the step is as
 * well drawn by listing the row, at the cost of its length. Expected throws: at most max(q, 1/q)
 * unless the way back is most of the row.
 */
final class SecondOrder {
  private static final int PATIENCE = 48;

  private final Adjacency graph;
  private final int[] neighbors;
  private final FirstOrder first;
  private final double[] strengths;
  private final double back;
  private final double far;
  private final double bound;
  private final double keepUnseen;
  private final double keepFar;
  private final double keepCommon;
  private final double keepBack;

  SecondOrder(Adjacency graph, FirstOrder first, WalkSettings settings) {
    this.graph = graph;
    this.neighbors = graph.neighbors();
    this.first = first;
    this.strengths = graph.weighted() ? strengths(graph) : new double[0];
    this.back = 1 / settings.p();
    this.far = 1 / settings.q();
    this.bound = Math.max(1, far);
    this.keepFar = (far / bound);
    this.keepCommon = (1 / bound);
    this.keepBack = Math.min(1, back / bound);
    this.keepUnseen = Math.min(keepFar, keepCommon);
  }

  private static double[] strengths(Adjacency graph) {
    double[] strengths = new double[graph.size()];
    for (int v = 0; v < strengths.length; v++) {
      for (int a = graph.offsets()[v]; a < graph.offsets()[v + 1]; a++) {
        strengths[v] += graph.weights()[a];
      }
    }
    return strengths;
  }

  /** The place of the next arc after the arc {@code last}, t→v; −1 where v is a dead end. */
  int draw(FastRandom random, int t, int last) {
    int v = neighbors[last];
    int degree = graph.degree(v);
    if (degree <= 1) {
      return degree == 0 ? -1 : graph.offsets()[v];
    }
    double aside = back > bound ? aside(t, last, v, degree) : 0;
    for (int i = 0; i < PATIENCE; i++) {
      if (aside > 0 && random.nextDouble() < aside) {
        return graph.arc(v, t);
      }
      int arc = first.draw(random, v);
      if (keeps(random.nextDouble(), t, neighbors[arc])) {
        return arc;
      }
    }
    return listed(random, t, v);
  }

  /** The share of the board that is the way back's excess over the bound. */
  private double aside(int t, int last, int v, int degree) {
    int home = graph.directed() ? graph.arc(v, t) : last;
    if (home < 0) {
      return 0;
    }
    boolean weighted = strengths.length > 0;
    double excess = (back - bound) * (weighted ? graph.weights()[home] : 1);
    return excess / (excess + bound * (weighted ? strengths[v] : degree));
  }

  private boolean keeps(double place, int t, int x) {
    if (x == t) {
      return place < keepBack;
    }
    if (place < keepUnseen) {
      return true;
    }
    // Above the lower of the two, only the higher is left to ask for.
    return place < (graph.arc(t, x) >= 0 ? keepCommon : keepFar);
  }

  private int listed(FastRandom random, int t, int v) {
    int from = graph.offsets()[v];
    int to = graph.offsets()[v + 1];
    double sum = 0;
    for (int arc = from; arc < to; arc++) {
      sum += factor(t, arc);
    }
    double place = random.nextDouble() * sum;
    for (int arc = from; arc < to - 1; arc++) {
      place -= factor(t, arc);
      if (place < 0) {
        return arc;
      }
    }
    return to - 1;
  }

  private double factor(int t, int arc) {
    int x = neighbors[arc];
    double weight = strengths.length > 0 ? graph.weights()[arc] : 1;
    return weight * (x == t ? back : graph.arc(t, x) >= 0 ? 1 : far);
  }
}

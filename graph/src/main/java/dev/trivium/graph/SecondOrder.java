package dev.trivium.graph;

import dev.trivium.core.math.FastRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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
 *
 * <p>Memory: the first order's; 8 bytes a node where weighted; an {@link ArcIndex} where q ≠ 1.
 */
final class SecondOrder implements Stepper {
  private static final int PATIENCE = 48;

  private final Adjacency graph;
  private final int[] offsets;
  private final int[] neighbors;
  private final float[] weights;
  private final FirstOrder first;
  private final @Nullable ArcIndex index;
  private final double[] strengths;
  private final double back;
  private final double far;
  private final double excess;
  private final double keepUnseen;
  private final double keepFar;
  private final double keepCommon;
  private final double keepBack;

  SecondOrder(Adjacency graph, WalkSettings settings) {
    this.graph = graph;
    this.offsets = graph.offsets();
    this.neighbors = graph.neighbors();
    this.weights = graph.weights();
    this.first = new FirstOrder(graph);
    this.index = settings.q() != 1 && ArcIndex.holds(graph) ? new ArcIndex(graph) : null;
    this.strengths = graph.weighted() ? strengths(graph) : new double[0];
    this.back = 1 / settings.p();
    this.far = 1 / settings.q();
    double bound = Math.max(1, far);
    this.excess = Math.max(0, back / bound - 1);
    this.keepFar = far / bound;
    this.keepCommon = 1 / bound;
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

  @Override
  public void walk(WalkBatch batch) {
    new Throws(batch).walk();
  }

  private boolean hasArc(int u, int v) {
    return index == null ? graph.hasArc(u, v) : index.contains(u, v);
  }

  private int listed(FastRandom random, int t, int v) {
    int from = offsets[v];
    int to = offsets[v + 1];
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
    double weight = weights.length > 0 ? weights[arc] : 1;
    return weight * (x == t ? back : hasArc(t, x) ? 1 : far);
  }

  /**
   * A throw for each walk under way, in rounds that each send all their reads to memory before one
   * is waited for: what is drawn; where the look-ups begin, of those that need one; what they find;
   * and then who goes on. What chance decides is computed, not jumped over, where that is cheap.
   */
  private final class Throws {
    // Fates of a throw; 0 is one thrown in vain.
    private static final int KEPT = 1;
    private static final int JUMP = 2;
    private static final int DEAD_END = 3;
    private static final int BACK = Integer.MIN_VALUE; // no place of a search

    private final WalkBatch batch;
    // By turn: the node before, −1 where the walk remembers none; throws since the last step; what
    // the way back has above the bound; and the throw.
    private final int[] before;
    private final int[] thrown;
    private final double[] aside;
    private final int[] arcs;
    private final int[] targets;
    private final double[] places;
    private final int[] fates;
    // Of the look-ups.
    private final int[] asks;
    private final int[] slots;
    private final int[] found;
    private int asked;
    // Whether the way back is always there, with weight 1.
    private final boolean uniform = !graph.directed() && !graph.weighted();

    Throws(WalkBatch batch) {
      this.batch = batch;
      this.before = new int[batch.lanes];
      this.thrown = new int[batch.lanes];
      this.aside = new double[batch.lanes];
      this.arcs = new int[batch.lanes];
      this.targets = new int[batch.lanes];
      this.places = new double[batch.lanes];
      this.fates = new int[batch.lanes];
      this.asks = new int[batch.lanes];
      this.slots = new int[batch.lanes];
      this.found = new int[batch.lanes];
      Arrays.fill(before, -1);
    }

    void walk() {
      while (batch.walking() > 0) {
        int walking = batch.walking();
        asked = 0;
        for (int i = 0; i < walking; i++) {
          draw(i);
        }
        if (index == null) {
          search();
        } else {
          lookUp(index);
        }
        for (int i = walking - 1; i >= 0; i--) {
          settle(i);
        }
      }
    }

    private void draw(int i) {
      int v = batch.head(i);
      int from = offsets[v];
      int to = offsets[v + 1];
      if (from == to) {
        fates[i] = DEAD_END;
      } else if (thrown[i] == 0 && batch.restarts(i)) {
        fates[i] = JUMP;
      } else if (strengths.length == 0) {
        drawUniform(i, from, to - from);
      } else {
        drawWeighted(i, v);
      }
    }

    /** One number says both which arc and how far into it. */
    private void drawUniform(int i, int from, int degree) {
      double place = batch.random(i).nextDouble() * (degree + aside[i]);
      int cell = (int) place;
      if (cell < degree) {
        judge(i, from + cell, place - cell);
      } else {
        goBack(i);
      }
    }

    private void drawWeighted(int i, int v) {
      FastRandom random = batch.random(i);
      double place = random.nextDouble() * (strengths[v] + aside[i]);
      if (place < strengths[v]) {
        judge(i, first.draw(random, v), place / strengths[v]);
      } else {
        goBack(i);
      }
    }

    private void goBack(int i) {
      arcs[i] = BACK;
      targets[i] = before[i];
      fates[i] = KEPT;
    }

    private void judge(int i, int arc, double place) {
      int x = neighbors[arc];
      int t = before[i];
      double keep = t < 0 ? 1 : x == t ? keepBack : keepUnseen;
      // 1 where below: the sign of the difference.
      int kept = (int) (Double.doubleToRawLongBits(place - keep) >>> 63);
      arcs[i] = arc;
      targets[i] = x;
      places[i] = place;
      fates[i] = kept;
      asks[asked] = i;
      asked += 1 - kept;
    }

    private void lookUp(ArcIndex index) {
      for (int j = 0; j < asked; j++) {
        int i = asks[j];
        slots[j] = index.slot(before[i], targets[i]);
        found[j] = index.at(slots[j]);
      }
      for (int j = 0; j < asked; j++) {
        int i = asks[j];
        answer(i, index.contains(before[i], targets[i], slots[j], found[j]));
      }
    }

    private void search() {
      for (int j = 0; j < asked; j++) {
        int i = asks[j];
        answer(i, graph.hasArc(before[i], targets[i]));
      }
    }

    private void answer(int i, boolean common) {
      // Above the lower of the two, only the higher is left to ask for.
      if (targets[i] != before[i] && places[i] < (common ? keepCommon : keepFar)) {
        fates[i] = KEPT;
      }
    }

    private void settle(int i) {
      int fate = fates[i];
      if (fate > KEPT) {
        leave(i, fate);
        return;
      }
      int v = batch.head(i);
      int x = targets[i];
      int t = before[i];
      before[i] = t ^ ((t ^ v) & -fate);
      thrown[i] = (thrown[i] + 1) & (fate - 1);
      if (excess > 0) {
        setAside(i, v, x);
      }
      if (batch.goIf(fate, i, x)) {
        end(i);
      } else if (thrown[i] == PATIENCE) {
        list(i);
      }
    }

    /** The stretch of the way back: as much as the arc x→v has above the bound. */
    private void setAside(int i, int v, int x) {
      if (uniform) {
        aside[i] = excess;
      } else if (fates[i] == KEPT) {
        int home = graph.directed() ? graph.arc(x, v) : arcs[i];
        // Who goes back by an undirected edge has come by it, and finds the stretch as it was.
        if (home != BACK) {
          aside[i] = home < 0 ? 0 : weights.length == 0 ? excess : excess * weights[home];
        }
      }
    }

    private void list(int i) {
      arcs[i] = listed(batch.random(i), before[i], batch.head(i));
      targets[i] = neighbors[arcs[i]];
      fates[i] = KEPT;
      settle(i);
    }

    private void leave(int i, int fate) {
      before[i] = -1;
      aside[i] = 0;
      if (fate == DEAD_END || batch.go(i, batch.start(i))) {
        end(i);
      }
    }

    private void end(int i) {
      batch.end(i);
      int last = batch.walking();
      before[i] = before[last];
      thrown[i] = thrown[last];
      aside[i] = aside[last];
    }
  }
}

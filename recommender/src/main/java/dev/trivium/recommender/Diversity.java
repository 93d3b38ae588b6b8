package dev.trivium.recommender;

import dev.trivium.core.math.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Maximal marginal relevance (Carbonell and Goldstein 1998). */
final class Diversity {
  /** Candidates for each item wanted. */
  static final int POOL = 10;

  private Diversity() {}

  /**
   * The items to take, in the order in which they are taken: O(k · candidates · f).
   *
   * @param scores of the candidates, best first
   * @param vectors theirs
   * @param diversity 1 − λ
   */
  static int[] choose(float[] scores, List<float[]> vectors, int k, double diversity) {
    int n = scores.length;
    float[] nearest = new float[n];
    Arrays.fill(nearest, Float.NEGATIVE_INFINITY);
    boolean[] taken = new boolean[n];
    int[] chosen = new int[Math.min(k, n)];
    for (int c = 0; c < chosen.length; c++) {
      int best = -1;
      double most = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < n; i++) {
        double gain =
            (1 - diversity) * relevance(scores, i) - (c == 0 ? 0 : diversity * nearest[i]);
        if (!taken[i] && (best < 0 || gain > most)) {
          best = i;
          most = gain;
        }
      }
      chosen[c] = best;
      taken[best] = true;
      for (int i = 0; i < n; i++) {
        nearest[i] = Math.max(nearest[i], Vectors.cosine(vectors.get(i), vectors.get(best)));
      }
    }
    return chosen;
  }

  private static double relevance(float[] scores, int i) {
    float worst = scores[scores.length - 1];
    float range = scores[0] - worst;
    return range > 0 ? (scores[i] - worst) / range : 1;
  }

  /** The hits to take. */
  static List<Shelf.Hit> choose(List<Shelf.Hit> hits, Shelf shelf, int k, double diversity) {
    float[] scores = new float[hits.size()];
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      scores[i] = hits.get(i).score();
      vectors.add(shelf.vector(hits.get(i).row()));
    }
    return Arrays.stream(choose(scores, vectors, k, diversity)).mapToObj(hits::get).toList();
  }
}

package dev.trivium.recommender.baseline;

import dev.trivium.core.data.Interactions;
import dev.trivium.core.index.TopK;
import dev.trivium.recommender.Recommender;
import dev.trivium.recommender.RecommenderTrainer;

/**
 * Item-based nearest neighbours (Sarwar et al. 2001; Deshpande and Karypis 2004): an item scores
 * the sum, over the history, of its similarity to each item there, kept for the nearest ones only.
 * Similarity is the cosine of the items' columns of ones, shrunk for rare items: {@code common /
 * (√(n_i n_j) + shrinkage)}. Memory O(items × neighbours), time O(Σ degree(user)²).
 *
 * @param neighbors how many an item keeps
 * @param shrinkage 0 for the plain cosine
 */
public record ItemKnn(int neighbors, double shrinkage) implements RecommenderTrainer {
  public ItemKnn {
    if (neighbors < 1) {
      throw new IllegalArgumentException(
          "neighbors is " + neighbors + "; choose 1 or more, such as 100");
    }
    if (!(shrinkage >= 0)) {
      throw new IllegalArgumentException("shrinkage is " + shrinkage + "; choose 0 or more");
    }
  }

  public ItemKnn() {
    this(100, 0);
  }

  @Override
  public String name() {
    return "item-kNN";
  }

  @Override
  public Recommender train(Interactions interactions) {
    Interactions byItem = interactions.transposed();
    int n = interactions.itemCount();
    int[][] near = new int[n][];
    float[][] similarity = new float[n][];
    for (int i = 0; i < n; i++) {
      float[] all = similarities(interactions, byItem, i);
      near[i] = TopK.of(all, neighbors);
      similarity[i] = new float[near[i].length];
      for (int j = 0; j < near[i].length; j++) {
        similarity[i][j] = all[near[i][j]];
      }
    }
    return new HistoryRecommender(interactions, true, items -> scores(near, similarity, items));
  }

  /**
   * The similarity of item {@code i} to every item; NaN to itself and to those it shares no user
   * with.
   */
  private float[] similarities(Interactions byUser, Interactions byItem, int i) {
    int[] common = new int[byUser.itemCount()];
    for (int u : byItem.itemsOf(i)) {
      for (int e = byUser.from(u); e < byUser.to(u); e++) {
        common[byUser.itemAt(e)]++;
      }
    }
    float[] out = new float[common.length];
    for (int j = 0; j < out.length; j++) {
      double norm = Math.sqrt((double) byItem.degree(i) * byItem.degree(j)) + shrinkage;
      out[j] = common[j] == 0 || i == j ? Float.NaN : (float) (common[j] / norm);
    }
    return out;
  }

  /**
   * Of a history item's neighbours each gets its similarity: neighbourhoods are those of the items
   * in the history.
   */
  private static float[] scores(int[][] near, float[][] similarity, int[] items) {
    float[] scores = new float[near.length];
    for (int item : items) {
      for (int j = 0; j < near[item].length; j++) {
        scores[near[item][j]] += similarity[item][j];
      }
    }
    return scores;
  }
}

package dev.trivium.recommender.baseline;

import dev.trivium.core.TriviumException;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.index.TopK;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.tensor.Weights;
import dev.trivium.recommender.Recommender;
import java.util.Map;

/**
 * Item-based nearest neighbours (Sarwar et al. 2001; Deshpande and Karypis 2004): an item scores
 * the sum, over the history, of its similarity to each item there, kept for the nearest ones only.
 * Similarity is the cosine of the items' columns of ones, shrunk for rare items: {@code common /
 * (√(n_i n_j) + shrinkage)}. Memory O(items × neighbours), time O(Σ degree(user)²).
 *
 * @param neighbors how many an item keeps
 * @param shrinkage 0 for the plain cosine
 */
public record ItemKnn(int neighbors, double shrinkage) implements Baseline<Recommender> {
  /** For each item the numbers of its neighbours, nearest first, filled up with zeros. */
  private static final String NEIGHBORS = "neighbors";

  private static final String SIMILARITIES = "similarities";

  /** Up to here floats hold whole numbers. */
  private static final int LARGEST = 1 << 24;

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
  public Weights learn(Interactions interactions) {
    Interactions byItem = interactions.transposed();
    int n = interactions.itemCount();
    if (n > LARGEST) {
      throw new IllegalArgumentException(
          "item-kNN compares all items; %d are beyond %d, choose iALS".formatted(n, LARGEST));
    }
    int width = Math.min(neighbors, n);
    Matrix near = Matrix.zeros(n, width);
    Matrix similarity = Matrix.zeros(n, width);
    for (int i = 0; i < n; i++) {
      float[] all = similarities(interactions, byItem, i);
      int at = near.offset(i);
      for (int j : TopK.of(all, width)) {
        near.array()[at] = j;
        similarity.array()[at++] = all[j];
      }
    }
    return Learnt.of(this, Map.of(NEIGHBORS, near, SIMILARITIES, similarity));
  }

  @Override
  public Recommender restore(Interactions interactions, Weights learnt) {
    int n = interactions.itemCount();
    int width = Math.min(neighbors, n);
    Matrix near = Learnt.matrix(learnt, NEIGHBORS, n, width);
    Matrix similarity = Learnt.matrix(learnt, SIMILARITIES, n, width);
    for (float j : near.array()) {
      if (!(j >= 0 && j < n)) {
        throw new TriviumException(
            "%s names item %s of %d as a neighbour; train the model again"
                .formatted(learnt.source(), j, n));
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
  private static float[] scores(Matrix near, Matrix similarity, int[] items) {
    float[] scores = new float[near.rows()];
    for (int item : items) {
      for (int at = near.offset(item); at < near.offset(item) + near.columns(); at++) {
        scores[(int) near.array()[at]] += similarity.array()[at];
      }
    }
    return scores;
  }
}

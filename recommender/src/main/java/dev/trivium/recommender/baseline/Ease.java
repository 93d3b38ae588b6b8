package dev.trivium.recommender.baseline;

import dev.trivium.core.data.Interactions;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.SymmetricMatrix;
import dev.trivium.core.math.Vectors;
import dev.trivium.core.tensor.Weights;
import dev.trivium.recommender.Recommender;
import java.util.Map;

/**
 * Embarrassingly shallow autoencoders (Steck 2019): the item–item weights B of least {@code ‖X −
 * XB‖² + λ‖B‖²} with a diagonal of zeros, in closed form {@code B = I − P diag(P)⁻¹}, {@code P =
 * (XᵀX + λI)⁻¹}, X of ones. Memory 8·items² bytes, time O(items³).
 *
 * @param regularization λ
 */
public record Ease(double regularization) implements Baseline<Recommender> {
  private static final int LARGEST = 20_000;
  private static final String WEIGHTS = "weights";

  public Ease {
    if (!(regularization > 0)) {
      throw new IllegalArgumentException(
          "regularization is " + regularization + "; choose a number above 0, such as 200");
    }
  }

  @Override
  public String name() {
    return "EASE";
  }

  @Override
  public Weights learn(Interactions interactions) {
    int n = interactions.itemCount();
    if (n > LARGEST) {
      throw new IllegalArgumentException(
          "EASE inverts a matrix of items × items; "
              + n
              + " items are beyond "
              + LARGEST
              + ", choose iALS");
    }
    return Learnt.of(this, Map.of(WEIGHTS, weights(interactions)));
  }

  @Override
  public Recommender restore(Interactions interactions, Weights learnt) {
    int n = interactions.itemCount();
    Matrix weights = Learnt.matrix(learnt, WEIGHTS, n, n);
    return new HistoryRecommender(
        interactions,
        true,
        items -> {
          float[] scores = new float[n];
          for (int item : items) {
            Vectors.axpy(1, weights.array(), weights.offset(item), scores, 0, n);
          }
          return scores;
        });
  }

  /** B {@code [items × items]}: row i holds what item i in a history gives to each item. */
  Matrix weights(Interactions interactions) {
    int n = interactions.itemCount();
    SymmetricMatrix p = gram(interactions);
    p.invert();
    Matrix b = Matrix.zeros(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        b.array()[i * n + j] = i == j ? 0 : (float) (-p.get(i, j) / p.get(j, j));
      }
    }
    return b;
  }

  /** {@code XᵀX + λI}. */
  private SymmetricMatrix gram(Interactions interactions) {
    SymmetricMatrix gram = SymmetricMatrix.zeros(interactions.itemCount());
    for (int i = 0; i < gram.size(); i++) {
      gram.add(i, i, regularization);
    }
    for (int u = 0; u < interactions.userCount(); u++) {
      for (int a = interactions.from(u); a < interactions.to(u); a++) {
        for (int b = a; b < interactions.to(u); b++) {
          gram.add(interactions.itemAt(a), interactions.itemAt(b), 1);
        }
      }
    }
    return gram;
  }
}

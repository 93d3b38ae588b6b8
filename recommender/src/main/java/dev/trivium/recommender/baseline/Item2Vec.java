package dev.trivium.recommender.baseline;

import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.embedding.Provenance;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import dev.trivium.core.sequence.SkipGram;
import dev.trivium.core.sequence.SkipGramSettings;
import dev.trivium.core.tensor.Weights;
import dev.trivium.recommender.VectorRecommender;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * item2vec (Barkan and Koenigstein, <i>Item2Vec: neural item embedding for collaborative
 * filtering</i>, 2016): skip-gram with negative sampling over the items of each user. Items are
 * compared by the cosine, so that their vectors are brought to length 1; a user, known or not, is
 * the mean of the items of the history.
 *
 * @param settings of skip-gram; a window as long as the longest history takes in whole baskets
 * @param ordered whether items follow each other by time, and those of one time by their rows; else
 *     a basket has no order, and is shuffled anew in each epoch
 */
public record Item2Vec(SkipGramSettings settings, boolean ordered)
    implements Baseline<VectorRecommender> {
  /**
   * 64 numbers. A window over a shuffled basket draws from all its pairs, other ones in each epoch,
   * so that a window of 15 learnt more on MovieLens-small than one of 100 did in four times the
   * time.
   */
  public static final SkipGramSettings BASKETS =
      SkipGramSettings.WALKS
          .withDimension(64)
          .withWindow(15)
          .withNegatives(15)
          .withEpochs(20)
          .withLearningRate(0.1f);

  @Override
  public String name() {
    return "item2vec";
  }

  @Override
  public Weights learn(Interactions interactions) {
    Matrix items =
        new SkipGram(settings)
            .train(new Baskets(interactions, ordered, settings.seed()))
            .vectors()
            .normalizedRows();
    Matrix users = Matrix.zeros(interactions.userCount(), settings.dimension());
    for (int u = 0; u < users.rows(); u++) {
      float[] user = mean(items, interactions.itemsOf(u));
      System.arraycopy(user, 0, users.array(), users.offset(u), user.length);
    }
    return Learnt.of(this, Map.of(Learnt.USERS, users, Learnt.ITEMS, items));
  }

  @Override
  public VectorRecommender restore(Interactions interactions, Weights learnt) {
    int f = settings.dimension();
    Map<String, String> configuration = new TreeMap<>(settings.asMap());
    configuration.put("ordered", Boolean.toString(ordered));
    Matrix items = Learnt.matrix(learnt, Learnt.ITEMS, interactions.itemCount(), f);
    return Learnt.recommender(
        interactions,
        learnt,
        f,
        Provenance.trained("item2vec", configuration, settings.seed(), interactions.fingerprint()),
        history -> mean(items, rows(interactions, history)));
  }

  private static int[] rows(Interactions train, List<Interaction> history) {
    return history.stream().mapToInt(e -> train.item(e.item())).toArray();
  }

  private static float[] mean(Matrix items, int[] rows) {
    float[] mean = new float[items.columns()];
    for (int row : rows) {
      Vectors.axpy(1f / rows.length, items.array(), items.offset(row), mean, 0, mean.length);
    }
    return mean;
  }
}

package dev.trivium.recommender.baseline;

import dev.trivium.core.TriviumException;
import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.index.TopK;
import dev.trivium.recommender.Recommendation;
import dev.trivium.recommender.Recommender;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * A recommender whose scores follow from a history alone: a user, known or not, is the items taken
 * up so far.
 */
final class HistoryRecommender implements Recommender {
  private final Interactions train;
  private final Scorer scorer;
  private final boolean personal;

  /** Scores every item, {@code [items]}, for a history of item numbers. */
  interface Scorer {
    float[] scores(int[] items);
  }

  /**
   * @param personal whether there is nothing to recommend to someone without a history
   */
  HistoryRecommender(Interactions train, boolean personal, Scorer scorer) {
    this.train = train;
    this.personal = personal;
    this.scorer = scorer;
  }

  @Override
  public List<Recommendation> recommend(String user, int k, Predicate<String> filter) {
    int u = train.user(user);
    if (u < 0) {
      throw new TriviumException(
          "user '"
              + user
              + "' is not among the "
              + train.userCount()
              + " trained on; recommend from a history instead");
    }
    return best(train.itemsOf(u), k, filter);
  }

  /** Items of the history that were not trained on are passed over. */
  @Override
  public List<Recommendation> recommend(
      List<Interaction> history, int k, Predicate<String> filter) {
    int[] items =
        history.stream()
            .mapToInt(e -> train.item(e.item()))
            .filter(i -> i >= 0)
            .distinct()
            .sorted()
            .toArray();
    return best(items, k, filter);
  }

  @Override
  public List<Recommendation> similar(String item, int k) {
    int i = train.item(item);
    if (i < 0) {
      throw new TriviumException(
          "item '" + item + "' is not among the " + train.itemCount() + " trained on");
    }
    return best(new int[] {i}, k, other -> true);
  }

  private List<Recommendation> best(int[] items, int k, Predicate<String> filter) {
    if (personal && items.length == 0) {
      return List.of();
    }
    float[] scores = scorer.scores(items);
    BitSet seen = new BitSet();
    for (int item : items) {
      seen.set(item);
    }
    TopK top = new TopK(Math.min(k, scores.length));
    for (int i = 0; i < scores.length; i++) {
      if (!seen.get(i) && filter.test(train.items().get(i))) {
        top.offer(i, scores[i]);
      }
    }
    List<Recommendation> best = new ArrayList<>();
    for (int i : top.ids()) {
      best.add(new Recommendation(train.items().get(i), scores[i]));
    }
    return best;
  }
}

package dev.trivium.recommender;

import dev.trivium.core.data.Split;
import dev.trivium.core.eval.Ranking;
import dev.trivium.core.eval.Rankings;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Asks a recommender what it would have recommended to the users of a split. */
public final class Evaluation {
  private Evaluation() {}

  /**
   * Full ranking: for each user with held-out entries the best {@code k} among all candidates of
   * the split, without the user's training items. A user of whom nothing is known at training is
   * asked for too, with an empty answer.
   */
  public static Rankings rank(Recommender recommender, Split split, int k) {
    List<Ranking> rankings = new ArrayList<>();
    BitSet candidates = split.candidates();
    for (int u = 0; u < split.test().userCount(); u++) {
      if (split.test().degree(u) > 0) {
        String user = split.test().users().get(u);
        int[] ranked =
            split.train().degree(u) == 0
                ? new int[0]
                : recommender
                    .recommend(user, k, item -> candidates.get(split.train().item(item)))
                    .stream()
                    .mapToInt(r -> split.train().item(r.item()))
                    .toArray();
        rankings.add(new Ranking(ranked, split.test().itemsOf(u)));
      }
    }
    return new Rankings(rankings, candidates.cardinality());
  }
}

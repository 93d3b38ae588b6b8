package dev.trivium.recommender;

import dev.trivium.core.data.Split;
import dev.trivium.core.eval.Ranking;
import dev.trivium.core.eval.Rankings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Asks a recommender what it would have recommended to the users of a split. */
public final class Evaluation {
  private Evaluation() {}

  /**
   * Full ranking: for each user with held-out entries among the candidates of the split the best
   * {@code k} candidates, without the user's training items. A user of whom nothing is known at
   * training is asked for too, with an empty answer.
   */
  public static Rankings rank(Recommender recommender, Split split, int k) {
    List<Ranking> rankings = new ArrayList<>();
    BitSet candidates = split.candidates();
    for (int u = 0; u < split.test().userCount(); u++) {
      int[] relevant = Arrays.stream(split.test().itemsOf(u)).filter(candidates::get).toArray();
      if (relevant.length > 0) {
        String user = split.test().users().get(u);
        int[] ranked =
            split.train().degree(u) == 0
                ? new int[0]
                : recommender
                    .recommend(user, k, item -> isCandidate(split, candidates, item))
                    .stream()
                    .mapToInt(r -> split.train().item(r.item()))
                    .toArray();
        rankings.add(new Ranking(ranked, relevant));
      }
    }
    return new Rankings(rankings, candidates.cardinality());
  }

  private static boolean isCandidate(Split split, BitSet candidates, String item) {
    int number = split.train().item(item);
    return number >= 0 && candidates.get(number);
  }
}

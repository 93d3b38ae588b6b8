package dev.trivium.recommender;

import dev.trivium.core.data.Split;
import dev.trivium.core.eval.Ranking;
import dev.trivium.core.eval.Rankings;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** Asks a recommender what it would have recommended to the users of a split. */
public final class Evaluation {
  private Evaluation() {}

  /**
   * Full ranking: for each user with held-out entries among the candidates of the split the best
   * {@code k} candidates, without the user's training items. A user of whom nothing is known at
   * training is asked for too, with an empty answer. All cores ask.
   */
  public static Rankings rank(Recommender recommender, Split split, int k) {
    BitSet candidates = split.candidates();
    List<Ranking> rankings =
        IntStream.of(users(split))
            .parallel()
            .mapToObj(
                u ->
                    new Ranking(
                        ranked(recommender, split, candidates, u, k),
                        relevant(split, candidates, u)))
            .toList();
    return new Rankings(rankings, candidates.cardinality());
  }

  /** The users who are asked for, in the order of their rankings, by number. */
  public static int[] users(Split split) {
    BitSet candidates = split.candidates();
    return IntStream.range(0, split.test().userCount())
        .filter(u -> relevant(split, candidates, u).length > 0)
        .toArray();
  }

  private static int[] relevant(Split split, BitSet candidates, int u) {
    return Arrays.stream(split.test().itemsOf(u)).filter(candidates::get).toArray();
  }

  private static int[] ranked(
      Recommender recommender, Split split, BitSet candidates, int u, int k) {
    if (split.train().degree(u) == 0) {
      return new int[0];
    }
    String user = split.test().users().get(u);
    return recommender.recommend(user, k, i -> isCandidate(split, candidates, i)).stream()
        .mapToInt(r -> split.train().item(r.item()))
        .toArray();
  }

  private static boolean isCandidate(Split split, BitSet candidates, String item) {
    int number = split.train().item(item);
    return number >= 0 && candidates.get(number);
  }
}

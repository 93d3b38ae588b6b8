package dev.trivium.recommender;

import dev.trivium.core.data.Split;
import dev.trivium.core.eval.Ranking;
import dev.trivium.core.eval.Rankings;
import dev.trivium.recommender.RecommenderExperiment.Answers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Some of the users of a split, or some of what was held out of them. */
record Slice(String name, Pairs pairs) {
  private static final int HEAD = 5;

  /** Whether something held out, of a user and an item, counts. */
  interface Pairs {
    boolean test(int user, int item);
  }

  /**
   * By what was held out: the most popular fifth of the items, the other ones, those never seen in
   * training; and by how much is known of a user: the third of the users of whom least is known,
   * and the two after it.
   */
  static List<Slice> all(Split split) {
    int[] degrees = split.train().itemDegrees();
    int head = quantile(degrees, degrees.length - degrees.length / HEAD);
    int[] known = Arrays.stream(Evaluation.users(split)).map(split.train()::degree).toArray();
    int low = quantile(known, known.length / 3);
    int high = quantile(known, 2 * known.length / 3);
    return List.of(
        new Slice("head items", (u, i) -> degrees[i] >= head && degrees[i] > 0),
        new Slice("tail items", (u, i) -> degrees[i] < head && degrees[i] > 0),
        new Slice("cold items", (u, i) -> degrees[i] == 0),
        new Slice("users, least known", (u, i) -> split.train().degree(u) <= low),
        new Slice(
            "users, in between",
            (u, i) -> split.train().degree(u) > low && split.train().degree(u) <= high),
        new Slice("users, best known", (u, i) -> split.train().degree(u) > high));
  }

  /** The value at a place of the sorted values; 0 where there are none. */
  private static int quantile(int[] values, int place) {
    int[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[Math.min(place, sorted.length - 1)];
  }

  /** The answers to these users, judged by these items. */
  Rankings of(Answers answers) {
    int[] users = Evaluation.users(answers.split());
    List<Ranking> kept = new ArrayList<>();
    for (int r = 0; r < users.length; r++) {
      Ranking all = answers.rankings().each().get(r);
      int user = users[r];
      int[] relevant = Arrays.stream(all.relevant()).filter(i -> pairs.test(user, i)).toArray();
      if (relevant.length > 0) {
        kept.add(new Ranking(all.ranked(), relevant));
      }
    }
    return new Rankings(kept, answers.rankings().candidates());
  }
}

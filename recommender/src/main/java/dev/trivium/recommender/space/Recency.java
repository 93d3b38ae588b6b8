package dev.trivium.recommender.space;

import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import java.util.Arrays;
import java.util.List;

/**
 * What the entries of a user count: as their {@linkplain FactorSettings#weightExponent weights}
 * say, and what was taken up lately more: an entry counts {@code ½^(l/h)} of its weight, l being
 * how many of the user's entries are later and h the half-life, and is left out below a hundredth.
 * Entries of one time, a basket, count alike.
 */
public final class Recency {
  private static final double LEAST = 0.01;

  private Recency() {}

  /** One user's history, in any order; events with one item are merged, as in training. */
  public static List<Interaction> weigh(List<Interaction> history, FactorSettings settings) {
    if (history.isEmpty() || (settings.recency() == 0 && settings.weightExponent() == 1)) {
      return history;
    }
    List<Interaction> ofOne =
        history.stream().map(e -> new Interaction("", e.item(), e.weight(), e.time())).toList();
    Interactions merged = Interactions.of(ofOne);
    return weigh(merged.weighted((u, e) -> settings.weight(merged.weightAt(e))), settings).events();
  }

  /** Every user's entries, which count by their weights already. */
  static Interactions weigh(Interactions byUser, FactorSettings settings) {
    if (settings.recency() == 0) {
      return byUser;
    }
    double[] factors = new double[byUser.size()];
    for (int u = 0; u < byUser.userCount(); u++) {
      long[] times = new long[byUser.degree(u)];
      for (int e = 0; e < times.length; e++) {
        times[e] = byUser.timeAt(byUser.from(u) + e);
      }
      Arrays.sort(times);
      for (int e = byUser.from(u); e < byUser.to(u); e++) {
        factors[e] = Math.pow(0.5, later(times, byUser.timeAt(e)) / settings.recency());
      }
    }
    double[] kept = Arrays.stream(factors).filter(factor -> factor >= LEAST).toArray();
    Interactions recent = byUser.only((u, e) -> factors[e] >= LEAST);
    return recent.weighted((u, e) -> kept[e] * recent.weightAt(e));
  }

  /** How many of the sorted times are later than this one. */
  private static int later(long[] times, long time) {
    int from = 0;
    int to = times.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (times[middle] > time) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    return times.length - from;
  }
}

package dev.trivium.core.eval;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Measures of rankings, relevance being yes or no. Every user who has something to be found counts,
 * with 0 where nothing was answered.
 */
public final class RankingMetrics {
  private RankingMetrics() {}

  /**
   * {@code Recall@k}: hits in the first k over all relevant. Not divided by min(k, relevant), as
   * LightGCN and RecBole have it.
   */
  public static Metric<Rankings> recall(int k) {
    return mean("Recall@" + positive(k), r -> (double) r.hits(k) / r.relevant().length);
  }

  /**
   * {@code Hit@k}: 1 where the first k hold a relevant one. For a single relevant candidate it is
   * {@code R@k} of retrieval.
   */
  public static Metric<Rankings> hit(int k) {
    return mean("Hit@" + positive(k), r -> r.hits(k) > 0 ? 1 : 0);
  }

  /**
   * {@code NDCG@k} (Järvelin and Kekäläinen 2002), binary: Σ 1/log₂(rank+1) over hits, over that of
   * the best possible first min(k, relevant).
   */
  public static Metric<Rankings> ndcg(int k) {
    return mean("NDCG@" + positive(k), r -> ndcg(r, k));
  }

  /** {@code MRR@k}: 1 over the rank of the first hit, 0 beyond k. */
  public static Metric<Rankings> mrr(int k) {
    positive(k);
    return mean(
        "MRR@" + k,
        r -> {
          int rank = r.firstHit();
          return rank == 0 || rank > k ? 0 : 1.0 / rank;
        });
  }

  /** {@code Coverage@k}: the share of the candidates that stand in the first k of anyone. */
  public static Metric<Rankings> coverage(int k) {
    return new Of(
        "Coverage@" + positive(k),
        true,
        all -> {
          BitSet seen = new BitSet();
          for (Ranking r : all.each()) {
            Arrays.stream(r.ranked()).limit(k).forEach(seen::set);
          }
          return Figure.of((double) seen.cardinality() / all.candidates(), all.each().size());
        });
  }

  /**
   * {@code MedR}: the median rank of the first relevant one; a list that lacks it counts as one
   * past the candidates.
   */
  public static Metric<Rankings> medianRank() {
    return new Of(
        "MedR",
        false,
        all -> {
          double[] ranks =
              all.each().stream()
                  .mapToDouble(r -> r.firstHit() == 0 ? all.candidates() + 1 : r.firstHit())
                  .sorted()
                  .toArray();
          int n = ranks.length;
          return Figure.of(n == 0 ? Double.NaN : (ranks[(n - 1) / 2] + ranks[n / 2]) / 2, n);
        });
  }

  /**
   * {@code Novelty@k} (Vargas and Castells 2011): the mean of −log₂ of the share of all training
   * entries that an item has, over every place of the first k of everyone. Counts are smoothed: one
   * more for each candidate, so that an item that nobody took up is as one that somebody did. NaN
   * where nothing is recommended.
   *
   * @param popularity training entries of each item, by its number
   */
  public static Metric<Rankings> novelty(int k, int[] popularity) {
    double entries = Arrays.stream(popularity).asLongStream().sum();
    return new Of(
        "Novelty@" + positive(k),
        true,
        all -> {
          double sum = 0;
          int places = 0;
          for (Ranking r : all.each()) {
            for (int rank = 0; rank < Math.min(k, r.ranked().length); rank++, places++) {
              double share = (popularity[r.ranked()[rank]] + 1) / (entries + all.candidates());
              sum -= Math.log(share) / Math.log(2);
            }
          }
          return Figure.of(places == 0 ? Double.NaN : sum / places, places);
        });
  }

  /**
   * {@code Gini@k}: how unequally the candidates share the first k places of everyone; 0 where each
   * stands there as often, near 1 where one has them all, NaN where nothing is recommended.
   */
  public static Metric<Rankings> gini(int k) {
    return new Of(
        "Gini@" + positive(k),
        false,
        all -> {
          Map<Integer, Integer> counts = new HashMap<>();
          for (Ranking r : all.each()) {
            Arrays.stream(r.ranked()).limit(k).forEach(i -> counts.merge(i, 1, Integer::sum));
          }
          int[] sorted = counts.values().stream().mapToInt(Integer::intValue).sorted().toArray();
          return Figure.of(gini(sorted, all.candidates()), all.candidates());
        });
  }

  /** Of rising counts above 0, and so many in all that the others are 0. */
  private static double gini(int[] sorted, int n) {
    double weighted = 0;
    double sum = 0;
    for (int i = 0; i < sorted.length; i++) {
      int place = n - sorted.length + i + 1;
      weighted += (2.0 * place - n - 1) * sorted[i];
      sum += sorted[i];
    }
    return sum == 0 ? Double.NaN : weighted / (n * sum);
  }

  /** How alike two items are, by their numbers: 1 for the same, 0 for nothing in common. */
  @FunctionalInterface
  public interface ItemSimilarity {
    double of(int item, int other);
  }

  /**
   * {@code ILD@k}, intra-list diversity (Ziegler et al. 2005): the mean of 1 − similarity over the
   * pairs of a user's first k, then over users; a list of fewer than two counts 0.
   */
  public static Metric<Rankings> intraListDiversity(int k, ItemSimilarity similarity) {
    return mean(
        "ILD@" + positive(k),
        r -> {
          int n = Math.min(k, r.ranked().length);
          double sum = 0;
          for (int a = 0; a < n; a++) {
            for (int b = 0; b < a; b++) {
              sum += 1 - similarity.of(r.ranked()[a], r.ranked()[b]);
            }
          }
          return n < 2 ? 0 : sum / (n * (n - 1) / 2.0);
        });
  }

  private static double ndcg(Ranking r, int k) {
    double gain = 0;
    for (int rank = 0; rank < Math.min(k, r.ranked().length); rank++) {
      gain += r.hit(rank) ? discount(rank) : 0;
    }
    double ideal = 0;
    for (int rank = 0; rank < Math.min(k, r.relevant().length); rank++) {
      ideal += discount(rank);
    }
    return gain / ideal;
  }

  private static double discount(int rank) {
    return Math.log(2) / Math.log(rank + 2.0);
  }

  private static Metric<Rankings> mean(String name, ToDoubleFunction<Ranking> ofOne) {
    return new Mean(name, ofOne);
  }

  private static int positive(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k is " + k + "; choose 1 or more");
    }
    return k;
  }

  private record Of(String name, boolean higherIsBetter, Function<Rankings, Figure> measure)
      implements Metric<Rankings> {
    @Override
    public Figure of(Rankings outcome) {
      return measure.apply(outcome);
    }
  }

  private record Mean(String name, ToDoubleFunction<Ranking> ofOne) implements Metric<Rankings> {
    @Override
    public Figure of(Rankings outcome) {
      return Figure.mean(cases(outcome));
    }

    @Override
    public double[] cases(Rankings outcome) {
      return outcome.each().stream().mapToDouble(ofOne).toArray();
    }
  }
}

package dev.trivium.core.eval;

import java.util.Arrays;
import java.util.BitSet;
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
    return new Of(name, true, all -> Figure.mean(all.each().stream().mapToDouble(ofOne).toArray()));
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
}

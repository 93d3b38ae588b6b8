package dev.trivium.core.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Held to values worked by hand. */
class RankingMetricsTest {
  private static final double LOG2_3 = Math.log(3) / Math.log(2);

  /** Relevant 2, 5, 9; hits at ranks 2 and 4. */
  private final Ranking first = new Ranking(new int[] {7, 5, 1, 2, 8}, new int[] {9, 5, 2});

  /** Relevant 3, nothing found. */
  private final Ranking second = new Ranking(new int[] {1, 2}, new int[] {3});

  /** Relevant 4, found first; a list shorter than k. */
  private final Ranking third = new Ranking(new int[] {4}, new int[] {4});

  private final Rankings all = new Rankings(List.of(first, second, third), 10);

  private void expect(Metric<Rankings> metric, double a, double b, double c) {
    Figure f = metric.of(all);
    assertThat(f.value()).as(metric.name()).isCloseTo((a + b + c) / 3, within(1e-12));
    double mean = (a + b + c) / 3;
    double variance =
        ((a - mean) * (a - mean) + (b - mean) * (b - mean) + (c - mean) * (c - mean)) / 2;
    assertThat(f.standardError()).isCloseTo(Math.sqrt(variance / 3), within(1e-12));
    assertThat(f.n()).isEqualTo(3);
  }

  @Test
  void recall() {
    expect(RankingMetrics.recall(2), 1 / 3.0, 0, 1);
    expect(RankingMetrics.recall(5), 2 / 3.0, 0, 1);
    expect(RankingMetrics.recall(100), 2 / 3.0, 0, 1);
  }

  @Test
  void ndcg() {
    // gains 1/log2(3) and 1/log2(5); the ideal of three relevant is 1 + 1/log2(3) + 1/log2(4)
    double log2of5 = Math.log(5) / Math.log(2);
    expect(RankingMetrics.ndcg(5), (1 / LOG2_3 + 1 / log2of5) / (1 + 1 / LOG2_3 + 0.5), 0, 1);
    expect(RankingMetrics.ndcg(2), (1 / LOG2_3) / (1 + 1 / LOG2_3), 0, 1);
  }

  @Test
  void reciprocalRankAndHits() {
    expect(RankingMetrics.mrr(5), 0.5, 0, 1);
    expect(RankingMetrics.mrr(1), 0, 0, 1);
    expect(RankingMetrics.hit(1), 0, 0, 1);
    expect(RankingMetrics.hit(2), 1, 0, 1);
  }

  @Test
  void coverageCountsDistinctCandidates() {
    assertThat(RankingMetrics.coverage(2).of(all).value())
        .isCloseTo(0.5, within(1e-12)); // 7 5 1 2 4
    assertThat(RankingMetrics.coverage(1).of(all).value()).isCloseTo(0.3, within(1e-12)); // 7 1 4
  }

  @Test
  void medianRank() {
    assertThat(RankingMetrics.medianRank().of(all).value()).isEqualTo(2); // 1, 2, absent = 11
    assertThat(RankingMetrics.medianRank().of(new Rankings(List.of(first, third), 10)).value())
        .isEqualTo(1.5);
    assertThat(RankingMetrics.medianRank().higherIsBetter()).isFalse();
  }

  @Test
  void nobodyGivesNoNumber() {
    assertThat(RankingMetrics.ndcg(10).of(new Rankings(List.of(), 10)).value()).isNaN();
    assertThatThrownBy(() -> RankingMetrics.recall(0)).hasMessageContaining("k is 0");
    assertThatThrownBy(() -> new Ranking(new int[] {1}, new int[0]))
        .hasMessageContaining("anything relevant");
  }

  /**
   * Of a small case, what Python's judge of the house said: five users, items 1 to 6, of whom one
   * was answered nothing.
   */
  @Test
  void beyondAccuracyIsAsTheJudgeHasIt() {
    int[] popularity = {0, 3, 2, 1, 1, 1, 0};
    Rankings five =
        new Rankings(
            List.of(
                new Ranking(new int[] {3, 4, 5}, new int[] {3, 5}),
                new Ranking(new int[] {5, 2, 4}, new int[] {2}),
                new Ranking(new int[] {6, 5}, new int[] {3}),
                new Ranking(new int[] {1, 2, 3}, new int[] {1, 6}),
                new Ranking(new int[] {}, new int[] {1})),
            6);
    judged(RankingMetrics.recall(2), five, 0.4);
    judged(RankingMetrics.recall(3), five, 0.5);
    judged(RankingMetrics.ndcg(2), five, 0.3714);
    judged(RankingMetrics.ndcg(3), five, 0.4328);
    judged(RankingMetrics.coverage(2), five, 1);
    judged(RankingMetrics.gini(2), five, 0.1667);
    judged(RankingMetrics.gini(3), five, 0.197);
    assertThat(RankingMetrics.novelty(2, popularity).of(five).value())
        .isCloseTo(2.661, within(5e-4));
    assertThat(RankingMetrics.novelty(3, popularity).of(five).value())
        .isCloseTo(2.701, within(5e-4));
  }

  private static void judged(Metric<Rankings> metric, Rankings outcome, double value) {
    assertThat(metric.of(outcome).value()).as(metric.name()).isCloseTo(value, within(5e-5));
  }

  @Test
  void giniIsZeroForEqualSharesAndNearOneForOneThatHasAll() {
    Rankings equal =
        new Rankings(
            List.of(
                new Ranking(new int[] {0, 1}, new int[] {0}),
                new Ranking(new int[] {2, 3}, new int[] {0})),
            4);
    assertThat(RankingMetrics.gini(2).of(equal).value()).isZero();
    Rankings one = new Rankings(List.of(new Ranking(new int[] {7}, new int[] {0})), 100);
    assertThat(RankingMetrics.gini(1).of(one).value()).isCloseTo(0.99, within(1e-12));
    assertThat(RankingMetrics.gini(1).higherIsBetter()).isFalse();
  }

  @Test
  void whatIsRecommendedToNobodyHasNeitherGiniNorNovelty() {
    Rankings none = new Rankings(List.of(new Ranking(new int[0], new int[] {0})), 4);
    assertThat(RankingMetrics.gini(2).of(none).value()).isNaN();
    assertThat(RankingMetrics.novelty(2, new int[4]).of(none).value()).isNaN();
    assertThat(RankingMetrics.coverage(2).of(none).value()).isZero();
  }

  @Test
  void diversityIsTheMeanUnlikenessOfPairs() {
    // items are alike by 1 / (1 + their difference)
    RankingMetrics.ItemSimilarity near = (a, b) -> 1.0 / (1 + Math.abs(a - b));
    double first3 = ((1 - 1 / 3.0) + (1 - 1 / 7.0) + (1 - 1 / 5.0)) / 3;
    expect(RankingMetrics.intraListDiversity(3, near), first3, 0.5, 0);
  }
}

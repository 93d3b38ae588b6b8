package dev.trivium.recommender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.data.Split;
import dev.trivium.core.eval.RankingMetrics;
import dev.trivium.core.eval.Rankings;
import dev.trivium.recommender.baseline.Ease;
import dev.trivium.recommender.baseline.ItemKnn;
import dev.trivium.recommender.baseline.Popularity;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The protocol, written down a second time over strings and sets: full ranking over the candidates
 * without what the user was trained with, averages over all users with something held out among the
 * candidates, recall over all that is held out.
 */
class EvaluationTest {
  private static final Interactions WORLD = Worlds.random(70, 40, 0.2, 4);

  private record Judgement(double recall, double ndcg, double mrr, double hit, double coverage) {}

  private static Map<String, Set<String>> sets(Interactions r) {
    Map<String, Set<String>> sets = new LinkedHashMap<>();
    r.events().forEach(e -> sets.computeIfAbsent(e.user(), u -> new HashSet<>()).add(e.item()));
    return sets;
  }

  private static Judgement judge(Recommender recommender, Split split, int k) {
    Map<String, Set<String>> train = sets(split.train());
    Map<String, Set<String>> test = sets(split.test());
    Set<String> candidates =
        split.candidates().stream()
            .mapToObj(split.train().items()::get)
            .collect(Collectors.toSet());
    double[] sums = new double[4];
    Set<String> shown = new HashSet<>();
    int users = 0;
    for (Map.Entry<String, Set<String>> entry : test.entrySet()) {
      Set<String> relevant = new HashSet<>(entry.getValue());
      relevant.retainAll(candidates);
      if (relevant.isEmpty()) {
        continue;
      }
      users++;
      Set<String> banned = train.getOrDefault(entry.getKey(), Set.of());
      List<String> out = new ArrayList<>();
      if (!banned.isEmpty()) {
        for (Recommendation r : recommender.recommend(entry.getKey(), 100_000)) {
          if (candidates.contains(r.item()) && !banned.contains(r.item()) && out.size() < k) {
            out.add(r.item());
          }
        }
      }
      shown.addAll(out);
      double gain = 0;
      double ideal = 0;
      int hits = 0;
      double first = 0;
      for (int r = 0; r < k; r++) {
        double discount = Math.log(2) / Math.log(r + 2);
        ideal += r < relevant.size() ? discount : 0;
        if (r < out.size() && relevant.contains(out.get(r))) {
          gain += discount;
          first = hits++ == 0 ? 1.0 / (r + 1) : first;
        }
      }
      sums[0] += (double) hits / relevant.size();
      sums[1] += gain / ideal;
      sums[2] += first;
      sums[3] += hits > 0 ? 1 : 0;
    }
    return new Judgement(
        sums[0] / users,
        sums[1] / users,
        sums[2] / users,
        sums[3] / users,
        (double) shown.size() / candidates.size());
  }

  private static void agree(Recommender recommender, Split split, int k) {
    Rankings rankings = Evaluation.rank(recommender, split, k);
    Judgement wanted = judge(recommender, split, k);
    assertThat(wanted.hit).isBetween(0.01, 1.0);
    assertThat(RankingMetrics.recall(k).of(rankings).value())
        .isCloseTo(wanted.recall, offset(1e-12));
    assertThat(RankingMetrics.ndcg(k).of(rankings).value()).isCloseTo(wanted.ndcg, offset(1e-12));
    assertThat(RankingMetrics.mrr(k).of(rankings).value()).isCloseTo(wanted.mrr, offset(1e-12));
    assertThat(RankingMetrics.hit(k).of(rankings).value()).isCloseTo(wanted.hit, offset(1e-12));
    assertThat(RankingMetrics.coverage(k).of(rankings).value())
        .isCloseTo(wanted.coverage, offset(1e-12));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 20, 60})
  void figuresAreThoseOfTheProtocolWrittenDownAgain(int k) {
    Split random = Split.randomPerUser(WORLD, 0.3, 7);
    Split cold = Split.coldItems(WORLD, 0.3, 7);
    agree(new Popularity().train(random.train()), random, k);
    agree(new ItemKnn(5, 1).train(random.train()), random, k);
    agree(new Ease(20).train(random.train()), random, k);
    agree(new Ease(20).train(cold.train()), cold, k);
  }

  @Test
  void onlyCandidatesAreRankedAndOnlyTheyAreMissed() {
    Split random = Split.randomPerUser(WORLD, 0.3, 7);
    BitSet even = new BitSet();
    for (int i = 0; i < WORLD.itemCount(); i += 2) {
      even.set(i);
    }
    Split half = new Split("even items", random.train(), random.test(), even);
    agree(new Ease(20).train(half.train()), half, 10);
  }

  /** It has learnt from more than the split knows: users, items, all. */
  @Test
  void aRecommenderThatKnowsMoreItemsIsJudgedByThoseOfTheSplit() {
    Split random = Split.randomPerUser(WORLD, 0.3, 7);
    List<Interaction> more = new ArrayList<>(random.train().events());
    for (int u = 0; u < 70; u++) {
      more.add(new Interaction("u" + u, "seen by all"));
      more.add(new Interaction("u" + (u + 100), "of others"));
      more.add(new Interaction("u" + (u + 100), "i" + u % 40));
    }
    agree(new ItemKnn().train(Interactions.of(more)), random, 10);
  }

  @Test
  void aUserOfWhomNothingIsTrainedCountsWithNothing() {
    Interactions train = WORLD.only((u, e) -> u >= 35);
    Interactions test = WORLD.only((u, e) -> u < 35);
    BitSet all = new BitSet();
    all.set(0, WORLD.itemCount());
    Rankings rankings =
        Evaluation.rank(
            new Popularity().train(train), new Split("strangers", train, test, all), 10);
    assertThat(rankings.each()).hasSize(sets(test).size());
    assertThat(RankingMetrics.ndcg(10).of(rankings).value()).isZero();
  }
}

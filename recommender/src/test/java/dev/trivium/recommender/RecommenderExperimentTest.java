package dev.trivium.recommender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trivium.core.Progress;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.data.Split;
import dev.trivium.core.eval.Figure;
import dev.trivium.core.eval.RankingMetrics;
import dev.trivium.core.eval.Report;
import dev.trivium.recommender.RecommenderExperiment.Answers;
import dev.trivium.recommender.RecommenderReport.Comparison;
import dev.trivium.recommender.baseline.Ease;
import dev.trivium.recommender.baseline.ItemKnn;
import dev.trivium.recommender.baseline.Popularity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecommenderExperimentTest {
  private static final Interactions WORLD = Worlds.Planted.of(120, 60, 8, 3, 12, 5).all();

  private static RecommenderExperiment experiment() {
    return new RecommenderExperiment(
            "planted", seed -> Split.randomPerUser(WORLD, 0.3, seed), List.of(10, 5))
        .model("popularity", seed -> new Popularity())
        .model("item-knn", seed -> new ItemKnn(20, 0))
        .model("ease", seed -> new Ease(5));
  }

  @Test
  void theTableHoldsTheMeanOverSeedsOfWhatEachModelAnswered() {
    List<Answers> heard = new ArrayList<>();
    RecommenderReport report =
        experiment()
            .listen((model, answers) -> heard.add(answers))
            .run(List.of(1L, 2L, 3L), Progress.NONE);
    assertThat(heard).hasSize(9);
    double[] ndcg =
        heard.stream()
            .filter(a -> heard.indexOf(a) % 3 == 2)
            .mapToDouble(a -> RankingMetrics.ndcg(5).of(a.rankings()).value())
            .toArray();
    Figure ease = report.table().figure("ease", "NDCG@5");
    assertThat(ease).isEqualTo(Figure.mean(ndcg));
    assertThat(report.table().seeds()).containsExactly(1L, 2L, 3L);
    assertThat(report.table().columns().stream().map(Report.Column::name))
        .containsExactly(
            "NDCG@5",
            "Recall@5",
            "NDCG@10",
            "Recall@10",
            "Coverage@5",
            "Novelty@5",
            "Gini@5",
            "ILD@5",
            "CPU s",
            "peak MB");
    assertThat(report.table().figure("ease", "peak MB").value()).isPositive();
  }

  @Test
  void slicesCutUsersAndWhatWasHeldOutInParts() {
    List<Answers> heard = new ArrayList<>();
    RecommenderReport report =
        experiment().listen((m, a) -> heard.add(a)).run(List.of(1L), Progress.NONE);
    int users = heard.get(0).rankings().each().size();
    assertThat(report.slices().stream().map(Report::title))
        .contains("head items", "tail items", "users, least known")
        .doesNotContain("cold items");
    int parts =
        report.slices().stream()
            .filter(s -> s.title().startsWith("users"))
            .mapToInt(s -> s.figure("ease", "NDCG@5").n())
            .sum();
    assertThat(parts).isEqualTo(users);
    assertThat(slice(report, "head items").figure("popularity", "Recall@10").value())
        .isGreaterThan(slice(report, "tail items").figure("popularity", "Recall@10").value());
  }

  private static Report slice(RecommenderReport report, String title) {
    return report.slices().stream().filter(s -> s.title().equals(title)).findFirst().orElseThrow();
  }

  @Test
  void aModelIsComparedUserByUserWithTheBestOther() {
    List<Answers> heard = new ArrayList<>();
    RecommenderReport report =
        experiment().listen((m, a) -> heard.add(a)).run(List.of(1L), Progress.NONE);
    Comparison worst = comparison(report, "popularity");
    double knn = report.table().figure("item-knn", "NDCG@10").value();
    double ease = report.table().figure("ease", "NDCG@10").value();
    String best = knn > ease ? "item-knn" : "ease";
    assertThat(worst.rival()).isEqualTo(best);
    assertThat(comparison(report, best).rival()).isEqualTo(knn > ease ? "ease" : "item-knn");
    double[] popular = RankingMetrics.ndcg(10).cases(heard.get(0).rankings());
    double difference = Arrays.stream(popular).average().orElseThrow() - Math.max(knn, ease);
    assertThat(worst.difference().mean()).isCloseTo(difference, within(1e-12));
    assertThat(worst.difference().pValue()).isLessThan(0.01);
    assertThat(worst.difference().high()).isNegative();
    assertThat(worst.mean().low()).isLessThan(worst.mean().mean());
  }

  private static Comparison comparison(RecommenderReport report, String model) {
    return report.comparisons().stream()
        .filter(c -> c.model().equals(model) && c.measure().equals("NDCG@10"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theDocumentHoldsAllOfIt() throws Exception {
    RecommenderReport report = experiment().run(List.of(1L, 2L), Progress.NONE);
    JsonNode document = new ObjectMapper().readTree(report.toJson());
    assertThat(document.path("contenders").size()).isEqualTo(3);
    assertThat(document.path("slices").size()).isEqualTo(report.slices().size());
    assertThat(document.path("comparisons").get(0).path("pValue").isNumber()).isTrue();
    assertThat(report.toText()).contains("planted", "head items", "to ease, p = ");
  }

  @Test
  void aModelAloneIsComparedWithNothing() {
    RecommenderReport report =
        new RecommenderExperiment("one", seed -> Split.coldItems(WORLD, 0.2, seed), List.of(5))
            .model("popularity", seed -> new Popularity())
            .run(List.of(1L), Progress.NONE);
    assertThat(report.comparisons()).isEmpty();
    assertThat(slice(report, "cold items").rows()).hasSize(1);
    assertThat(report.table().columns().stream().map(Report.Column::name))
        .contains("Coverage@5", "Gini@5")
        .doesNotContain("Novelty@5", "ILD@5"); // the same for all, where nobody took up anything
  }

  /** A slice is the mean over the runs that have something in it. */
  @Test
  void slicesThatSomeRunsLackAreOfTheOthers() {
    RecommenderReport report =
        new RecommenderExperiment(
                "some",
                seed ->
                    seed == 2
                        ? Split.coldItems(WORLD, 0.2, seed)
                        : Split.randomPerUser(WORLD, 0.3, seed),
                List.of(5))
            .model("popularity", seed -> new Popularity())
            .run(List.of(1L, 2L, 3L), Progress.NONE);
    assertThat(slice(report, "cold items").seeds()).containsExactly(2L);
    assertThat(slice(report, "head items").seeds()).containsExactly(1L, 3L);
    RecommenderReport without = experiment().run(List.of(1L, 2L), Progress.NONE);
    assertThat(without.slices().stream().map(Report::title)).doesNotContain("cold items");
    assertThat(without.toText()).doesNotContain("–").contains("as the test itself has it");
  }

  /** Held to the definition, over sets. */
  @Test
  void itemsAreAlikeByWhoTookUpBoth() {
    Split split = Split.randomPerUser(WORLD, 0.3, 1);
    RankingMetrics.ItemSimilarity alike = RecommenderExperiment.together(split);
    List<Set<Integer>> readers = new ArrayList<>();
    for (int i = 0; i < WORLD.itemCount(); i++) {
      int item = i;
      readers.add(
          IntStream.range(0, WORLD.userCount())
              .filter(u -> split.train().contains(u, item))
              .boxed()
              .collect(Collectors.toSet()));
    }
    for (int a = 0; a < WORLD.itemCount(); a++) {
      for (int b = 0; b < WORLD.itemCount(); b++) {
        Set<Integer> both = new HashSet<>(readers.get(a));
        both.retainAll(readers.get(b));
        double size = Math.sqrt((double) readers.get(a).size() * readers.get(b).size());
        double cosine = both.isEmpty() ? 0 : both.size() / size;
        assertThat(alike.of(a, b)).isCloseTo(cosine, within(1e-12));
        assertThat(alike.of(b, a)).isEqualTo(alike.of(a, b));
      }
    }
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> experiment().model("ease", seed -> new Popularity()))
        .hasMessageContaining("two models are called 'ease'");
    assertThatThrownBy(
            () -> new RecommenderExperiment("x", s -> Split.leaveLastOut(WORLD), List.of(0)))
        .hasMessageContaining("choose 1 or more");
  }
}

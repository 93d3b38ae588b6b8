package dev.trivium.core.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExperimentTest {
  private static Report report() {
    Rankings good = new Rankings(List.of(new Ranking(new int[] {1, 2}, new int[] {1})), 5);
    Rankings bad = new Rankings(List.of(new Ranking(new int[] {2, 1}, new int[] {1})), 5);
    return new Experiment<Rankings>(
            "who wins", List.of(RankingMetrics.mrr(10), RankingMetrics.medianRank()), 7)
        .configured("lambda", 0.5)
        .contender("bad", () -> bad)
        .contender("good", () -> good)
        .run();
  }

  @Test
  void everyContenderHasItsFigures() {
    assertThat(report().figure("good", "MRR@10").value()).isEqualTo(1);
    assertThat(report().figure("bad", "MRR@10").value()).isEqualTo(0.5);
    assertThat(report().isBest(1, 0)).isTrue();
    assertThat(report().isBest(1, 1)).as("a lower median rank is better").isTrue();
    assertThat(report().isBest(0, 1)).isFalse();
    assertThatThrownBy(() -> report().figure("ugly", "MRR@10")).hasMessageContaining("ugly");
  }

  @Test
  void theTableStarsTheBest() {
    assertThat(report().toText())
        .containsPattern("who wins +MRR@10 +MedR +seconds")
        .containsPattern("good +1.0000[*] +1.0000[*]")
        .containsPattern("bad +0.5000 ");
  }

  @Test
  void theDocumentHoldsSeedSettingsAndFigures() throws Exception {
    JsonNode json = new ObjectMapper().readTree(report().toJson());
    assertThat(json.path("seeds").path(0).asLong()).isEqualTo(7);
    assertThat(json.path("configuration").path("lambda").asText()).isEqualTo("0.5");
    assertThat(
            json.path("contenders").path(0).path("figures").path("MRR@10").path("value").asDouble())
        .isEqualTo(0.5);
    assertThat(
            json.path("contenders")
                .path(0)
                .path("figures")
                .path("MRR@10")
                .path("standardError")
                .isNull())
        .isTrue();
  }

  @Test
  void twoOfOneNameAreRefused() {
    var experiment = new Experiment<Scores>("t", List.of(ScoreMetrics.auc()), 0);
    experiment.contender("a", () -> new Scores(new float[] {1}, new float[] {0}));
    assertThatThrownBy(
            () -> experiment.contender("a", () -> new Scores(new float[] {1}, new float[] {0})))
        .hasMessageContaining("'a'");
  }

  /** scipy 1.10.1: {@code t.ppf(.975, df)}. */
  @Test
  void marginsAreStudents() {
    int[] degrees = {1, 2, 3, 4, 9, 30, 120, 500, 5000};
    double[] t = {
      12.706205, 4.302653, 3.182446, 2.776445, 2.262157, 2.042272, 1.97993, 1.96472, 1.960439
    };
    for (int i = 0; i < t.length; i++) {
      Figure figure = new Figure(0, 1, degrees[i] + 1);
      assertThat(figure.margin()).isCloseTo(t[i], within(2e-6));
    }
    assertThat(Figure.of(3, 5).margin()).isNaN();
    assertThat(Figure.mean(new double[] {3}).margin()).isNaN();
  }

  @Test
  void runsBecomeOneReportWithIntervals() throws Exception {
    Report mean =
        Report.mean(
            IntStream.rangeClosed(1, 3)
                .mapToObj(
                    seed ->
                        new Experiment<Scores>("t", List.of(ScoreMetrics.auc()), seed)
                            .contender(
                                "a", 2, () -> new Scores(new float[] {seed, 0}, new float[] {1.5f}))
                            .run())
                .toList());
    Figure auc = mean.figure("a", "AUC");
    assertThat(auc.value()).isCloseTo(1 / 3.0, within(1e-12)); // 0, 0.5, 0.5
    assertThat(auc.standardError()).isCloseTo(1 / 6.0, within(1e-12));
    assertThat(auc.n()).isEqualTo(3);
    assertThat(mean.seeds()).containsExactly(1L, 2L, 3L);
    assertThat(mean.rows().get(0).seconds()).isBetween(2.0, 3.0);
    assertThat(mean.toText()).contains("0.3333 ± 0.7171*");
    JsonNode figure =
        new ObjectMapper().readTree(mean.toJson()).at("/contenders/0/figures/AUC/margin95");
    assertThat(figure.asDouble()).isCloseTo(0.717109, within(1e-6));
  }

  @Test
  void nobodyIsBestWhereAllAreAlike() {
    List<Report.Row> rows =
        List.of(
            new Report.Row("a", List.of(Figure.of(1, 5), Figure.of(0.5, 5)), 0),
            new Report.Row("b", List.of(Figure.of(1, 5), Figure.of(0.4, 5)), 0));
    List<Report.Column> columns =
        List.of(new Report.Column("tied", true), new Report.Column("told", true));
    Report report = new Report("t", 1, new TreeMap<>(), columns, rows);
    assertThat(report.isBest(0, 0)).isFalse();
    assertThat(report.isBest(1, 0)).isFalse();
    assertThat(report.isBest(0, 1)).isTrue();
    assertThat(report.isBest(1, 1)).isFalse();
  }
}

package dev.trivium.core.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
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
    assertThat(json.path("seed").asLong()).isEqualTo(7);
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
}

package dev.trivium.core.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trivium.core.math.FastRandom;
import org.junit.jupiter.api.Test;

class ScoreMetricsTest {
  private static double auc(float[] p, float[] n) {
    return ScoreMetrics.auc().of(new Scores(p, n)).value();
  }

  private static double ap(float[] p, float[] n) {
    return ScoreMetrics.averagePrecision().of(new Scores(p, n)).value();
  }

  @Test
  void handValues() {
    // 3+ 2− 1+ 0−: pairs won 3 of 4; precisions 1/1 and 2/3
    assertThat(auc(new float[] {3, 1}, new float[] {2, 0})).isEqualTo(0.75);
    assertThat(ap(new float[] {3, 1}, new float[] {2, 0}))
        .isCloseTo((1 + 2 / 3.0) / 2, within(1e-12));
    // all alike: half, and the share of positives
    assertThat(auc(new float[] {1, 1}, new float[] {1, 1, 1})).isEqualTo(0.5);
    assertThat(ap(new float[] {1, 1}, new float[] {1, 1, 1})).isCloseTo(0.4, within(1e-12));
    assertThat(auc(new float[] {2}, new float[] {1})).isEqualTo(1);
    assertThat(auc(new float[] {1}, new float[] {2})).isZero();
    assertThat(auc(new float[] {1}, new float[0])).isNaN();
  }

  @Test
  void aucIsTheShareOfPairsWonTiesHalf() {
    FastRandom random = new FastRandom(8);
    for (int t = 0; t < 50; t++) {
      float[] p = draw(random, 1 + random.nextInt(20));
      float[] n = draw(random, 1 + random.nextInt(20));
      double won = 0;
      for (float a : p) {
        for (float b : n) {
          won += a > b ? 1 : a == b ? 0.5 : 0;
        }
      }
      assertThat(auc(p, n)).isCloseTo(won / (p.length * n.length), within(1e-12));
    }
  }

  /** By every order of the ties: each rank that a positive can have is as likely. */
  @Test
  void hitsAndReciprocalRanksAreExpectedOverTheOrdersOfTies() {
    FastRandom random = new FastRandom(9);
    for (int t = 0; t < 50; t++) {
      float[] p = draw(random, 1 + random.nextInt(20));
      float[] n = draw(random, 1 + random.nextInt(20));
      double hits = 0;
      double reciprocal = 0;
      for (float a : p) {
        int above = 0;
        int ranks = 1;
        for (float b : n) {
          above += b > a ? 1 : 0;
          ranks += b == a ? 1 : 0;
        }
        for (int r = above + 1; r <= above + ranks; r++) {
          hits += r <= 3 ? 1.0 / ranks : 0;
          reciprocal += 1.0 / r / ranks;
        }
      }
      Scores scores = new Scores(p, n);
      assertThat(ScoreMetrics.hits(3).of(scores).value()).isCloseTo(hits / p.length, within(1e-12));
      assertThat(ScoreMetrics.mrr().of(scores).value())
          .isCloseTo(reciprocal / p.length, within(1e-12));
    }
    assertThatThrownBy(() -> ScoreMetrics.hits(0)).hasMessageContaining("k is 0");
  }

  @Test
  void infiniteScoresAreScores() {
    float up = Float.POSITIVE_INFINITY;
    float down = Float.NEGATIVE_INFINITY;
    assertThat(auc(new float[] {up, down}, new float[] {down, 0})).isEqualTo(0.625);
  }

  private static float[] draw(FastRandom random, int n) {
    float[] out = new float[n];
    for (int i = 0; i < n; i++) {
      out[i] = random.nextInt(8);
    }
    return out;
  }

  @Test
  void nanIsRefused() {
    assertThatThrownBy(() -> new Scores(new float[] {Float.NaN}, new float[] {1}))
        .hasMessageContaining("NaN");
  }
}

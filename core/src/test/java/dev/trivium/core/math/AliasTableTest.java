package dev.trivium.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AliasTableTest {
  @Test
  void probabilitiesAreTheWeightsShares() {
    FastRandom random = new FastRandom(1);
    for (int trial = 0; trial < 200; trial++) {
      int n = 1 + random.nextInt(40);
      float[] weights = new float[n];
      double sum = 0;
      for (int i = 0; i < n; i++) {
        weights[i] =
            i > 0 && random.nextInt(4) == 0 ? 0 : (float) Math.exp(random.nextGaussian() * 3);
        sum += weights[i];
      }
      AliasTable table = AliasTable.of(weights);
      for (int i = 0; i < n; i++) {
        assertThat(table.probability(i, 0, n)).isCloseTo(weights[i] / sum, within(1e-6));
      }
    }
  }

  @Test
  void rowsAreDistributionsOfTheirOwn() {
    float[] weights = {1, 3, 5, 0.5f, 0.5f, 2};
    AliasTable table = AliasTable.ofRows(new int[] {0, 2, 2, 3, 6}, weights);
    assertThat(table.probability(0, 0, 2)).isCloseTo(0.25, within(1e-7));
    assertThat(table.probability(2, 2, 3)).isEqualTo(1);
    assertThat(table.probability(5, 3, 6)).isCloseTo(2 / 3.0, within(1e-7));
    FastRandom random = new FastRandom(2);
    for (int i = 0; i < 1000; i++) {
      assertThat(table.draw(random, 3, 6)).isBetween(3, 5);
    }
  }

  @Test
  void drawsFollowTheLaw() {
    float[] weights = {5, 1, 0, 3, 0.01f, 10, 2};
    double[] law = new double[weights.length];
    long[] seen = new long[weights.length];
    for (int i = 0; i < law.length; i++) {
      law[i] = weights[i] / 21.01;
    }
    AliasTable table = AliasTable.of(weights);
    FastRandom random = new FastRandom(7);
    for (int i = 0; i < 400_000; i++) {
      seen[table.draw(random)]++;
    }
    assertThat(seen[2]).isZero();
    assertThat(Chi.z(seen, law)).isBetween(-4.0, 4.0);
  }

  @Test
  void refusesWeightsThatAreNone() {
    assertThatThrownBy(() -> AliasTable.of(new float[] {1, Float.NaN}))
        .hasMessageContaining("weight 1 is NaN");
    assertThatThrownBy(() -> AliasTable.of(new float[] {0, 0})).hasMessageContaining("all zero");
  }
}

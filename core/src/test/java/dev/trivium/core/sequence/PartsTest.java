package dev.trivium.core.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivium.core.math.Chi;
import dev.trivium.core.math.FastRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PartsTest {
  /** Of a power law; every fifth id never comes. */
  private static long[] counts(int n) {
    long[] counts = new long[n];
    Arrays.setAll(counts, id -> id % 5 == 0 ? 0 : 1_000_000L / (1 + (id * 7919L) % n));
    return counts;
  }

  private static float[] weights(long[] counts) {
    float[] weights = new float[counts.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = counts[i];
    }
    return weights;
  }

  @Test
  void areAPowerOfTwoThatTheIdsSeenAllow() {
    assertThat(Parts.fitting(counts(100))).isEqualTo(1);
    assertThat(Parts.fitting(counts(640))).isEqualTo(2);
    assertThat(Parts.fitting(counts(4000))).isEqualTo(8);
    assertThat(Parts.fitting(counts(1_000_000))).isEqualTo(16);
    assertThat(Parts.fitting(new long[1000])).isEqualTo(1);
  }

  @Test
  void haveNearlyTheSameWork() {
    long[] counts = counts(4000);
    Parts parts = new Parts(counts, weights(counts), 8);
    long[] work = new long[8];
    int[] ids = new int[8];
    for (int id = 0; id < counts.length; id++) {
      work[parts.of(id)] += counts[id];
      ids[parts.of(id)]++;
    }
    long mean = Arrays.stream(work).sum() / 8;
    // The largest count is a part's excess at most.
    for (long w : work) {
      assertThat(Math.abs(w - mean)).isLessThan(1_000_000);
    }
    assertThat(ids).containsOnly(500);
  }

  @Test
  void drawNoiseOfTheirOwnByItsLaw() {
    long[] counts = counts(40);
    Parts parts = new Parts(counts, weights(counts), 4);
    FastRandom random = new FastRandom(2);
    for (int part = 0; part < 4; part++) {
      double sum = 0;
      double[] law = new double[40];
      for (int id = 0; id < 40; id++) {
        law[id] = parts.of(id) == part ? counts[id] : 0;
        sum += law[id];
      }
      long[] seen = new long[40];
      for (int i = 0; i < 100_000; i++) {
        seen[parts.draw(part, random)]++;
      }
      for (int id = 0; id < 40; id++) {
        law[id] /= sum;
        assertThat(law[id] == 0 && seen[id] > 0).isFalse();
      }
      assertThat(Chi.z(seen, law)).isBetween(-4.0, 4.0);
    }
  }
}

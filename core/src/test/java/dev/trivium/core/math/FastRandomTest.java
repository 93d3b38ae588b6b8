package dev.trivium.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FastRandomTest {
  @Test
  void aSeedRepeats() {
    FastRandom a = new FastRandom(42);
    FastRandom b = new FastRandom(42);
    for (int i = 0; i < 100; i++) {
      assertThat(a.nextLong()).isEqualTo(b.nextLong());
    }
    FastRandom c = new FastRandom(0);
    c.restart(1, 2, 3, 4);
    assertThat(c.nextLong()).isEqualTo(FastRandom.of(1, 2, 3, 4).nextLong());
  }

  @Test
  void streamsOfDifferentNumbersDiffer() {
    Set<Long> seen = new HashSet<>();
    for (int a = -3; a < 3; a++) {
      for (int b = -3; b < 3; b++) {
        for (int c = -3; c < 3; c++) {
          for (int seed = 0; seed < 3; seed++) {
            seen.add(FastRandom.of(seed, a, b, c).nextLong());
          }
        }
      }
    }
    assertThat(seen).hasSize(6 * 6 * 6 * 3);
  }

  @Test
  void intsAreUniformAcrossAndAlongStreams() {
    long[] along = new long[97];
    long[] across = new long[97];
    double[] law = new double[97];
    Arrays.fill(law, 1.0 / 97);
    FastRandom random = new FastRandom(3);
    for (int i = 0; i < 300_000; i++) {
      along[random.nextInt(97)]++;
      across[FastRandom.of(3, 0, i, 0).nextInt(97)]++;
    }
    assertThat(Chi.z(along, law)).isBetween(-4.0, 4.0);
    assertThat(Chi.z(across, law)).isBetween(-4.0, 4.0);
  }

  @Test
  void floatsLieInTheirRangeAndGaussiansHaveTheirMoments() {
    FastRandom random = new FastRandom(9);
    double sum = 0;
    double squares = 0;
    int n = 200_000;
    for (int i = 0; i < n; i++) {
      assertThat(random.nextFloat()).isGreaterThanOrEqualTo(0).isLessThan(1);
      assertThat(random.nextDouble()).isGreaterThanOrEqualTo(0).isLessThan(1);
      double g = random.nextGaussian();
      sum += g;
      squares += g * g;
    }
    assertThat(sum / n).isCloseTo(0, within(0.01));
    assertThat(squares / n).isCloseTo(1, within(0.02));
  }
}

package dev.trivium.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivium.core.math.FastRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ShuffleTest {
  @Test
  void everyNumberComesOnce() {
    for (int n = 1; n < 300; n++) {
      assertOneToOne(n);
    }
    for (int n : new int[] {65_535, 65_536, 65_537, 1_000_003}) {
      assertOneToOne(n);
    }
  }

  private static void assertOneToOne(int n) {
    Shuffle shuffle = new Shuffle(n, new FastRandom(n));
    boolean[] seen = new boolean[n];
    for (int i = 0; i < n; i++) {
      int at = shuffle.at(i);
      assertThat(seen[at]).isFalse();
      seen[at] = true;
    }
  }

  @Test
  void theLargestSizesStayInside() {
    int n = Integer.MAX_VALUE;
    Shuffle shuffle = new Shuffle(n, new FastRandom(1));
    for (int i = 0; i < 1000; i++) {
      assertThat(shuffle.at(n - 1 - i)).isBetween(0, n - 1);
    }
  }

  @Test
  void everyNumberIsAsLikelyAtEveryPlace() {
    for (int n : new int[] {2, 3, 5, 7, 12, 40}) {
      long[][] seen = new long[n][n];
      long[][] pairs = new long[n][n];
      for (int seed = 0; seed < 20_000; seed++) {
        Shuffle shuffle = new Shuffle(n, new FastRandom(seed));
        for (int i = 0; i < n; i++) {
          seen[i][shuffle.at(i)]++;
        }
        // On a handful of cells two places do hang together a little.
        if (n >= 12) {
          pairs[shuffle.at(0)][shuffle.at(1)]++;
        }
      }
      Chi chi = new Chi();
      for (int i = 0; i < n; i++) {
        double[] even = new double[n];
        Arrays.fill(even, 1);
        chi.add(seen[i], even);
        even[i] = 0;
        chi.add(pairs[i], even);
      }
      assertThat(chi.z()).as("n = %d", n).isLessThan(4);
    }
  }
}

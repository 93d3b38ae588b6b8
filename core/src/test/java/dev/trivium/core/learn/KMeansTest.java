package dev.trivium.core.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trivium.core.eval.PartitionMetrics;
import dev.trivium.core.eval.Partitions;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KMeansTest {
  private static Matrix random(int n, int d, long seed) {
    FastRandom random = new FastRandom(seed);
    Matrix rows = Matrix.zeros(n, d);
    for (int i = 0; i < rows.array().length; i++) {
      rows.array()[i] = (float) random.nextGaussian();
    }
    return rows;
  }

  /** The least inertia over all ways to deal n rows into two clusters. */
  private static double exhaustive(Matrix rows) {
    double best = Double.POSITIVE_INFINITY;
    for (int ways = 1; ways < 1 << (rows.rows() - 1); ways++) {
      int[] clusters = new int[rows.rows()];
      for (int r = 0; r < clusters.length; r++) {
        clusters[r] = ways >> r & 1;
      }
      best = Math.min(best, inertia(rows, clusters, 2));
    }
    return best;
  }

  private static double inertia(Matrix rows, int[] clusters, int k) {
    double sum = 0;
    for (int c = 0; c < k; c++) {
      for (int j = 0; j < rows.columns(); j++) {
        double total = 0;
        double squares = 0;
        int n = 0;
        for (int r = 0; r < clusters.length; r++) {
          double x = clusters[r] == c ? rows.get(r, j) : 0;
          total += x;
          squares += x * x;
          n += clusters[r] == c ? 1 : 0;
        }
        sum += n == 0 ? 0 : squares - total * total / n;
      }
    }
    return sum;
  }

  @Test
  void findsTheBestOfAllPartitions() {
    for (int seed = 0; seed < 10; seed++) {
      Matrix rows = random(12, 2, seed);
      Clustering found = new KMeans(KMeansSettings.of(2, seed)).fit(rows);
      assertThat(found.inertia()).isCloseTo(exhaustive(rows), within(1e-4));
      assertThat(found.inertia()).isCloseTo(inertia(rows, found.clusters(), 2), within(1e-4));
    }
  }

  @Test
  void findsPlantedGroups() {
    Matrix rows = random(600, 8, 4);
    int[] truth = new int[600];
    Arrays.setAll(truth, r -> r % 6);
    for (int r = 0; r < 600; r++) {
      rows.array()[8 * r + truth[r]] += 12;
    }
    Clustering found = new KMeans(KMeansSettings.of(6, 1)).fit(rows);
    assertThat(PartitionMetrics.nmi().of(new Partitions(truth, found.clusters())).value())
        .isEqualTo(1, within(1e-9));
    assertThat(new KMeans(KMeansSettings.of(6, 1)).fit(rows).centers()).isEqualTo(found.centers());
  }

  @Test
  void equalRowsAndAsManyClustersAsRowsAreNoTrouble() {
    Clustering same = new KMeans(KMeansSettings.of(3, 1)).fit(Matrix.zeros(5, 2));
    assertThat(same.inertia()).isZero();
    Matrix two = Matrix.of(6, 1, new float[] {1, 1, 1, 5, 5, 5});
    Clustering few = new KMeans(KMeansSettings.of(4, 1)).fit(two);
    assertThat(few.inertia()).isZero();
    assertThat(Arrays.stream(few.clusters()).distinct()).as("the others stay empty").hasSize(2);
    assertThat(few.centers().array()).containsOnly(1f, 5f);
    Clustering each = new KMeans(KMeansSettings.of(5, 1)).fit(random(5, 2, 1));
    assertThat(each.inertia()).isZero();
    assertThat(each.clusters()).doesNotHaveDuplicates();
    assertThatThrownBy(() -> new KMeans(KMeansSettings.of(6, 1)).fit(random(5, 2, 1)))
        .hasMessageContaining("clusters is 6, and there are 5 rows");
    assertThatThrownBy(() -> KMeansSettings.of(0, 1)).hasMessageContaining("clusters is 0");
  }
}

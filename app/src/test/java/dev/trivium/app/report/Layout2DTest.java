package dev.trivium.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Layout2DTest {
  private static final int CLUSTERS = 8;
  private static final int NEAR = 10;

  /** Rows about one of eight random directions; row i belongs to cluster i mod 8. */
  private static Matrix clusters(int rows, double noise) {
    FastRandom random = new FastRandom(3);
    int d = 24;
    float[][] centres = new float[CLUSTERS][d];
    for (float[] centre : centres) {
      for (int c = 0; c < d; c++) {
        centre[c] = (float) random.nextGaussian();
      }
    }
    Matrix out = Matrix.zeros(rows, d);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < d; c++) {
        out.array()[r * d + c] = (float) (centres[r % CLUSTERS][c] + noise * random.nextGaussian());
      }
    }
    return out;
  }

  private static Matrix place(Matrix vectors) {
    return new Layout2D(Layout2D.Settings.DEFAULT).place(vectors);
  }

  private static int[] nearest(Matrix rows, int i) {
    int d = rows.columns();
    return IntStream.range(0, rows.rows())
        .filter(j -> j != i)
        .boxed()
        .sorted(
            Comparator.comparingDouble(
                j -> Vectors.squaredDistance(rows.array(), i * d, rows.array(), j * d, d)))
        .limit(NEAR)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  @Test
  void plantedClustersComeApart() {
    Matrix places = place(clusters(400, 0.5));

    long own = 0;
    for (int i = 0; i < places.rows(); i++) {
      int cluster = i % CLUSTERS;
      own += Arrays.stream(nearest(places, i)).filter(j -> j % CLUSTERS == cluster).count();
    }
    assertThat(own / (double) (places.rows() * NEAR)).isGreaterThan(0.97);
  }

  @Test
  void neighboursStayNeighboursFarBeyondChance() {
    Matrix vectors = clusters(400, 1);
    Matrix unit = vectors.normalizedRows();
    Matrix places = place(vectors);

    int kept = 0;
    for (int i = 0; i < places.rows(); i++) {
      Set<Integer> truth = new HashSet<>(Arrays.stream(nearest(unit, i)).boxed().toList());
      kept += (int) Arrays.stream(nearest(places, i)).filter(truth::contains).count();
    }
    double chance = NEAR / 399.0;
    assertThat(kept / (double) (places.rows() * NEAR)).isGreaterThan(10 * chance);
  }

  @Test
  void picturesHardlyOverlap() {
    Matrix places = place(clusters(400, 0.5));
    int covered = 0;
    for (int i = 0; i < places.rows(); i++) {
      int j = nearest(places, i)[0];
      covered +=
          Vectors.squaredDistance(places.array(), 2 * i, places.array(), 2 * j, 2) < 0.81 ? 1 : 0;
    }
    assertThat(covered).isLessThan(20);
  }

  @Test
  void sameSeedSamePlacesWhateverTheThreads() throws Exception {
    Matrix vectors = clusters(300, 0.5);
    Matrix places = place(vectors);
    ForkJoinPool one = new ForkJoinPool(1);
    try {
      assertThat(one.submit(() -> place(vectors)).get()).isEqualTo(places);
    } finally {
      one.shutdown();
    }
    Matrix other = new Layout2D(Layout2D.Settings.DEFAULT.withSeed(7)).place(vectors);
    assertThat(other).isNotEqualTo(places);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 7})
  void fewVectorsHavePlaces(int rows) {
    Matrix places = place(clusters(rows, 0.5));

    assertThat(places.rows()).isEqualTo(rows);
    assertSound(places);
  }

  @Test
  void equalVectorsAreStillSetApart() {
    Matrix same = Matrix.zeros(50, 4);
    Arrays.fill(same.array(), 1);
    Matrix places = place(same);

    assertSound(places);
    for (int i = 0; i < 50; i++) {
      int j = nearest(places, i)[0];
      assertThat(Vectors.squaredDistance(places.array(), 2 * i, places.array(), 2 * j, 2))
          .isGreaterThan(0.5f);
    }
    assertSound(place(Matrix.zeros(20, 4)));
  }

  private static void assertSound(Matrix places) {
    for (float v : places.array()) {
      assertThat(v).isFinite().isGreaterThanOrEqualTo(0);
    }
  }

  @Test
  void theLongerSideLiesFlat() {
    float[] x = {0, 1, 2, 3};
    float[] y = {0, 2, 4, 6};
    Spread.layFlat(x, y);

    assertThat(y).containsExactly(new float[] {0, 0, 0, 0}, within(1e-5f));
    assertThat(Math.abs(x[3] - x[0])).isCloseTo((float) Math.sqrt(45), within(1e-4f));
  }

  @Test
  void wrongSettingsAreNamed() {
    assertThatThrownBy(() -> new Layout2D.Settings(1, 0.5, 10, 1))
        .hasMessage("perplexity is 0.5; choose 2 or more, such as 30");
    assertThatThrownBy(() -> new Layout2D.Settings(1, 30, 0, 1)).hasMessageContaining("iterations");
    assertThatThrownBy(() -> new Layout2D.Settings(1, 30, 10, -1)).hasMessageContaining("spacing");
  }
}

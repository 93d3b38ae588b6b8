package dev.trivium.core.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against all products, sorted. */
class VectorScanTest {
  private final FastRandom random = new FastRandom(3);

  private float[] normal(int d) {
    float[] x = new float[d];
    for (int j = 0; j < d; j++) {
      x[j] = (float) random.nextGaussian();
    }
    return x;
  }

  /** Lengths over four orders of magnitude, a row of zeros, one of a single number, and twins. */
  private Matrix uneven(int n, int d) {
    float[][] rows = new float[n][];
    for (int r = 0; r < n; r++) {
      rows[r] = r % 11 == 10 ? rows[r - 7].clone() : normal(d);
      if (r % 11 != 10) {
        Vectors.scale((float) Math.exp(2 * random.nextGaussian()), rows[r], 0, d);
      }
    }
    Arrays.fill(rows[n / 2], 0);
    Arrays.fill(rows[n / 3], 0);
    rows[n / 3][d / 2] = 9;
    return Matrix.ofRows(rows);
  }

  private static float score(float[] query, float[] row, Similarity similarity) {
    if (similarity == Similarity.DOT) {
      return Vectors.dot(query, row);
    }
    float[] q = query.clone();
    Vectors.normalize(q, 0, q.length);
    return Vectors.dot(q, row) / Math.max(Float.MIN_NORMAL, Vectors.norm(row, 0, row.length));
  }

  private static int[] exhaustive(
      Matrix rows, float[] query, Similarity similarity, int k, VectorScan.Filter filter) {
    Float[] scores = new Float[rows.rows()];
    Arrays.setAll(scores, r -> score(query, rows.row(r), similarity) + 0f); // no −0
    return IntStream.range(0, rows.rows())
        .filter(r -> filter.test(0, r) && !scores[r].isNaN())
        .boxed()
        .sorted((a, b) -> scores[a].equals(scores[b]) ? a - b : Float.compare(scores[b], scores[a]))
        .limit(k)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private void holdToAll(VectorScan scan, Matrix rows, Similarity similarity, int k) {
    List<VectorScan.Query> queries = new ArrayList<>();
    VectorScan.Filter odd = (slot, number) -> number % 2 == 1;
    for (int q = 0; q < 20; q++) {
      float[] query = q == 0 ? new float[rows.columns()] : normal(rows.columns());
      queries.add(new VectorScan.Query(query, similarity, k, q % 3 == 0 ? odd : (s, r) -> true));
    }
    List<TopK> together = scan.search(queries);
    for (int q = 0; q < queries.size(); q++) {
      VectorScan.Query query = queries.get(q);
      int[] wanted = exhaustive(rows, query.vector(), similarity, k, query.filter());
      TopK top = scan.search(query);
      assertThat(top.ids()).isEqualTo(wanted);
      assertThat(together.get(q).ids()).isEqualTo(wanted);
      for (int i = 0; i < wanted.length; i++) {
        float[] row = rows.row(wanted[i]);
        assertThat(top.scores()[i]).isEqualTo(score(query.vector(), row, similarity));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Similarity.class)
  void findsWhatComparingAllFinds(Similarity similarity) {
    for (int n : new int[] {1, 100, 127, 128, 129, 3000}) {
      for (int d : new int[] {1, 7, 32, 128}) {
        Matrix rows = uneven(n, d);
        for (int k : new int[] {0, 1, 10, 200}) {
          holdToAll(VectorScan.of(rows), rows, similarity, k);
        }
      }
    }
  }

  /** The products in double agree, but for what floats round. */
  @Test
  void theScoresAreTheProducts() {
    Matrix rows = uneven(2000, 96);
    float[] query = normal(96);
    TopK top = VectorScan.of(rows).search(query(query, 5));
    double[] products = new double[2000];
    for (int r = 0; r < products.length; r++) {
      for (int j = 0; j < 96; j++) {
        products[r] += (double) query[j] * rows.get(r, j);
      }
    }
    double[] sorted = products.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < 5; i++) {
      assertThat((double) top.scores()[i])
          .isCloseTo(products[top.ids()[i]], within(1e-4 * Math.abs(sorted[1999])))
          .isCloseTo(sorted[1999 - i], within(1e-4 * Math.abs(sorted[1999])));
    }
  }

  /** Numbers at the edge of the codes: all of a row's length in one column, or even in all. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 64, 1024, 4096})
  void theCodesHoldTheirSums(int d) {
    float[][] rows = new float[256][d];
    for (int r = 0; r < rows.length; r++) {
      Arrays.fill(rows[r], 1 + r % 128);
      if (r % 2 == 1) {
        Arrays.fill(rows[r], 0);
        rows[r][r % d] = r;
      }
      if (r % 3 == 1) {
        Vectors.scale(-1, rows[r], 0, d);
      }
    }
    Matrix m = Matrix.ofRows(rows);
    VectorScan scan = VectorScan.of(m);
    for (float[] query : List.of(rows[0], rows[1], rows[4], rows[6], rows[254], normal(d))) {
      int[] wanted = exhaustive(m, query, Similarity.DOT, 9, (s, r) -> true);
      assertThat(scan.search(query(query, 9)).ids()).isEqualTo(wanted);
    }
  }

  /** Where products of floats vanish, lose their digits or exceed what a float can be. */
  @ParameterizedTest
  @EnumSource(Similarity.class)
  void findsTheSameAtTheEdgeOfFloats(Similarity similarity) {
    for (int[] exponents : new int[][] {{-40, -30}, {-25, -15}, {-45, -5}, {15, 37}, {-30, 30}}) {
      float[][] rows = new float[1000][];
      for (int r = 0; r < rows.length; r++) {
        double at = exponents[0] + random.nextDouble() * (exponents[1] - exponents[0]);
        rows[r] = normal(24);
        Vectors.scale((float) Math.pow(10, Math.min(37, at)), rows[r], 0, 24);
      }
      Matrix m = Matrix.ofRows(rows);
      VectorScan scan = VectorScan.of(m);
      for (int q = 0; q < 40; q++) {
        float[] query = normal(24);
        Vectors.scale((float) Math.pow(10, random.nextInt(70) - 40), query, 0, 24);
        int[] wanted = exhaustive(m, query, similarity, 20, (s, r) -> true);
        var asked = new VectorScan.Query(query, similarity, 20, (s, r) -> true);
        assertThat(scan.search(asked).ids()).isEqualTo(wanted);
      }
    }
  }

  /** One vector that is not of finite numbers does not hide those of its block. */
  @Test
  void whatIsNotFiniteHidesNothing() {
    Matrix rows = uneven(256, 8);
    rows.array()[rows.offset(3)] = Float.NaN;
    rows.array()[rows.offset(200)] = Float.POSITIVE_INFINITY;
    holdToAll(VectorScan.of(rows), rows, Similarity.DOT, 10);
  }

  /** So many columns that sixteen bits hold next to nothing of a query. */
  @Test
  void findsTheSameOfVeryManyColumns() {
    int d = 60_000;
    float[][] rows = new float[130][];
    Arrays.setAll(rows, r -> normal(d));
    Matrix m = Matrix.ofRows(rows);
    for (float[] query : List.of(normal(d), rows[7].clone())) {
      int[] wanted = exhaustive(m, query, Similarity.DOT, 3, (s, r) -> true);
      assertThat(VectorScan.of(m).search(query(query, 3)).ids()).isEqualTo(wanted);
    }
  }

  private static VectorScan.Query query(float[] vector, int k) {
    return new VectorScan.Query(vector, Similarity.DOT, k, (s, n) -> true);
  }

  @Test
  void whatIsAddedIsFoundAndOlderScansDoNotKnowIt() {
    Matrix rows = uneven(1000, 16);
    List<VectorScan> scans = new ArrayList<>();
    VectorScan scan = VectorScan.of(rows.rows(0, 300));
    for (int r = 300; r < 1000; r++) {
      scans.add(scan);
      scan = scan.plus(r, rows.row(r));
      assertThat(scan.number(scan.size() - 1)).isEqualTo(r);
      assertThat(scan.vector(scan.size() - 1)).isEqualTo(rows.row(r));
    }
    for (int s = 0; s < scans.size(); s += 61) {
      assertThat(scans.get(s).size()).isEqualTo(300 + s);
      holdToAll(scans.get(s), rows.rows(0, 300 + s), Similarity.DOT, 10);
    }
    holdToAll(scan, rows, Similarity.COSINE, 10);
  }

  @Test
  void whatWasAddedSinceCanBeSearchedAlone() {
    Matrix rows = uneven(700, 16);
    for (int before : new int[] {0, 100, 128, 300, 511, 512, 700}) {
      VectorScan scan = VectorScan.of(rows.rows(0, before));
      for (int r = before; r < 700; r++) {
        scan = scan.plus(r, rows.row(r));
      }
      float[] query = normal(16);
      int[] wanted = exhaustive(rows, query, Similarity.DOT, 20, (s, r) -> r >= before);
      assertThat(scan.search(List.of(query(query, 20)), before).get(0).ids()).isEqualTo(wanted);
    }
  }

  /** Two that add to one do not see each other's. */
  @Test
  void branchesDoNotShareWhatEachAdds() {
    Matrix rows = uneven(600, 8);
    for (int common : new int[] {0, 127, 200, 255, 256}) {
      VectorScan trunk = VectorScan.of(rows.rows(0, 128));
      for (int r = 128; r < 128 + common; r++) {
        trunk = trunk.plus(r, rows.row(r));
      }
      VectorScan left = trunk;
      VectorScan right = trunk;
      for (int r = 128 + common; r < 600; r++) {
        left = left.plus(r, rows.row(r));
        right = right.plus(r, rows.row(727 + common - r));
      }
      float[][] other = new float[600][];
      for (int r = 0; r < 600; r++) {
        other[r] = rows.row(r < 128 + common ? r : 727 + common - r);
      }
      holdToAll(left, rows, Similarity.DOT, 10);
      holdToAll(right, Matrix.ofRows(other), Similarity.DOT, 10);
      holdToAll(trunk, rows.rows(0, 128 + common), Similarity.DOT, 10);
    }
  }

  /** The bounds leave few to multiply: a tenth at most of vectors of one length. */
  @Test
  void fewAreComparedInFloats() {
    float[][] rows = new float[20_000][];
    Arrays.setAll(rows, r -> normal(64));
    int[] asked = new int[1];
    VectorScan scan = VectorScan.of(Matrix.ofRows(rows));
    scan.search(
        new VectorScan.Query(
            normal(64),
            Similarity.DOT,
            10,
            (s, n) -> {
              asked[0]++;
              return true;
            }));
    assertThat(asked[0]).isBetween(10, 300);
  }

  @Test
  void aWrongLengthIsSaid() {
    VectorScan scan = VectorScan.of(uneven(200, 8));
    assertThatThrownBy(() -> scan.plus(200, new float[7]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the vector has 7 numbers, the others 8");
    assertThatThrownBy(() -> scan.search(query(new float[9], 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the query has 9 numbers, the index 8");
    assertThatThrownBy(() -> scan.search(query(new float[8], -1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("k is -1; choose 0 or more");
  }
}

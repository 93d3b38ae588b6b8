package dev.trivium.recommender.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.math.Matrix;
import dev.trivium.recommender.Worlds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RidgeRegressionTest {
  private static final int F = 3;

  private static SortedSet<String> names(String... names) {
    return new TreeSet<>(List.of(names));
  }

  /** What a regression on the first {@code n} of the ids says of all of them. */
  private static Matrix said(Content content, int n, List<String> ids, Matrix y, double ridge) {
    return said(content, n, ids, y, FactorSettings.DEFAULT.withRidge(ridge));
  }

  private static Matrix said(
      Content content, int n, List<String> ids, Matrix y, FactorSettings ridges) {
    RidgeRegression regression =
        new RidgeRegression(
            content,
            new TreeSet<>(content.modalities().keySet()),
            ids,
            IntStream.range(0, n).toArray(),
            ones(ids.size()),
            ridges);
    return new Fusion(F, Map.of(content.modalities().keySet(), regression.fit(y)))
        .fuse(content, ids);
  }

  private static float[] ones(int n) {
    float[] ones = new float[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  @ParameterizedTest(name = "{0} rows of 8 features")
  @CsvSource({"40", "6"})
  void aRowCountsByItsPrecision(int n) {
    Matrix x = features(40, 8);
    Matrix y = Worlds.normal(40, F, 2);
    float[] precision = new float[40];
    double[] weights = new double[n];
    for (int i = 0; i < 40; i++) {
      precision[i] = 0.5f * (1 + i);
    }
    for (int i = 0; i < n; i++) {
      weights[i] = 2.0 * (1 + i) / (n + 1);
    }
    int[] rows = IntStream.range(0, n).toArray();
    RidgeRegression regression =
        new RidgeRegression(
            text(x), names("text"), Worlds.ids("i", 40), rows, precision, FactorSettings.DEFAULT);
    double[][] wanted =
        Dense.ridge(
            Arrays.copyOf(Dense.of(x), n),
            Arrays.copyOf(Dense.of(y), n),
            Dense.of(x),
            new int[] {8},
            new double[] {FactorSettings.DEFAULT.ridge()},
            weights);
    Matrix said =
        new Fusion(F, Map.of(names("text"), regression.fit(y))).fuse(text(x), Worlds.ids("i", 40));
    assertThat(Dense.distance(said, wanted)).isLessThan(1e-3);
    assertThat(Dense.distance(regression.fitted(y), Arrays.copyOf(wanted, n))).isLessThan(1e-3);
  }

  private static Content text(Matrix x) {
    return Content.of(Map.of("text", Worlds.table("t", Worlds.ids("i", x.rows()), x)));
  }

  /** Rows beyond n are predicted too; columns are far from centred. */
  private static Matrix features(int rows, int d) {
    Matrix x = Worlds.normal(rows, d, 1);
    for (int i = 0; i < x.array().length; i++) {
      x.array()[i] = 5 * (i % d) + 0.3f * x.array()[i];
    }
    return x;
  }

  @ParameterizedTest(name = "{0} rows of {1} features, ridge {2}")
  @CsvSource({"50, 4, 1", "50, 4, 0.01", "10, 30, 1", "10, 30, 0.01", "12, 12, 0.5", "2, 5, 1"})
  void solvesTheNormalEquationsEitherWay(int n, int d, double ridge) {
    Matrix x = features(n + 7, d);
    Matrix y = Worlds.normal(n + 7, F, 2);
    double[][] wanted =
        Dense.ridge(
            Arrays.copyOf(Dense.of(x), n),
            Arrays.copyOf(Dense.of(y), n),
            Dense.of(x),
            new int[] {d},
            ridge);
    assertThat(Dense.distance(said(text(x), n, Worlds.ids("i", n + 7), y, ridge), wanted))
        .isLessThan(1e-3);
  }

  @Test
  void modalitiesStandSideBySideOnOneScale() {
    Matrix x = features(40, 3);
    Matrix z = features(40, 5);
    for (int i = 0; i < z.array().length; i++) {
      z.array()[i] *= 1000;
    }
    Matrix y = Worlds.normal(40, F, 2);
    Content content = text(x).with("image", Worlds.table("p", Worlds.ids("i", 40), z));
    double[][] both = sideBySide(z, x); // image comes before text
    double[][] wanted = Dense.ridge(both, Dense.of(y), both, new int[] {5, 3}, 1);
    assertThat(Dense.distance(said(content, 40, Worlds.ids("i", 40), y, 1), wanted))
        .isLessThan(1e-3);
  }

  @ParameterizedTest(name = "{0} rows of 8 features")
  @CsvSource({"40", "6"})
  void aModalityMayHaveARidgeOfItsOwn(int n) {
    Matrix x = features(40, 3);
    Matrix z = features(40, 5);
    Matrix y = Worlds.normal(40, F, 2);
    Content content = text(x).with("image", Worlds.table("p", Worlds.ids("i", 40), z));
    FactorSettings ridges = FactorSettings.DEFAULT.withRidge(0.5).withRidge("image", 8);
    double[][] both = sideBySide(z, x);
    double[][] wanted =
        Dense.ridge(
            Arrays.copyOf(both, n),
            Arrays.copyOf(Dense.of(y), n),
            both,
            new int[] {5, 3},
            new double[] {8, 0.5});
    assertThat(Dense.distance(said(content, n, Worlds.ids("i", 40), y, ridges), wanted))
        .isLessThan(1e-3);
  }

  private static double[][] sideBySide(Matrix left, Matrix right) {
    double[][] both = new double[left.rows()][];
    for (int r = 0; r < both.length; r++) {
      both[r] = Arrays.copyOf(Dense.of(left)[r], left.columns() + right.columns());
      System.arraycopy(Dense.of(right)[r], 0, both[r], left.columns(), right.columns());
    }
    return both;
  }

  @Test
  void aConstantFeatureSaysNothing() {
    Matrix x = features(40, 3);
    Matrix with = Matrix.zeros(40, 4);
    for (int r = 0; r < 40; r++) {
      System.arraycopy(x.array(), r * 3, with.array(), r * 4, 3);
      with.array()[r * 4 + 3] = 0.1f;
    }
    Matrix y = Worlds.normal(40, F, 2);
    List<String> ids = Worlds.ids("i", 40);
    assertThat(
            Dense.distance(said(text(with), 30, ids, y, 1), Dense.of(said(text(x), 30, ids, y, 1))))
        .isLessThan(1e-4);
  }

  /** Rounding in the mean must not be taken for a feature. */
  @ParameterizedTest
  @CsvSource({"3", "30", "333"})
  void aModalityThatIsTheSameForAllSaysNothingOfAnother(int n) {
    Matrix x = Matrix.zeros(n + 1, 2);
    Arrays.fill(x.array(), 0.1f);
    x.array()[n * 2] = 0.2f;
    Matrix y = Worlds.normal(n + 1, F, 2);
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    double[] mean = Dense.mean(Arrays.copyOf(Dense.of(y), n), ones);
    double[][] wanted = new double[n + 1][];
    Arrays.fill(wanted, mean);
    assertThat(Dense.distance(said(text(x), n, Worlds.ids("i", n + 1), y, 1), wanted))
        .isLessThan(1e-3);
  }

  /** The first {@code n} ids were each taken up once. */
  private static Interactions taken(List<String> ids, int n) {
    List<Interaction> events =
        ids.subList(0, n).stream().map(id -> new Interaction(id, "u")).toList();
    return Interactions.of(ids, List.of("u"), events);
  }

  @Test
  void aModalityThatIsMissingFallsBackToTheLargestPatternInside() {
    Matrix x = features(30, 3);
    List<String> ids = Worlds.ids("i", 30);
    Content content =
        text(x)
            .with("image", Worlds.table("p", ids, features(30, 4)))
            .with("sound", Worlds.table("s", List.of("i29"), features(1, 2)));
    ContentPrior prior =
        new ContentPrior(content, taken(ids, 29), 1, FactorSettings.DEFAULT.withRidge(1));
    Matrix y = Worlds.normal(30, F, 2);
    Fusion fusion = prior.fusion(y, Heads.LINEAR, 1);
    assertThat(fusion.patterns())
        .containsExactly(names("image"), names("text"), names("image", "text"));
    assertThat(fusion.projections(names("image", "sound", "text")))
        .isEqualTo(fusion.projections(names("image", "text")));
    assertThat(fusion.projections(names("sound"))).isEmpty();
    assertThat(fusion.fuse(Map.of("sound", new float[] {1, 2}))).containsOnly(0f);
    Matrix drawn = prior.predict(y);
    Matrix said = fusion.fuse(content, ids);
    for (int i = 0; i < 29; i++) {
      assertThat(drawn.row(i)).containsExactly(said.row(i), offset(1e-4f));
    }
    assertThat(drawn.row(29)).as("a cold one is not drawn while fitting").containsOnly(0f);
  }

  @Test
  void aPatternIsLearntFromThingsThatHaveItsModalities() {
    List<String> ids = Worlds.ids("i", 40);
    List<String> pictured = new ArrayList<>(ids.subList(0, 20));
    Matrix x = features(40, 3);
    Content content = text(x).with("image", Worlds.table("p", pictured, features(20, 4)));
    Matrix y = Worlds.normal(40, F, 2);
    Fusion fusion =
        new ContentPrior(content, taken(ids, 40), 1, FactorSettings.DEFAULT.withRidge(1))
            .fusion(y, Heads.LINEAR, 1);
    double[][] wanted = Dense.ridge(Dense.of(x), Dense.of(y), Dense.of(x), new int[] {3}, 1);
    assertThat(Dense.distance(fusion.fuse(text(x), ids), wanted)).isLessThan(1e-3);
  }
}

package dev.trivium.recommender.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Provenance;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrices;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.core.tensor.TensorSettings;
import dev.trivium.recommender.CrossModalSearch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchedPairsObjectiveTest {
  private static final PairSettings SETTINGS =
      PairSettings.DEFAULT.withDimension(6).withEpochs(5).withLearningRate(1e-3);

  private static Matrix normal(int n, int d, long seed) {
    FastRandom random = new FastRandom(seed);
    Matrix m = Matrix.zeros(n, d);
    for (int i = 0; i < m.array().length; i++) {
      m.array()[i] = (float) random.nextGaussian();
    }
    return m;
  }

  /** Two views of six hidden numbers, each with noise. */
  private static Content pairs(int n) {
    Matrix hidden = normal(n, 6, 1);
    return Content.of(Map.of("text", view(hidden, 12, 2), "image", view(hidden, 30, 3)));
  }

  private static EmbeddingTable view(Matrix hidden, int d, long seed) {
    Matrix x = Matrices.times(hidden, normal(6, d, seed));
    Matrix noise = normal(x.rows(), d, seed + 10);
    for (int i = 0; i < x.array().length; i++) {
      x.array()[i] += 0.3f * noise.array()[i];
    }
    List<String> ids = IntStream.range(0, x.rows()).mapToObj(i -> "i" + i).toList();
    return EmbeddingTable.of(ids, x, Provenance.of("view" + d, "test"));
  }

  private static MatchedPairsObjective objective() {
    return new MatchedPairsObjective(
        () -> new TensorRuntime(TensorSettings.DEFAULT.withThreads(1)), "text", "image", SETTINGS);
  }

  /** With correlations S: A Cx Aᵀ = S², B Cy Bᵀ = S², A Cxy Bᵀ = S³, all diagonal. */
  @ParameterizedTest
  @CsvSource({"12, 30", "30, 12", "9, 9"})
  void canonicalDirectionsAreUncorrelatedButInPairs(int p, int q) {
    Matrix hidden = normal(80, 6, 1);
    Matrix x = Standardization.of(view(hidden, p, 2).matrix()).apply(view(hidden, p, 2).matrix());
    Matrix y = Standardization.of(view(hidden, q, 3).matrix()).apply(view(hidden, q, 3).matrix());
    double ridge = 0.5;
    CanonicalCorrelation maps = CanonicalCorrelation.of(x, y, ridge, 5);
    Matrix xx = covariance(maps.left(), x, x, maps.left(), ridge);
    Matrix yy = covariance(maps.right(), y, y, maps.right(), ridge);
    Matrix xy = covariance(maps.left(), x, y, maps.right(), 0);
    double before = 1;
    for (int i = 0; i < 5; i++) {
      double s = Math.sqrt(xx.get(i, i));
      assertThat(s).isBetween(0.05, before + 1e-4);
      before = s;
      for (int j = 0; j < 5; j++) {
        assertThat((double) xx.get(i, j)).isCloseTo(i == j ? s * s : 0, within(2e-3));
        assertThat((double) yy.get(i, j)).isCloseTo(i == j ? s * s : 0, within(2e-3));
        assertThat((double) xy.get(i, j)).isCloseTo(i == j ? s * s * s : 0, within(2e-3));
      }
    }
  }

  /** {@code A (XᵀY + ridge I) Bᵀ}. */
  private static Matrix covariance(Matrix a, Matrix x, Matrix y, Matrix b, double ridge) {
    Matrix c = Matrices.transposedTimes(x, y);
    for (int i = 0; ridge > 0 && i < c.rows(); i++) {
      c.array()[i * c.columns() + i] += (float) ridge;
    }
    return Matrices.timesTransposed(Matrices.times(a, c), b);
  }

  @Test
  void findsThePictureOfAnUnseenText() {
    Content all = pairs(300);
    List<String> ids = all.table("text").ids();
    List<String> unseen = ids.subList(200, 300);
    SharedSpace space = objective().fit(only(all, ids.subList(0, 200)), 1);
    CrossModalSearch search =
        CrossModalSearch.of(space, "image", all.table("image").select(unseen));
    long first =
        unseen.stream()
            .filter(
                id -> search.search("text", all.table("text").vector(id), 1).get(0).id().equals(id))
            .count();
    assertThat(first).as("of 100, by chance 1").isGreaterThan(80);
  }

  private static Content only(Content content, List<String> ids) {
    return Content.of(
        Map.of(
            "text",
            content.table("text").select(ids),
            "image",
            content.table("image").select(ids)));
  }

  @Test
  void aSeedRepeatsAndTwoFitsAtOnceDoNotDisturbEachOther(@TempDir Path folder) {
    Content content = pairs(300);
    CompletableFuture<SharedSpace> beside =
        CompletableFuture.supplyAsync(() -> objective().fit(content, 7));
    SharedSpace here = objective().fit(content, 7);
    assertThat(beside.join().items().matrix()).isEqualTo(here.items().matrix());
    SpaceFolder.write(here, folder.resolve("space"));
    SharedSpace read = SpaceFolder.read(folder.resolve("space"));
    assertThat(read.items().matrix()).isEqualTo(here.items().matrix());
    assertThat(read.itemFusion().fuse(content.vectors("i3")))
        .isEqualTo(here.itemFusion().fuse(content.vectors("i3")));
  }

  @Test
  void pairsAreWanted() {
    Content content = pairs(10);
    Content apart =
        Content.of(
            Map.of(
                "text", content.table("text").select(List.of("i1", "i2")),
                "image", content.table("image").select(List.of("i3"))));
    assertThatThrownBy(() -> objective().fit(apart, 1))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("0 things with both text and image");
    assertThatThrownBy(() -> PairSettings.DEFAULT.withTemperature(0))
        .hasMessageContaining("temperature is 0.0; choose");
  }
}

package dev.trivium.recommender.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.math.Matrix;
import dev.trivium.recommender.Recommendation;
import dev.trivium.recommender.Recommender;
import dev.trivium.recommender.Worlds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineTest {
  private static final Interactions WORLD = Worlds.random(40, 20, 0.25, 9);

  private static double[][] ones(Interactions r) {
    double[][] x = new double[r.userCount()][r.itemCount()];
    for (int u = 0; u < x.length; u++) {
      for (int item : r.itemsOf(u)) {
        x[u][item] = 1;
      }
    }
    return x;
  }

  /** At the optimum the derivative by every weight that is free is zero, and the others are. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 10, 200})
  void easeMeetsItsOptimalityConditions(double lambda) {
    double[][] x = ones(WORLD);
    Matrix b = new Ease(lambda).weights(WORLD);
    int n = WORLD.itemCount();
    for (int j = 0; j < n; j++) {
      assertThat(b.get(j, j)).isZero();
      double[] residual = new double[x.length];
      for (int u = 0; u < x.length; u++) {
        residual[u] = x[u][j];
        for (int i = 0; i < n; i++) {
          residual[u] -= x[u][i] * b.get(i, j);
        }
      }
      for (int i = 0; i < n; i++) {
        double gradient = lambda * b.get(i, j);
        for (int u = 0; u < x.length && i != j; u++) {
          gradient -= x[u][i] * residual[u];
        }
        assertThat(i == j ? 0 : gradient).isCloseTo(0, offset(1e-4));
      }
    }
  }

  @Test
  void easeScoresAHistoryByTheSumOfItsRows() {
    Matrix b = new Ease(10).weights(WORLD);
    for (Recommendation r :
        new Ease(10)
            .train(WORLD)
            .recommend(List.of(new Interaction("x", "i3", 9, 0), new Interaction("x", "i5")), 99)) {
      int j = WORLD.item(r.item());
      assertThat(r.score()).isCloseTo(b.get(3, j) + b.get(5, j), offset(1e-6f));
    }
  }

  @ParameterizedTest
  @CsvSource({"100, 0", "100, 10", "4, 0", "4, 3.5", "1, 1"})
  void nearestNeighboursAreThoseOfAnExhaustiveCount(int neighbors, double shrinkage) {
    Recommender knn = new ItemKnn(neighbors, shrinkage).train(WORLD);
    double[][] x = ones(WORLD);
    for (int u = 0; u < WORLD.userCount(); u++) {
      double[] wanted = new double[WORLD.itemCount()];
      for (int i : WORLD.itemsOf(u)) {
        for (int j : near(x, i, neighbors, shrinkage)) {
          wanted[j] += similarity(x, i, j, shrinkage);
        }
      }
      for (Recommendation r : knn.recommend("u" + u, 99)) {
        assertThat((double) r.score()).isCloseTo(wanted[WORLD.item(r.item())], offset(1e-5));
      }
    }
  }

  private static List<Integer> near(double[][] x, int i, int neighbors, double shrinkage) {
    return IntStream.range(0, x[0].length)
        .filter(j -> j != i && similarity(x, i, j, shrinkage) > 0)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(j -> -(float) similarity(x, i, j, shrinkage))
                .thenComparing(j -> j))
        .limit(neighbors)
        .toList();
  }

  private static double similarity(double[][] x, int i, int j, double shrinkage) {
    double common = 0;
    double a = 0;
    double b = 0;
    for (double[] row : x) {
      common += row[i] * row[j];
      a += row[i];
      b += row[j];
    }
    return common == 0 ? 0 : common / (Math.sqrt(a * b) + shrinkage);
  }

  @Test
  void popularityCountsUsersAndNotWeights() {
    Interactions r =
        Interactions.of(
            List.of(
                new Interaction("a", "loved", 100, 0),
                new Interaction("a", "liked"),
                new Interaction("b", "liked"),
                new Interaction("c", "liked"),
                new Interaction("c", "known"),
                new Interaction("b", "known"),
                new Interaction("d", "new")));
    assertThat(new Popularity().train(r).recommend("d", 3))
        .containsExactly(
            new Recommendation("liked", 3),
            new Recommendation("known", 2),
            new Recommendation("loved", 1));
  }

  @Test
  void settingsThatMakeNoSenseAreNamed() {
    assertThatThrownBy(() -> new Ease(0))
        .hasMessage("regularization is 0.0; choose a number above 0, such as 200");
    assertThatThrownBy(() -> new ItemKnn(0, 0))
        .hasMessage("neighbors is 0; choose 1 or more, such as 100");
    assertThatThrownBy(() -> new ItemKnn(1, Double.NaN))
        .hasMessage("shrinkage is NaN; choose 0 or more");
    List<Interaction> none = new ArrayList<>();
    Interactions empty = Interactions.of(List.of("u"), List.of(), none);
    assertThat(new Popularity().train(empty).recommend("u", 5)).isEmpty();
    assertThat(new ItemKnn().train(empty).recommend("u", 5)).isEmpty();
    assertThat(new Ease(1).train(empty).recommend("u", 5)).isEmpty();
  }
}

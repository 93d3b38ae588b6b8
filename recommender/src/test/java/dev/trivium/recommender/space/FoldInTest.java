package dev.trivium.recommender.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import dev.trivium.recommender.Worlds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FoldInTest {
  private static final FactorSettings SETTINGS = new FactorSettings(6, 0.05, 0.1, 1, 1, 4);
  private static final Interactions WORLD = Worlds.random(60, 30, 0.3, 5);
  private static final SharedSpace SPACE =
      new InteractionObjective(SETTINGS).fit(Content.none(), WORLD, 3);

  private static List<Interaction> history(int u) {
    return WORLD.only((user, e) -> user == u).events();
  }

  @Test
  void placesAKnownUserWhereOneMoreHalfSweepWould() {
    Matrix swept =
        new FactorSolver(SPACE.items().matrix(), SPACE.items().size(), SETTINGS).solve(WORLD, null);
    double[][] dense = Dense.rows(Dense.of(SPACE.items().matrix()), WORLD, SETTINGS, null);
    FoldIn foldIn = new FoldIn(SPACE, WORLD);
    for (int u = 0; u < WORLD.userCount(); u++) {
      float[] folded = foldIn.user(history(u));
      assertThat(folded).containsExactly(swept.row(u), offset(1e-4f));
      assertThat(folded)
          .as("where the fit placed it")
          .containsExactly(SPACE.users().matrix().row(u), offset(1e-4f));
      assertThat(Dense.distance(Matrix.ofRows(folded), new double[][] {dense[u]})).isLessThan(1e-6);
    }
  }

  @Test
  void orderRepeatsAndStrangersDoNotMatter() {
    FoldIn foldIn = new FoldIn(SPACE, WORLD);
    List<Interaction> history = new ArrayList<>();
    for (Interaction e : history(4)) {
      history.add(new Interaction("someone", e.item(), e.weight() / 2, 3));
      history.add(new Interaction("someone", e.item(), e.weight() / 2, 1));
    }
    history.add(new Interaction("someone", "no such item"));
    Collections.reverse(history);
    assertThat(foldIn.user(history)).isEqualTo(foldIn.user(history(4)));
    assertThat(foldIn.user(List.of())).containsOnly(0f);
  }

  @Test
  void placesAUserOfKnownContentWhereTheFitDid() {
    Content users =
        Content.of(Map.of("text", Worlds.table("t", WORLD.users(), Worlds.normal(60, 4, 9))));
    SharedSpace space =
        new InteractionObjective(SETTINGS).withUserContent(users).fit(Content.none(), WORLD, 3);
    FoldIn foldIn = new FoldIn(space, WORLD);
    for (int u = 0; u < WORLD.userCount(); u++) {
      Map<String, float[]> known = users.vectors(WORLD.users().get(u));
      assertThat(foldIn.user(history(u), known))
          .containsExactly(space.users().matrix().row(u), offset(1e-4f));
      assertThat(foldIn.user(List.of(), known))
          .as("without a history, drawn by content and by what is unobserved")
          .isNotEqualTo(new float[6]);
    }
  }

  private static Matrix things(List<Interaction> history) {
    return Matrix.ofRows(
        history.stream().map(e -> SPACE.items().vector(e.item())).toArray(float[][]::new));
  }

  private static float[] weights(List<Interaction> history) {
    float[] weights = new float[history.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = history.get(i).weight();
    }
    return weights;
  }

  /** The share of a thing is what is lost when its wish, though not its confidence, goes. */
  @Test
  void theSharesOfWhatWasTakenUpSumToTheScore() {
    FoldIn foldIn = new FoldIn(SPACE, WORLD);
    for (int u = 0; u < WORLD.userCount(); u++) {
      List<Interaction> history = history(u);
      float[] user = foldIn.user(things(history), weights(history), null);
      for (int i = 0; i < 30; i += 7) {
        float[] item = SPACE.items().matrix().row(i);
        float[] shares = foldIn.shares(things(history), weights(history), item);
        double sum = 0;
        for (float share : shares) {
          sum += share;
        }
        assertThat(sum).isCloseTo(Vectors.dot(user, item), offset(1e-5));
      }
    }
  }

  /** By elimination, of the normal equations with one right-hand side alone. */
  @Test
  void aShareIsTheSolutionOfItsOwnSide() {
    List<Interaction> history = history(7);
    double[][] v = Dense.of(SPACE.items().matrix());
    double[][] a = new double[6][6];
    double lambda = Dense.lambda(SETTINGS, history.size(), v.length);
    for (int c = 0; c < 6; c++) {
      a[c][c] = lambda;
      for (int d = 0; d < 6; d++) {
        for (double[] item : v) {
          a[c][d] += SETTINGS.unobservedWeight() * item[c] * item[d];
        }
        for (Interaction e : history) {
          double[] item = v[SPACE.items().row(e.item())];
          a[c][d] += e.weight() * item[c] * item[d];
        }
      }
    }
    float[] shares =
        new FoldIn(SPACE, WORLD)
            .shares(things(history), weights(history), SPACE.items().matrix().row(2));
    for (int i = 0; i < shares.length; i++) {
      double[] item = v[SPACE.items().row(history.get(i).item())];
      double[][] b = new double[6][1];
      for (int c = 0; c < 6; c++) {
        b[c][0] = history.get(i).weight() * item[c];
      }
      double[][] x = Dense.solve(a, b);
      double wanted = 0;
      for (int c = 0; c < 6; c++) {
        wanted += x[c][0] * v[2][c];
      }
      assertThat((double) shares[i]).isCloseTo(wanted, offset(1e-6));
    }
  }

  @Test
  void aPriorIsFoundAgain() {
    FoldIn foldIn = new FoldIn(SPACE, WORLD);
    float[] prior = Worlds.normal(1, 6, 4).row(0);
    for (int u = 0; u < 9; u++) {
      Matrix things = things(history(u));
      float[] weights = weights(history(u));
      float[] user = foldIn.user(things, weights, prior);
      assertThat(foldIn.prior(things, weights, user)).containsExactly(prior, offset(1e-3f));
    }
  }
}

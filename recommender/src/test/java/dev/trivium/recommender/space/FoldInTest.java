package dev.trivium.recommender.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.math.Matrix;
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
    Matrix swept = new FactorSolver(SPACE.items().matrix(), SETTINGS).solve(WORLD, null);
    double[][] dense = Dense.rows(Dense.of(SPACE.items().matrix()), WORLD, SETTINGS, null);
    FoldIn foldIn = new FoldIn(SPACE, WORLD);
    for (int u = 0; u < WORLD.userCount(); u++) {
      float[] folded = foldIn.user(history(u));
      assertThat(folded).isEqualTo(swept.row(u));
      assertThat(folded).as("where the fit placed it").isEqualTo(SPACE.users().matrix().row(u));
      assertThat(Dense.distance(Matrix.ofRows(folded), new double[][] {dense[u]})).isLessThan(1e-4);
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
}

package dev.trivium.recommender.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import dev.trivium.recommender.Worlds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JointObjectiveTest {
  private static final int THINGS = 80;
  private static final int COLD = 10;
  private static final FactorSettings SETTINGS = new FactorSettings(8, 0.02, 0.1, 1, 1, 8);
  private static final JointObjective JOINT = new JointObjective(SETTINGS, 0.5, 0.5);

  /**
   * Eight kinds of things: their texts and pictures are noisy signs of the kind, a user likes one
   * kind, and edges join things of a kind.
   */
  private static int kind(int thing) {
    return thing % 8;
  }

  private static Content content() {
    Matrix text = Worlds.normal(THINGS, 12, 1);
    Matrix image = Worlds.normal(THINGS, 10, 2);
    for (int i = 0; i < THINGS; i++) {
      text.array()[i * 12 + kind(i)] += 5;
      image.array()[i * 10 + kind(i)] += 5;
    }
    List<String> ids = Worlds.ids("i", THINGS);
    return Content.of(
        Map.of("text", Worlds.table("t", ids, text), "image", Worlds.table("p", ids, image)));
  }

  private static Interactions interactions() {
    List<Interaction> events = new ArrayList<>();
    for (int u = 0; u < 64; u++) {
      for (int i = 0; i < THINGS - COLD; i++) {
        if (kind(i) == u % 8 && (u / 8 + i / 8) % 2 == 0) {
          events.add(new Interaction("u" + u, "i" + i));
        }
      }
    }
    return Interactions.of(Worlds.ids("u", 64), Worlds.ids("i", THINGS), events);
  }

  private static Interactions links() {
    List<Interaction> events = new ArrayList<>();
    for (int i = 0; i < THINGS; i++) {
      for (int j = 0; j < THINGS; j++) {
        if (i != j && kind(i) == kind(j) && (i + j) / 8 % 3 == 0) {
          events.add(new Interaction("i" + i, "i" + j));
        }
      }
    }
    return Interactions.of(Worlds.ids("i", THINGS), Worlds.ids("i", THINGS), events);
  }

  private static JointObjective.Fitted fitted() {
    return JOINT.fit(content(), interactions(), links(), 3);
  }

  /** The share of the eight best of {@code items} for a query that are of a kind. */
  private static double precision(float[] query, EmbeddingTable items, int kind) {
    return IntStream.range(0, items.size())
            .boxed()
            .sorted((a, b) -> Float.compare(score(query, items, b), score(query, items, a)))
            .limit(8)
            .filter(i -> Integer.parseInt(items.ids().get(i).substring(1)) % 8 == kind)
            .count()
        / 8.0;
  }

  private static float score(float[] query, EmbeddingTable items, int i) {
    return Vectors.dot(query, items.matrix().row(i));
  }

  private static EmbeddingTable known(SharedSpace space, String modality) {
    return EmbeddingTable.of(
        space.items().ids(),
        space.itemFusion().fuse(content().only(java.util.Set.of(modality)), space.items().ids()),
        space.provenance());
  }

  @Test
  void everyKindOfQueryFindsThingsByPictureByTextAndByWhoTookThemUp() {
    JointObjective.Fitted fitted = fitted();
    SharedSpace space = fitted.space();
    Content content = content();
    List<EmbeddingTable> galleries =
        List.of(space.items(), known(space, "text"), known(space, "image"));
    for (EmbeddingTable gallery : galleries) {
      for (int k = 0; k < 8; k++) {
        assertThat(precision(space.users().vector("u" + k), gallery, k)).isGreaterThan(0.8);
        assertThat(precision(fitted.sources().vector("i" + k), gallery, k)).isGreaterThan(0.8);
        for (String modality : List.of("text", "image")) {
          // of a thing that nobody took up, known by this alone
          int thing = THINGS - COLD + k;
          float[] query =
              space
                  .userFusion()
                  .fuse(Map.of(modality, content.table(modality).vector("i" + thing)));
          assertThat(precision(query, gallery, kind(thing))).isGreaterThan(0.8);
        }
      }
    }
  }

  @Test
  void aThingFindsWhoWouldTakeItUp() {
    SharedSpace space = fitted().space();
    for (int k = 0; k < 8; k++) {
      int thing = THINGS - COLD + k;
      float[] vector = space.items().vector("i" + thing);
      assertThat(precision(vector, space.users(), kind(thing))).isGreaterThan(0.8);
    }
  }

  @Test
  void aKnownUserIsFoldedInWhereTheFitHasIt() {
    SharedSpace space = fitted().space();
    FoldIn foldIn = new FoldIn(space, interactions());
    List<Interaction> history =
        interactions().events().stream().filter(e -> e.user().equals("u5")).toList();
    float[] expected = space.users().vector("u5");
    assertThat(foldIn.user(history))
        .containsExactly(expected, org.assertj.core.data.Offset.offset(1e-3f));
  }

  @Test
  void withoutTheOthersItIsTheInteractionObjective() {
    SharedSpace joint =
        new JointObjective(SETTINGS, 0, 0).fit(content(), interactions(), links(), 3).space();
    SharedSpace alone = new InteractionObjective(SETTINGS).fit(content(), interactions(), 3);
    assertThat(joint.items().matrix().array()).containsExactly(alone.items().matrix().array());
    assertThat(joint.users().matrix().array()).containsExactly(alone.users().matrix().array());
  }

  @Test
  void theWeightOfAnObjectiveCountsAsSoManyRows() {
    // two users of the same history pull a column as one of influence 2 does
    List<Interaction> once = new ArrayList<>();
    List<Interaction> twice = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      once.add(new Interaction("a", "i" + i));
      twice.add(new Interaction("a", "i" + i));
      twice.add(new Interaction("b", "i" + i));
      once.add(new Interaction("c", "i" + (i + 2)));
      twice.add(new Interaction("c", "i" + (i + 2)));
    }
    FactorSettings s = new FactorSettings(3, 0.05, 0.1, 0, 1, 5);
    Factorization one =
        new Factorization(
                Interactions.of(List.of("a", "c"), Worlds.ids("i", 6), once),
                row -> row == 0 ? 2 : 1,
                Content.none(),
                Content.none(),
                s,
                Heads.LINEAR,
                1)
            .run();
    Factorization two =
        new Factorization(
                Interactions.of(List.of("a", "b", "c"), Worlds.ids("i", 6), twice),
                Content.none(),
                Content.none(),
                s,
                Heads.LINEAR,
                1)
            .run();
    assertThat(one.columns().array())
        .containsExactly(two.columns().array(), org.assertj.core.data.Offset.offset(1e-4f));
  }

  @Test
  void refusesAWeightBelowZero() {
    assertThatThrownBy(() -> new JointObjective(SETTINGS, -1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the weight of edges is -1.0; choose");
  }
}

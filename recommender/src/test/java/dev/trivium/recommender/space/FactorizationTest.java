package dev.trivium.recommender.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.trivium.core.TriviumException;
import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import dev.trivium.recommender.Worlds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactorizationTest {
  private static final int F = 6;
  private static final long SEED = 11;
  private static final FactorSettings SETTINGS = new FactorSettings(F, 0.05, 0.1, 1, 1, 4);

  /** 60 users, 30 items of which the last five are cold. */
  private static Interactions world() {
    return Worlds.random(60, 30, 0.15, 5).only((u, e) -> true);
  }

  private static Interactions withColdItems() {
    Interactions all = world();
    return all.only((u, e) -> all.itemAt(e) < 25);
  }

  private static Content content(int d) {
    return Content.of(
        Map.of("text", Worlds.table("t", Worlds.ids("i", 30), Worlds.normal(30, d, 6))));
  }

  /** As Factorization draws it: normal, of standard deviation 0.1/√f; nothing for the cold. */
  private static double[][] start(int warm) {
    FastRandom random = new FastRandom(SEED);
    double[][] m = new double[30][F];
    for (int i = 0; i < warm; i++) {
      for (int c = 0; c < F; c++) {
        m[i][c] = (float) (0.1 / Math.sqrt(F) * random.nextGaussian());
      }
    }
    return m;
  }

  @Test
  void withoutContentItIsPlainImplicitAls() {
    Dense.Factors wanted = Dense.Factors.of(world(), start(30), SETTINGS, null);
    Factorization got =
        new Factorization(world(), Content.none(), Content.none(), SETTINGS, Heads.LINEAR, SEED)
            .run();
    assertThat(Dense.distance(got.rows(), wanted.users())).isLessThan(1e-3);
    assertThat(Dense.distance(got.columns(), wanted.items())).isLessThan(1e-3);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 1})
  void theLossNeverRises(double exponent) {
    FactorSettings s = SETTINGS.withFrequencyExponent(exponent);
    Interactions byRow = world();
    Interactions byColumn = byRow.transposed();
    Matrix columns = Worlds.normal(30, F, 7);
    Matrix rows = Matrix.zeros(60, F);
    double before = Double.POSITIVE_INFINITY;
    for (int sweep = 0; sweep < 15; sweep++) {
      rows = new FactorSolver(columns, 30, s).solve(byRow, null);
      double between = Dense.loss(Dense.of(rows), Dense.of(columns), byRow, s);
      assertThat(between).isLessThanOrEqualTo(before * (1 + 1e-6));
      columns = new FactorSolver(rows, 60, s).solve(byColumn, null);
      before = Dense.loss(Dense.of(rows), Dense.of(columns), byRow, s);
      assertThat(before).isLessThanOrEqualTo(between * (1 + 1e-6));
    }
  }

  private static double[][] said(Interactions r, double[][] warm, double[][] items, double[][] at) {
    return Dense.ridge(
        warm,
        items,
        at,
        new int[] {at[0].length},
        new double[] {SETTINGS.ridge()},
        Dense.precisions(SETTINGS, r, warm.length));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 40})
  void theContentPriorIsARidgeRegressionOnTheWarmFactors(int d) {
    Interactions r = withColdItems();
    double[][] x = Dense.of(content(d).table("text").matrix());
    double[][] warm = Arrays.copyOf(x, 25);
    Dense.Factors wanted =
        Dense.Factors.of(
            r,
            start(25),
            SETTINGS,
            items -> {
              // items that nobody took up take no part while fitting
              double[][] said = said(r, warm, Arrays.copyOf(items, 25), x);
              for (int cold = 25; cold < said.length; cold++) {
                said[cold] = new double[said[cold].length];
              }
              return said;
            });
    Factorization got =
        new Factorization(r, Content.none(), content(d), SETTINGS, Heads.LINEAR, SEED).run();
    assertThat(Dense.distance(got.rows(), wanted.users())).isLessThan(2e-3);
    double[][] items = wanted.items().clone();
    double[][] said = said(r, warm, Arrays.copyOf(items, 25), x);
    System.arraycopy(said, 25, items, 25, 5);
    assertThat(Dense.distance(got.columns(), items)).isLessThan(2e-3);
  }

  /** A catalogue may hold any number of things, before and after, that nobody took up. */
  @Test
  void thingsWithoutInteractionsChangeNothing() {
    List<Interaction> events = withColdItems().events();
    List<String> users = new ArrayList<>(Worlds.ids("u", 60));
    List<String> items = new ArrayList<>(Worlds.ids("i", 25));
    Interactions few = Interactions.of(users, items, events);
    users.add(0, "nobody");
    items.addAll(0, Worlds.ids("new", 400));
    items.addAll(Worlds.ids("newer", 300));
    Interactions many = Interactions.of(users, items, events);
    SharedSpace wanted = new InteractionObjective(SETTINGS).fit(content(4), few, SEED);
    SharedSpace got = new InteractionObjective(SETTINGS).fit(content(4), many, SEED);
    List<Interaction> history = events.subList(0, 3);
    assertThat(new FoldIn(got, many).user(history))
        .containsExactly(new FoldIn(wanted, few).user(history), offset(1e-4f));
    for (String user : few.users()) {
      assertThat(got.users().vector(user))
          .containsExactly(wanted.users().vector(user), offset(1e-4f));
    }
    for (String item : few.items()) {
      assertThat(got.items().vector(item))
          .containsExactly(wanted.items().vector(item), offset(1e-4f));
    }
  }

  @Test
  void underAnEndlessRidgeColdItemsStandAtTheMeanOfTheWarm() {
    Factorization got =
        new Factorization(
                withColdItems(),
                Content.none(),
                content(4),
                SETTINGS.withRidge(1e9),
                Heads.LINEAR,
                SEED)
            .run();
    double[] mean =
        Dense.mean(
            Arrays.copyOf(Dense.of(got.columns()), 25),
            Dense.precisions(SETTINGS, withColdItems(), 25));
    for (int i = 25; i < 30; i++) {
      for (int c = 0; c < F; c++) {
        assertThat((double) got.columns().get(i, c)).isCloseTo(mean[c], offset(1e-5));
      }
    }
  }

  @Test
  void anItemWithoutInteractionsIsWhatItsContentSays() {
    Content content =
        content(4).with("image", Worlds.table("p", Worlds.ids("i", 28), Worlds.normal(28, 9, 8)));
    SharedSpace space = new InteractionObjective(SETTINGS).fit(content, withColdItems(), SEED);
    for (int i = 25; i < 30; i++) {
      assertSaid(space, content, "i" + i);
    }
  }

  /** No warm item has a text and a picture, and the cold one has both and a sound. */
  @Test
  void aColdItemOfAnUnseenPatternStandsWhereTheFinalFusionPutsIt() {
    List<String> text = new ArrayList<>(Worlds.ids("i", 12));
    text.add("i29");
    List<String> image = new ArrayList<>(Worlds.ids("i", 25).subList(12, 25));
    image.add("i29");
    List<String> sound = new ArrayList<>(Worlds.ids("i", 25));
    sound.add("i28");
    Content content =
        Content.of(
            Map.of(
                "text", Worlds.table("t", text, Worlds.normal(text.size(), 3, 1)),
                "image", Worlds.table("p", image, Worlds.normal(image.size(), 3, 2)),
                "sound", Worlds.table("s", sound, Worlds.normal(sound.size(), 3, 3))));
    SharedSpace space = new InteractionObjective(SETTINGS).fit(content, withColdItems(), SEED);
    assertSaid(space, content, "i28");
    assertSaid(space, content, "i29");
    assertThat(space.items().vector("i27")).containsOnly(0f);
  }

  private static void assertSaid(SharedSpace space, Content content, String id) {
    float[] said = space.itemFusion().fuse(content.vectors(id));
    assertThat(said).isNotEqualTo(new float[F]);
    float[] got = space.items().vector(id);
    for (int c = 0; c < F; c++) {
      assertThat(got[c]).isCloseTo(said[c], offset(1e-6f));
    }
  }

  @Test
  void theSameSeedGivesTheSameBytesWhateverTheThreads() {
    String alone = fingerprint(1, SEED);
    assertThat(fingerprint(1, SEED)).isEqualTo(alone);
    assertThat(fingerprint(4, SEED)).isEqualTo(alone);
    assertThat(fingerprint(1, SEED + 1)).isNotEqualTo(alone);
  }

  private static String fingerprint(int threads, long seed) {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      SharedSpace space =
          pool.submit(
                  () -> new InteractionObjective(SETTINGS).fit(content(40), withColdItems(), seed))
              .join();
      return space.users().fingerprint() + space.items().fingerprint();
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void withoutInteractionsItSaysSo() {
    Interactions none = Interactions.of(List.of("u"), List.of("i"), List.of());
    assertThatThrownBy(() -> new InteractionObjective(SETTINGS).fit(content(4), none, 1))
        .isInstanceOf(TriviumException.class)
        .hasMessage("there are no interactions to learn from; give at least one");
  }

  @Test
  void edgesDrawBothSidesTowardsTheirContent() {
    List<Interaction> edges = new ArrayList<>();
    for (int v = 0; v < 30; v++) {
      edges.add(new Interaction("i" + v, "i" + (v + 2) % 30));
      edges.add(new Interaction("i" + (v + 2) % 30, "i" + v));
    }
    List<String> nodes = new ArrayList<>(Worlds.ids("i", 30));
    Matrix x = Worlds.normal(31, 5, 9);
    nodes.add("new");
    EmbeddingTable text = Worlds.table("t", nodes, x);
    SharedSpace space =
        new EdgeObjective(SETTINGS)
            .fit(Content.of(Map.of("text", text)), Interactions.of(nodes, nodes, edges), SEED);
    float[] vector = text.vector("new");
    assertThat(space.users().vector("new"))
        .containsExactly(space.userFusion().fuse(Map.of("text", vector)), offset(1e-6f));
    assertThat(space.items().vector("new"))
        .containsExactly(space.itemFusion().fuse(Map.of("text", vector)), offset(1e-6f));
  }
}

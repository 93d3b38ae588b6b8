package dev.trivium.recommender;

import static java.lang.Float.NaN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.trivium.core.TriviumException;
import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.index.HnswIndex;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import dev.trivium.recommender.space.Content;
import dev.trivium.recommender.space.FactorSettings;
import dev.trivium.recommender.space.FoldIn;
import dev.trivium.recommender.space.InteractionObjective;
import dev.trivium.recommender.space.SharedSpace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries, changes and explanations. */
class ServingTest {
  private static final FactorSettings FACTORS = new FactorSettings(6, 0.05, 0.1, 1, 1, 6);
  private static final Worlds.Planted WORLD = Worlds.Planted.of(80, 300, 8, 3, 12, 1);
  private static final Content CONTENT = WORLD.content();
  private static final SharedSpace SPACE =
      new InteractionObjective(FACTORS).fit(CONTENT, WORLD.all(), 1);
  private static final SharedSpaceRecommender FITTED =
      SharedSpaceRecommender.of(SPACE, WORLD.all(), CONTENT);

  private static List<String> items(List<Recommendation> recommended) {
    return recommended.stream().map(Recommendation::item).toList();
  }

  private static List<Interaction> history(int u) {
    return WORLD.all().only((user, e) -> user == u).events();
  }

  private static float[] text(String item) {
    return CONTENT.table("text").vector(item);
  }

  private static Map<String, float[]> like(String item) {
    return Map.of("text", text(item));
  }

  @Test
  void aQueryIsWhatTheOldMethodsAsk() {
    for (int u = 0; u < 20; u++) {
      String user = "u" + u;
      assertThat(FITTED.recommend(Query.user(user))).isEqualTo(FITTED.recommend(user, 10));
      assertThat(FITTED.recommend(Query.history(history(u)).k(3)))
          .isEqualTo(FITTED.recommend(history(u), 3));
    }
  }

  @Test
  void filtersAddUpAndSeenItemsCanBeIncluded() {
    List<Recommendation> all = FITTED.recommend(Query.user("u1").includeSeen().k(1000));
    assertThat(all).hasSize(300);
    assertThat(items(all)).containsAll(history(1).stream().map(Interaction::item).toList());
    assertThat(
            items(
                FITTED.recommend(
                    Query.user("u1")
                        .includeSeen()
                        .k(1000)
                        .filter(i -> i.endsWith("7"))
                        .filter(i -> i.startsWith("i1")))))
        .isEqualTo(items(all).stream().filter(i -> i.endsWith("7") && i.startsWith("i1")).toList());
  }

  @Test
  void severalKindsStandAtTheirWeightedMean() {
    FoldIn foldIn = new FoldIn(SPACE, WORLD.all());
    float[] thing = SPACE.itemFusion().fuse(like("i5"));
    float[] wanted = new float[6];
    Vectors.axpy(0.5f, SPACE.users().vector("u3"), 0, wanted, 0, 6);
    Vectors.axpy(0.25f, foldIn.user(history(9)), 0, wanted, 0, 6);
    Vectors.axpy(0.25f, foldIn.user(Matrix.ofRows(thing), new float[] {1}, null), 0, wanted, 0, 6);
    Query query =
        Query.user("u3").and(Query.history(history(9)).and(Query.like(like("i5")), 1), 0.5);
    List<Recommendation> found = FITTED.recommend(query.k(1000));
    Set<String> seen = new HashSet<>();
    history(3).forEach(e -> seen.add(e.item()));
    history(9).forEach(e -> seen.add(e.item()));
    assertThat(items(found)).doesNotContainAnyElementsOf(seen).hasSize(300 - seen.size());
    for (Recommendation r : found) {
      assertThat(r.score())
          .isCloseTo(Vectors.dot(wanted, SPACE.items().vector(r.item())), offset(1e-5f));
    }
  }

  /** By chance the thing itself would stand in the middle. */
  @Test
  void whatIsLikeAThingIsNearIt() {
    double ranks = 0;
    for (int i = 0; i < 300; i += 3) {
      ranks += items(FITTED.recommend(Query.like(like("i" + i)).k(300))).indexOf("i" + i);
    }
    assertThat(ranks / 100).isLessThan(75);
  }

  /** Scores and vectors that a float cannot hold leave no order, but as many items as wanted. */
  @Test
  void diversityOfWhatIsNotFinite() {
    float[] scores = {Float.POSITIVE_INFINITY, 2, 1};
    float[] huge = {Float.MAX_VALUE, Float.MAX_VALUE};
    assertThat(Diversity.choose(scores, List.of(huge, huge, huge), 3, 0.5))
        .containsExactlyInAnyOrder(0, 1, 2);
  }

  /** Greedy, by the definition, over all candidates at once. */
  @Test
  void diversityIsMaximalMarginalRelevance() {
    List<Recommendation> pool = FITTED.recommend(Query.user("u2").k(50));
    assertThat(FITTED.recommend(Query.user("u2").k(5).diversity(0))).isEqualTo(pool.subList(0, 5));
    float worst = pool.get(49).score();
    float range = pool.get(0).score() - worst;
    for (double d : new double[] {0.2, 0.7, 1}) {
      List<Recommendation> left = new ArrayList<>(pool);
      List<Recommendation> taken = new ArrayList<>();
      while (taken.size() < 5) {
        Recommendation best = left.get(0);
        double most = Double.NEGATIVE_INFINITY;
        for (Recommendation r : left) {
          double nearest = -1;
          for (Recommendation t : taken) {
            nearest =
                Math.max(
                    nearest,
                    Vectors.cosine(SPACE.items().vector(r.item()), SPACE.items().vector(t.item())));
          }
          double gain = (1 - d) * (r.score() - worst) / range - (taken.isEmpty() ? 0 : d * nearest);
          if (gain > most + 1e-9) {
            best = r;
            most = gain;
          }
        }
        taken.add(best);
        left.remove(best);
      }
      assertThat(FITTED.recommend(Query.user("u2").k(5).diversity(d))).isEqualTo(taken);
    }
    assertThat(items(pool.subList(0, 5)))
        .isNotEqualTo(items(FITTED.recommend(Query.user("u2").k(5).diversity(0.7))));
  }

  @Test
  void manyQueriesAreAnsweredAsEachOne() {
    List<Query> queries = new ArrayList<>();
    for (int u = 0; u < 80; u++) {
      Query query = u % 3 == 0 ? Query.history(history(u)) : Query.user("u" + u);
      queries.add(u % 5 == 0 ? query.k(3).diversity(0.5) : query.filter(i -> i.endsWith("3")));
    }
    assertThat(FITTED.recommend(queries))
        .isEqualTo(queries.stream().map(FITTED::recommend).toList());
    assertThat(FITTED.recommendAll(FITTED.users(), 4))
        .isEqualTo(FITTED.users().stream().map(u -> FITTED.recommend(u, 4)).toList())
        .hasSize(80);
  }

  @Test
  void wrongQueriesAreSaid() {
    assertThatThrownBy(() -> Query.user("u1").k(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("k is -1; choose 0 or more");
    assertThatThrownBy(() -> Query.user("u1").diversity(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("diversity is NaN; choose from 0 to 1");
    assertThatThrownBy(() -> Query.user("u1").and(Query.user("u2"), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weight is 0.0; choose a number above 0");
    assertThatThrownBy(() -> Query.like(Map.of("text", new float[] {Float.NaN})))
        .isInstanceOf(TriviumException.class)
        .hasMessage(
            "the text vector of the query holds NaN; expected finite numbers, look at what made it");
    assertThatThrownBy(() -> FITTED.recommend(Query.like(Map.of("sound", new float[3]))))
        .isInstanceOf(TriviumException.class)
        .hasMessageStartingWith("a query comes with [sound], of which the space can place none");
    assertThatThrownBy(() -> FITTED.recommend(Query.user("nobody")))
        .isInstanceOf(TriviumException.class)
        .hasMessageStartingWith("user 'nobody' is not among the 80 ");
  }

  private static void sumsToTheScore(Explanation told) {
    double modalities = told.modalities().values().stream().mapToDouble(f -> f).sum();
    double history = told.history().values().stream().mapToDouble(f -> f).sum() + told.rest();
    assertThat(modalities).isCloseTo(told.score(), offset(1e-5));
    assertThat(history).isCloseTo(told.score(), offset(1e-5));
  }

  @Test
  void explanationsSumToTheScoreBothWays() {
    for (Recommendation r : FITTED.recommend("u7", 300)) {
      Explanation told = FITTED.explain(Query.user("u7"), r.item());
      assertThat(told.score()).isEqualTo(r.score());
      sumsToTheScore(told);
      assertThat(told.rest()).as("a user without content").isCloseTo(0, offset(1e-4f));
      assertThat(told.modalities()).containsOnlyKeys("text", "interactions");
      assertThat(told.history().keySet())
          .containsExactlyInAnyOrderElementsOf(history(7).stream().map(Interaction::item).toList());
    }
    Query mixed = Query.history(history(3)).and(Query.like(like("i5")), 2);
    Explanation told = FITTED.explain(mixed, "i9");
    sumsToTheScore(told);
    assertThat(told.rest()).isCloseTo(0, offset(1e-5f));
    assertThat(told.history()).containsKey("(text)");
    SharedSpaceRecommender more = FITTED.add("new", like("i5"));
    sumsToTheScore(more.explain(mixed, "new"));
    assertThat(more.explain(mixed, "new").modalities().get("interactions"))
        .isCloseTo(0f, offset(1e-5f));
    assertThatThrownBy(() -> FITTED.explain(mixed, "new"))
        .isInstanceOf(TriviumException.class)
        .hasMessage("item 'new' is not among the 300 of the recommender; add it first");
  }

  /** A user in the space stands where the same history is folded in, though only its end counts. */
  @Test
  void whatIsRecentCountsMoreWhoeverAsks() {
    List<Interaction> dated = new ArrayList<>();
    for (Interaction e : WORLD.all().events()) {
      dated.add(new Interaction(e.user(), e.item(), e.weight(), dated.size()));
    }
    Interactions train = Interactions.of(WORLD.all().users(), WORLD.all().items(), dated);
    SharedSpace space = new InteractionObjective(FACTORS.withRecency(1)).fit(CONTENT, train, 1);
    SharedSpaceRecommender recent = SharedSpaceRecommender.of(space, train, CONTENT);
    List<Interaction> history = train.only((user, e) -> user == 7).events();
    List<Recommendation> known = recent.recommend(Query.user("u7").k(300));
    List<Recommendation> folded = recent.recommend(Query.history(history).k(300));
    assertThat(known).hasSize(300 - history.size());
    assertThat(folded).hasSameSizeAs(known);
    for (int r = 0; r < known.size(); r++) {
      assertThat(folded.get(r).score()).isCloseTo(known.get(r).score(), offset(1e-4f));
    }
    Explanation told = recent.explain(Query.user("u7"), known.get(0).item());
    sumsToTheScore(told);
    assertThat(told.rest()).isCloseTo(0, offset(1e-4f));
    assertThat(told.history()).hasSizeLessThan(history.size());
  }

  @Test
  void whatIsRemovedIsNotRecommendedAndComesBackInItsPlace() {
    List<Recommendation> before = FITTED.recommend("u4", 1000);
    String best = before.get(0).item();
    SharedSpaceRecommender less = FITTED.remove(best);
    assertThat(less.recommend("u4", 1000)).isEqualTo(before.subList(1, before.size()));
    assertThat(items(less.similar("i0", 1000))).doesNotContain(best).hasSize(298);
    assertThat(FITTED.recommend("u4", 1000)).isEqualTo(before);
    assertThat(less.hasItem(best)).isFalse();
    assertThatThrownBy(() -> less.remove(best))
        .isInstanceOf(TriviumException.class)
        .hasMessage("item '" + best + "' is not among the 299 of the recommender; add it first");
    assertThatThrownBy(() -> less.update(best, like(best))).isInstanceOf(TriviumException.class);
    SharedSpaceRecommender back = less.add(best, like("i5"));
    assertThat(items(back.recommend("u4", 1000))).contains(best).hasSize(before.size());
    assertThat(back.recommend(Query.user("u4").k(1000)).stream().filter(r -> r.item().equals(best)))
        .containsExactly(
            new Recommendation(
                best,
                Vectors.dot(SPACE.users().vector("u4"), SPACE.itemFusion().fuse(like("i5")))));
  }

  /** Of twins the one in the lower row is the better, and an update does not move a row. */
  @Test
  void anUpdateKeepsItsPlace() {
    SharedSpaceRecommender twins = FITTED.add("a", like("i5")).add("b", like("i5"));
    SharedSpaceRecommender moved = twins.update("a", like("i9")).update("a", like("i5"));
    for (SharedSpaceRecommender r : List.of(twins, moved)) {
      List<String> all = items(r.recommend("u4", 1000));
      assertThat(all.indexOf("b")).isEqualTo(all.indexOf("a") + 1);
    }
    assertThat(moved.recommend("u4", 1000)).isEqualTo(twins.recommend("u4", 1000));
    assertThat(twins.update("a", like("i9")).recommend("u4", 1000))
        .contains(
            new Recommendation(
                "a", Vectors.dot(SPACE.users().vector("u4"), SPACE.itemFusion().fuse(like("i9")))));
  }

  /** Far more updates than items, so that what they replaced is cleared away. */
  @Test
  void manyUpdatesLeaveTheLastOfEach() {
    SharedSpaceRecommender live = FITTED.add("new", like("i1"));
    for (int i = 0; i < 3000; i++) {
      live = live.update(i % 10 == 0 ? "new" : "i" + i % 300, like("i" + i * 7 % 300));
    }
    for (Recommendation r : live.recommend(Query.user("u4").k(1000).includeSeen())) {
      int row = r.item().equals("new") ? -1 : Integer.parseInt(r.item().substring(1));
      int last = row < 0 ? 2990 : row % 10 == 0 ? -1 : 2700 + row;
      float[] wanted =
          last < 0
              ? SPACE.items().vector(r.item())
              : SPACE.itemFusion().fuse(like("i" + last * 7 % 300));
      assertThat(r.score()).isEqualTo(Vectors.dot(SPACE.users().vector("u4"), wanted));
    }
    assertThat(live.recommend(Query.user("u4").k(1000).includeSeen())).hasSize(301);
  }

  @Test
  void whoTookUpMoreStandsWhereAllOfItPlaces() {
    SharedSpaceRecommender more =
        FITTED.observe(
            List.of(
                new Interaction("u2", "i250", 2, 5),
                new Interaction("u2", "i250", 1, 4),
                new Interaction("someone", "i7")));
    List<Interaction> all = new ArrayList<>(history(2));
    all.add(new Interaction("u2", "i250", 3, 5));
    assertThat(more.recommend("u2", 1000)).isEqualTo(FITTED.recommend(all, 1000));
    assertThat(more.recommend("someone", 9))
        .isEqualTo(FITTED.recommend(List.of(new Interaction("x", "i7")), 9));
    assertThat(more.users()).hasSize(81).endsWith("someone");
    assertThat(FITTED.users()).hasSize(80);
    SharedSpaceRecommender less = more.forget("u2", "i250");
    List<Recommendation> wanted = FITTED.recommend(history(2), 1000);
    assertThat(less.recommend("u2", 1000)).isEqualTo(wanted);
    assertThatThrownBy(() -> less.forget("u2", "i250"))
        .isInstanceOf(TriviumException.class)
        .hasMessage("user 'u2' did not take up item 'i250'; there is nothing to forget");
    assertThat(more.forget("someone", "i7").recommend("someone", 9)).isEmpty();
    assertThatThrownBy(() -> FITTED.observe(List.of(new Interaction("u2", "no such"))))
        .isInstanceOf(TriviumException.class)
        .hasMessage(
            "user 'u2' took up item 'no such', which the recommender does not know; add the item"
                + " first");
  }

  /** A new item that is taken up tells of who took it. */
  @Test
  void anItemAddedLaterIsEvidence() {
    SharedSpaceRecommender more = FITTED.add("new", like("i5"));
    float[] thing = SPACE.itemFusion().fuse(like("i5"));
    float[] user = new FoldIn(SPACE, WORLD.all()).user(Matrix.ofRows(thing), new float[] {1}, null);
    List<Interaction> event = List.of(new Interaction("someone", "new"));
    SharedSpaceRecommender live = more.observe(event);
    assertThat(live.recommend("someone", 5)).isEqualTo(more.recommend(event, 5)).hasSize(5);
    for (Recommendation r : live.recommend("someone", 1000)) {
      assertThat(r.item()).isNotEqualTo("new");
      assertThat(r.score()).isEqualTo(Vectors.dot(user, SPACE.items().vector(r.item())));
    }
    assertThat(live.remove("new").recommend("someone", 5)).isEqualTo(live.recommend("someone", 5));
  }

  /**
   * Of few items a graph finds all but a few; what is changed, removed, seen or filtered it heeds.
   */
  @Test
  void aGraphAnswersNearlyAsComparingAll() {
    SharedSpaceRecommender exact =
        FITTED.update("i7", like("i8")).remove("i9").add("new", like("i5"));
    SharedSpaceRecommender graph =
        FITTED
            .approximate(HnswIndex.Settings.DEFAULT)
            .update("i7", like("i8"))
            .remove("i9")
            .add("new", like("i5"))
            .ready();
    int found = 0;
    for (int u = 0; u < 80; u++) {
      Query query = Query.user("u" + u).filter(i -> !i.endsWith("1"));
      List<Recommendation> wanted = exact.recommend(query);
      List<Recommendation> got = graph.recommend(query);
      assertThat(got)
          .hasSize(10)
          .isSortedAccordingTo((a, b) -> Float.compare(b.score(), a.score()));
      assertThat(exact.recommend(query.k(1000))).containsAll(got);
      found += (int) got.stream().filter(wanted::contains).count();
      Query narrow = query.filter(i -> i.endsWith("17"));
      assertThat(graph.recommend(narrow)).isEqualTo(exact.recommend(narrow));
    }
    assertThat(found).isGreaterThan(780);
    assertThat(graph.similar("i3", 9)).isEqualTo(exact.similar("i3", 9));
  }

  private static final Content USERS =
      Content.of(Map.of("text", Worlds.table("t", WORLD.all().users(), Worlds.normal(80, 4, 9))));

  private static SharedSpaceRecommender drawn() {
    SharedSpace space =
        new InteractionObjective(FACTORS).withUserContent(USERS).fit(CONTENT, WORLD.all(), 3);
    return SharedSpaceRecommender.of(space, WORLD.all());
  }

  /** An update moves no user; who takes up more is placed by the items as they are, and content. */
  @Test
  void anItemsUpdateIsNotTakenForWhatContentSaysOfItsUsers() {
    SharedSpaceRecommender drawn = drawn();
    FoldIn foldIn = new FoldIn(drawn.space(), WORLD.all());
    String item = history(2).get(0).item();
    SharedSpaceRecommender updated = drawn.update(item, like("i17"));
    assertThat(updated.state().userVector("u2")).isEqualTo(drawn.state().userVector("u2"));
    SharedSpaceRecommender live = updated.observe(List.of(new Interaction("u2", "i250")));
    Evidence evidence = live.state().evidence("u2");
    assertThat(evidence.things().row(evidence.names().indexOf(item)))
        .isEqualTo(drawn.space().itemFusion().fuse(like("i17")));
    float[] prior = drawn.space().userFusion().fuse(USERS.vectors("u2"));
    assertThat(live.state().userVector("u2"))
        .containsExactly(foldIn.user(evidence.things(), evidence.weights(), prior), offset(1e-3f));
  }

  /** One who comes with content, and takes up things then, stands where one of the fit would. */
  @Test
  void aNewUserComesWithContent(@TempDir Path dir) {
    SharedSpaceRecommender drawn = drawn();
    FoldIn foldIn = new FoldIn(drawn.space(), WORLD.all());
    Map<String, float[]> vectors = USERS.vectors("u5");
    drawn.save(dir.resolve("model"));
    try (LiveRecommender live = LiveRecommender.open(dir.resolve("model"))) {
      live.addUser("new", vectors);
      assertThat(live.snapshot().state().userVector("new"))
          .isEqualTo(drawn.space().userFusion().fuse(vectors));
      assertThat(live.recommend("new", 7)).hasSize(7);
      live.observe(List.of(new Interaction("new", "i3"), new Interaction("new", "i4")));
      live.forget("new", "i4");
      assertThatThrownBy(() -> live.addUser("new", vectors))
          .isInstanceOf(TriviumException.class)
          .hasMessage("user 'new' is already known; give the new user an id of its own");
      assertThatThrownBy(() -> live.addUser("u5", vectors)).isInstanceOf(TriviumException.class);
      assertThatThrownBy(() -> live.addUser("newer", Map.of("text", new float[] {1, 2, 3, NaN})))
          .isInstanceOf(TriviumException.class)
          .hasMessageContaining("the text vector of user 'newer' holds NaN");
    }
    SharedSpaceRecommender loaded = SharedSpaceRecommender.load(dir.resolve("model"));
    assertThat(loaded.state().userVector("new"))
        .containsExactly(
            foldIn.user(List.of(new Interaction("new", "i3")), vectors), offset(1e-5f));
    assertThat(loaded.forget("new", "i3").state().userVector("new"))
        .isEqualTo(drawn.space().userFusion().fuse(vectors));
    assertThatThrownBy(() -> FITTED.addUser("new", vectors))
        .isInstanceOf(TriviumException.class)
        .hasMessage(
            "user 'new' comes with [text], of which the space can place none; it was fitted to []");
  }

  /** What content says of a user goes on drawing when more is taken up. */
  @Test
  void aUserKnownByContentStaysDrawn() {
    SharedSpaceRecommender drawn = drawn();
    SharedSpace space = drawn.space();
    FoldIn foldIn = new FoldIn(space, WORLD.all());
    for (int u = 0; u < 9; u++) {
      List<Interaction> all = new ArrayList<>(history(u));
      all.removeIf(e -> e.item().equals("i250"));
      all.add(new Interaction("u" + u, "i250"));
      float[] wanted = foldIn.user(all, USERS.vectors("u" + u));
      SharedSpaceRecommender live = drawn;
      if (history(u).stream().anyMatch(e -> e.item().equals("i250"))) {
        live = live.forget("u" + u, "i250");
      }
      live = live.observe(List.of(new Interaction("u" + u, "i250")));
      for (Recommendation r : live.recommend("u" + u, 20)) {
        assertThat(r.score())
            .isCloseTo(Vectors.dot(wanted, space.items().vector(r.item())), offset(1e-3f));
      }
    }
  }
}

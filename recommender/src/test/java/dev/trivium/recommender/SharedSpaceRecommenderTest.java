package dev.trivium.recommender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.trivium.core.TriviumException;
import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.data.Split;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.eval.RankingMetrics;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import dev.trivium.recommender.space.Content;
import dev.trivium.recommender.space.FactorSettings;
import dev.trivium.recommender.space.Fusion;
import dev.trivium.recommender.space.InteractionObjective;
import dev.trivium.recommender.space.SharedSpace;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class SharedSpaceRecommenderTest {
  private static final FactorSettings FACTORS = new FactorSettings(6, 0.05, 0.1, 1, 1, 6);
  private static final Worlds.Planted WORLD = Worlds.Planted.of(80, 60, 8, 3, 12, 1);
  private static final Content CONTENT =
      WORLD
          .content()
          .with("image", Worlds.table("p", Worlds.ids("i", 40), Worlds.normal(40, 5, 2)));
  private static final SharedSpaceRecommender FITTED =
      SharedSpaceRecommender.of(
          new InteractionObjective(FACTORS).fit(CONTENT, WORLD.all(), 1), WORLD.all());

  private static List<String> items(List<Recommendation> recommended) {
    return recommended.stream().map(Recommendation::item).toList();
  }

  @Test
  void aNewItemIsRecommendedAtOnceAndTheOldRecommenderDoesNotKnowIt() {
    String wanted = FITTED.recommend("u0", 1).get(0).item();
    Map<String, float[]> twin = CONTENT.vectors(wanted);
    SharedSpaceRecommender more = FITTED.add("new", twin);
    float score = Vectors.dot(vector("u0"), FITTED.space().itemFusion().fuse(twin));
    List<Recommendation> all = more.recommend("u0", 1000);
    assertThat(all).contains(new Recommendation("new", score));
    assertThat(all.stream().filter(r -> !r.item().equals("new")).toList())
        .isEqualTo(FITTED.recommend("u0", 1000));
    assertThat(items(more.recommend("u0", 15))).contains("new");
    assertThat(items(more.similar(wanted, 10))).contains("new");
    assertThat(items(more.similar("new", 10))).contains(wanted);
    assertThat(items(more.recommend(List.of(new Interaction("x", "i1")), 99))).contains("new");
    assertThatThrownBy(() -> FITTED.similar("new", 1)).isInstanceOf(TriviumException.class);
    assertThat(items(more.add("newer", twin).recommend("u0", 99))).contains("new", "newer");
  }

  private static float[] vector(String user) {
    return FITTED.space().users().vector(user);
  }

  @Test
  void aModalityMayBeMissing() {
    SharedSpace space = FITTED.space();
    for (String modality : List.of("text", "image")) {
      Map<String, float[]> one = Map.of(modality, CONTENT.table(modality).vector("i3"));
      List<Recommendation> all = FITTED.add("new", one).recommend("u5", 1000);
      assertThat(all)
          .contains(
              new Recommendation("new", Vectors.dot(vector("u5"), space.itemFusion().fuse(one))));
    }
  }

  @Test
  void whatCannotBeAddedIsSaidInOneSentence() {
    float[] text = CONTENT.table("text").vector("i3");
    assertThatThrownBy(() -> FITTED.add("i3", Map.of("text", text)))
        .isInstanceOf(TriviumException.class)
        .hasMessage("item 'i3' is already in the space; give the new item an id of its own");
    SharedSpaceRecommender more = FITTED.add("new", Map.of("text", text));
    assertThatThrownBy(() -> more.add("new", Map.of("text", text)))
        .isInstanceOf(TriviumException.class)
        .hasMessageStartingWith("item 'new' is already in the space");
    assertThatThrownBy(() -> FITTED.add("new", Map.of("text", new float[3])))
        .hasMessage("the text vector has 3 numbers; the space was fitted to 8");
    assertThatThrownBy(() -> FITTED.add("new", Map.of("sound", text)))
        .isInstanceOf(TriviumException.class)
        .hasMessage(
            "item 'new' comes with [sound], of which the space can place none; it was fitted to"
                + " [[image], [text], [image, text]]");
    assertThatThrownBy(() -> FITTED.add("new", Map.of()))
        .isInstanceOf(TriviumException.class)
        .hasMessageStartingWith("item 'new' comes with [], of which the space can place none");
    text[2] = Float.NaN;
    assertThatThrownBy(() -> FITTED.add("new", Map.of("text", text)))
        .isInstanceOf(TriviumException.class)
        .hasMessage(
            "the text vector of item 'new' holds NaN; expected finite numbers, look at what made it");
  }

  @Test
  void theSharesOfAnExplanationSumToTheScore() {
    for (Recommendation r : FITTED.recommend("u7", 60)) {
      SortedMap<String, Float> shares = FITTED.explain("u7", r.item(), CONTENT.vectors(r.item()));
      assertThat(shares.keySet())
          .containsExactlyInAnyOrderElementsOf(
              Integer.parseInt(r.item().substring(1)) < 40
                  ? List.of("image", "interactions", "text")
                  : List.of("interactions", "text"));
      assertThat((float) shares.values().stream().mapToDouble(Float::doubleValue).sum())
          .isCloseTo(r.score(), offset(1e-5f));
    }
    SharedSpaceRecommender more = FITTED.add("new", CONTENT.vectors("i3"));
    assertThat(more.explain("u7", "new", CONTENT.vectors("i3")).get("interactions"))
        .isCloseTo(0f, offset(1e-5f));
    assertThat(FITTED.explain("u7", "i3", Map.of())).containsOnlyKeys("interactions");
  }

  @Test
  void similarIsByCosine() {
    Matrix unit = FITTED.space().items().matrix().normalizedRows();
    List<Recommendation> similar = FITTED.similar("i3", 59);
    for (Recommendation r : similar) {
      int row = FITTED.space().items().row(r.item());
      assertThat(r.score()).isCloseTo(Vectors.dot(unit.row(3), unit.row(row)), offset(1e-5f));
    }
  }

  /** The factors are linear in what the content says, so that cold items can be ranked. */
  @Test
  void coldItemsAreRankedNearlyAsTheTruthRanksThem() {
    Worlds.Planted world = Worlds.Planted.of(200, 150, 10, 4, 25, 5);
    Split split = Split.coldItems(world.all(), 0.3, 2);
    SharedSpace space =
        new InteractionObjective(FACTORS.withDimension(16)).fit(world.content(), split.train(), 1);
    Recommender fitted = SharedSpaceRecommender.of(space, split.train());
    double ndcg = RankingMetrics.ndcg(10).of(Evaluation.rank(fitted, split, 10)).value();
    Recommender blind = // the same space, its cold items known by nothing
        SharedSpaceRecommender.of(
            new InteractionObjective(FACTORS.withDimension(16))
                .fit(Content.none(), split.train(), 1),
            split.train());
    double chance = RankingMetrics.ndcg(10).of(Evaluation.rank(blind, split, 10)).value();
    assertThat(ndcg).isGreaterThan(0.8);
    assertThat(chance).isLessThan(0.4);
  }

  @Test
  void aSpaceWithoutUsersIsRefused() {
    EmbeddingTable items = Worlds.table("pairs", List.of("a"), Matrix.zeros(1, 4));
    EmbeddingTable users = Worlds.table("pairs", List.of(), Matrix.zeros(0, 4));
    Fusion none = new Fusion(4, Map.of());
    Interactions train = Interactions.of(List.of("u"), List.of("a"), List.of());
    assertThatThrownBy(
            () -> SharedSpaceRecommender.of(new SharedSpace(users, items, none, none), train))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the space pairs was not fitted to interactions and has no place for users; fit one"
                + " with InteractionObjective");
  }
}

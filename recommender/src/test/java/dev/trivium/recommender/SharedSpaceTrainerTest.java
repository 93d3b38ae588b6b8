package dev.trivium.recommender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivium.core.data.Split;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.eval.RankingMetrics;
import dev.trivium.recommender.baseline.ImplicitAls;
import dev.trivium.recommender.space.Content;
import dev.trivium.recommender.space.FactorSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedSpaceTrainerTest {
  private static final FactorSettings SETTINGS = new FactorSettings(8, 0.03, 0.1, 1, 1, 8);
  private static final Worlds.Planted WORLD = Worlds.Planted.of(60, 80, 8, 4, 15, 3);

  private static double ndcg(RecommenderTrainer trainer, Split split) {
    return RankingMetrics.ndcg(10)
        .of(Evaluation.rank(trainer.train(split.train()), split, 10))
        .value();
  }

  @Test
  void withoutContentItIsImplicitAls() {
    SharedSpaceRecommender ours =
        new SharedSpaceTrainer(SETTINGS, Content.none(), 5).train(WORLD.all());
    Recommender plain = new ImplicitAls(SETTINGS, 5).train(WORLD.all());
    for (String user : List.of("u0", "u31", "u59")) {
      assertThat(ours.recommend(user, 10)).isEqualTo(plain.recommend(user, 10));
    }
  }

  @Test
  void contentHelpsWarmItemsAndPlacesColdOnes() {
    SharedSpaceTrainer shared = new SharedSpaceTrainer(SETTINGS, WORLD.content(), 5);
    Split warm = Question.RANDOM.holdOut(WORLD.all(), 1);
    assertThat(ndcg(shared, warm)).isGreaterThan(ndcg(new ImplicitAls(SETTINGS, 5), warm));
    Split cold = Question.COLD_ITEMS.holdOut(WORLD.all(), 1);
    assertThat(ndcg(shared, cold)).isGreaterThan(0.8);
  }

  @Test
  void contentOfSomeItemsServesThese() {
    EmbeddingTable all = WORLD.content().table("text");
    Split cold = Question.COLD_ITEMS.holdOut(WORLD.all(), 1);
    List<String> known =
        WORLD.all().items().stream()
            .filter(i -> Integer.parseInt(i.substring(1)) % 2 == 0)
            .toList();
    Content half = Content.of(Map.of("text", all.select(known)));
    SharedSpaceRecommender recommender =
        new SharedSpaceTrainer(SETTINGS, half, 5).train(cold.train());
    cold.candidates().stream()
        .forEach(
            i -> {
              String item = WORLD.all().items().get(i);
              float[] vector = recommender.space().items().vector(item);
              assertThat(vector).hasSize(8);
              assertThat(known.contains(item)).isEqualTo(anyNonZero(vector));
            });
  }

  private static boolean anyNonZero(float[] vector) {
    for (float x : vector) {
      if (x != 0) {
        return true;
      }
    }
    return false;
  }
}

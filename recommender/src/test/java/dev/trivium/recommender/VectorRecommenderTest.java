package dev.trivium.recommender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.index.HnswIndex;
import dev.trivium.core.math.Matrix;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VectorRecommenderTest {
  private static final Interactions TRAIN =
      Interactions.of(
          List.of("ann", "bob", "new"),
          List.of("a", "b", "c", "d"),
          List.of(new Interaction("ann", "a"), new Interaction("bob", "d")));

  /** The last number is the items' bias. */
  private static final EmbeddingTable ITEMS =
      Worlds.table(
          "s",
          TRAIN.items(),
          Matrix.ofRows(
              new float[] {1, 0, 0},
              new float[] {0, 1, 0},
              new float[] {1, 1, -1},
              new float[] {0, 0, 3}));

  private static final EmbeddingTable USERS =
      Worlds.table(
          "s",
          TRAIN.users(),
          Matrix.ofRows(new float[] {2, 4, 1}, new float[] {1, 0, 1}, new float[] {9, 9, 1}));

  private static VectorRecommender recommender(List<List<Interaction>> asked) {
    return VectorRecommender.of(
        USERS,
        ITEMS,
        TRAIN,
        history -> {
          asked.add(history);
          return new float[] {0, 1, 1};
        });
  }

  @Test
  void scoresByTheInnerProductWithTheBias() {
    VectorRecommender recommender = recommender(new ArrayList<>());
    assertThat(recommender.recommend("ann", 9))
        .containsExactly(
            new Recommendation("c", 5), new Recommendation("b", 4), new Recommendation("d", 3));
    assertThat(recommender.recommend("new", 9)).isEmpty();
    assertThat(recommender.users()).isSameAs(USERS);
    assertThat(recommender.items()).isSameAs(ITEMS);
  }

  @Test
  void foldsInWhatIsKnownOfAHistoryOnceEachInTheOrderOfItsRows() {
    List<List<Interaction>> asked = new ArrayList<>();
    List<Recommendation> got =
        recommender(asked)
            .recommend(
                List.of(
                    new Interaction("x", "d", 1, 5),
                    new Interaction("x", "?", 1, 9),
                    new Interaction("x", "a", 2, 7),
                    new Interaction("x", "d", 0.5f, 3)),
                9);
    assertThat(asked)
        .containsExactly(
            List.of(new Interaction("x", "a", 2, 7), new Interaction("x", "d", 1.5f, 5)));
    assertThat(got).containsExactly(new Recommendation("b", 1), new Recommendation("c", 0));
  }

  @Test
  void searchesInAnIndexOfTheCallersChoice() {
    VectorRecommender exact = recommender(new ArrayList<>());
    VectorRecommender graph = exact.with(HnswIndex::new);
    assertThat(graph.recommend("ann", 9)).isEqualTo(exact.recommend("ann", 9));
    assertThat(graph.similar("a", 1)).isEqualTo(exact.similar("a", 1));
  }

  @Test
  void refusesVectorsOfOthers() {
    Interactions others = Interactions.of(List.of(new Interaction("ann", "a")));
    assertThatThrownBy(() -> VectorRecommender.of(USERS, ITEMS, others, h -> new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the vectors are not those of the users and items of the interactions; give a row for"
                + " each, in their order");
  }
}

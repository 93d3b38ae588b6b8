package dev.trivium.recommender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.TriviumException;
import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.tensor.Safetensors;
import dev.trivium.core.tensor.Weights;
import dev.trivium.recommender.baseline.Baseline;
import dev.trivium.recommender.baseline.BprMf;
import dev.trivium.recommender.baseline.BprSettings;
import dev.trivium.recommender.baseline.Ease;
import dev.trivium.recommender.baseline.ImplicitAls;
import dev.trivium.recommender.baseline.Item2Vec;
import dev.trivium.recommender.baseline.ItemKnn;
import dev.trivium.recommender.baseline.LightGcn;
import dev.trivium.recommender.baseline.LightGcnSettings;
import dev.trivium.recommender.baseline.Popularity;
import dev.trivium.recommender.space.Content;
import dev.trivium.recommender.space.FactorSettings;
import dev.trivium.recommender.space.InteractionObjective;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every recommender keeps to. User u50 has no interactions, item i30 neither. */
class RecommenderContractTest {
  private static final FactorSettings FACTORS = new FactorSettings(6, 0.05, 0.1, 1, 1, 4);
  private static final Interactions WORLD = world();

  private static Interactions world() {
    Interactions all = Worlds.random(51, 31, 0.25, 3);
    return all.only((u, e) -> u != 50 && all.itemAt(e) != 30);
  }

  /** The shared space, of items with text, as a trainer. */
  private record Fused() implements RecommenderTrainer {
    @Override
    public String name() {
      return "fused";
    }

    @Override
    public Recommender train(Interactions interactions) {
      Content text =
          Content.of(
              Map.of("text", Worlds.table("t", interactions.items(), Worlds.normal(31, 5, 1))));
      return SharedSpaceRecommender.of(
          new InteractionObjective(FACTORS).fit(text, interactions, 1), interactions);
    }
  }

  static Stream<RecommenderTrainer> trainers() {
    return Stream.of(
        new Popularity(),
        new ItemKnn(),
        new ItemKnn(3, 5),
        new Ease(20),
        new ImplicitAls(FACTORS, 1),
        new BprMf(new BprSettings(6, 60, 0.1, 0.01, 0, 1), 1),
        new BprMf(new BprSettings(6, 60, 0.1, 0.01, 0.75, 4), 1),
        new LightGcn(new LightGcnSettings(6, 3, 60, 100, 0.01, 1e-3, 0), 1),
        new Item2Vec(Item2Vec.BASKETS.withDimension(6), false),
        new Item2Vec(Item2Vec.BASKETS.withDimension(6).withWindow(3), true),
        new Fused());
  }

  /** What a baseline learnt, written to a file and read again: the same to the last digit. */
  @ParameterizedTest
  @MethodSource("trainers")
  void whatWasLearntIsRestored(RecommenderTrainer trainer, @TempDir Path dir) throws IOException {
    if (!(trainer instanceof Baseline<?> baseline)) {
      return; // a space is kept by its recommender, see LiveRecommenderTest
    }
    Path file = dir.resolve("learnt.safetensors");
    Weights learnt = baseline.learn(WORLD);
    try (OutputStream out = Files.newOutputStream(file)) {
      Safetensors.write(out, learnt.tensors(), Map.of());
    }
    Recommender trained = trainer.train(WORLD);
    Recommender restored = baseline.restore(WORLD, Safetensors.read(file));
    for (int u = 0; u < 51; u++) {
      assertThat(restored.recommend("u" + u, 40)).isEqualTo(trained.recommend("u" + u, 40));
      assertThat(restored.recommend(history(u), 40)).isEqualTo(trained.recommend(history(u), 40));
    }
    assertThat(restored.similar("i3", 40)).isEqualTo(trained.similar("i3", 40));
    if (!learnt.names().isEmpty()) {
      Interactions fewer =
          WORLD.only((u, e) -> WORLD.itemAt(e) != 29).among(WORLD.users(), Worlds.ids("i", 29));
      assertThatThrownBy(() -> baseline.restore(fewer, Safetensors.read(file)))
          .isInstanceOf(TriviumException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("has shape [");
      assertThatThrownBy(() -> baseline.restore(WORLD, new Weights("an empty file", Map.of())))
          .isInstanceOf(TriviumException.class)
          .hasMessageContaining("an empty file has no weight");
    }
  }

  private static List<Interaction> history(int u) {
    return WORLD.only((user, e) -> user == u).events();
  }

  private static List<String> items(List<Recommendation> recommended) {
    return recommended.stream().map(Recommendation::item).toList();
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void ranksEveryItemThatIsNotSeenOnceBestFirst(RecommenderTrainer trainer) {
    Recommender recommender = trainer.train(WORLD);
    for (int u = 0; u < 50; u++) {
      Set<String> seen = new HashSet<>();
      history(u).forEach(e -> seen.add(e.item()));
      for (List<Recommendation> all :
          List.of(recommender.recommend("u" + u, 1000), recommender.recommend(history(u), 1000))) {
        Set<String> unseen = new HashSet<>(WORLD.items());
        unseen.removeAll(seen);
        assertThat(items(all)).doesNotHaveDuplicates().hasSameElementsAs(unseen);
        assertThat(all).isSortedAccordingTo((a, b) -> Float.compare(b.score(), a.score()));
      }
      assertThat(recommender.recommend("u" + u, 5))
          .isEqualTo(recommender.recommend("u" + u, 1000).subList(0, 5));
    }
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void keepsToTheFilter(RecommenderTrainer trainer) {
    Recommender recommender = trainer.train(WORLD);
    List<Recommendation> odd =
        recommender.recommend("u1", 1000).stream().filter(r -> isOdd(r.item())).toList();
    assertThat(recommender.recommend("u1", 1000, RecommenderContractTest::isOdd)).isEqualTo(odd);
    assertThat(recommender.recommend("u1", 2, RecommenderContractTest::isOdd))
        .isEqualTo(odd.subList(0, 2));
    assertThat(recommender.recommend(history(1), 1000, item -> false)).isEmpty();
  }

  private static boolean isOdd(String item) {
    return Integer.parseInt(item.substring(1)) % 2 == 1;
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void noneAreAskedForAndFewerThanNoneCannotBe(RecommenderTrainer trainer) {
    Recommender recommender = trainer.train(WORLD);
    assertThat(recommender.recommend("u1", 0)).isEmpty();
    assertThat(recommender.recommend(history(1), 0)).isEmpty();
    assertThat(recommender.similar("i1", 0)).isEmpty();
    assertThatThrownBy(() -> recommender.recommend("u1", -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("k is -1; choose 0 or more");
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void saysWhoIsUnknown(RecommenderTrainer trainer) {
    Recommender recommender = trainer.train(WORLD);
    assertThatThrownBy(() -> recommender.recommend("nobody", 3))
        .isInstanceOf(TriviumException.class)
        .hasMessageStartingWith("user 'nobody' is not among the 51 ")
        .hasMessageEndingWith("; recommend from a history instead");
    assertThatThrownBy(() -> recommender.similar("nothing", 3))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("'nothing'");
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void passesOverItemsItDoesNotKnow(RecommenderTrainer trainer) {
    Recommender recommender = trainer.train(WORLD);
    List<Interaction> strange = new ArrayList<>(history(2));
    strange.add(0, new Interaction("x", "never heard of"));
    assertThat(recommender.recommend(strange, 9)).isEqualTo(recommender.recommend(history(2), 9));
    List<Interaction> onlyStrange = List.of(new Interaction("x", "never heard of"));
    assertThat(recommender.recommend(onlyStrange, 9))
        .isEqualTo(recommender.recommend(List.of(), 9))
        .isEqualTo(recommender.recommend("u50", 9));
    assertThat(recommender.recommend(List.of(), 9).isEmpty())
        .isEqualTo(!trainer.name().equals("popularity"));
  }

  /** Repeats add up to the weight they were trained with. */
  @ParameterizedTest
  @MethodSource("trainers")
  void aHistoryIsASetOfEvents(RecommenderTrainer trainer) {
    Recommender recommender = trainer.train(WORLD);
    List<Interaction> pieces = new ArrayList<>();
    for (Interaction e : history(3)) {
      pieces.add(new Interaction("x", e.item(), e.weight() / 2, 7));
      pieces.add(new Interaction("x", e.item(), e.weight() / 2, 1));
    }
    Collections.reverse(pieces);
    assertThat(recommender.recommend(pieces, 9)).isEqualTo(recommender.recommend(history(3), 9));
  }

  /** For those that score by the history alone; factors of a known user were learnt with others. */
  @ParameterizedTest
  @MethodSource("trainers")
  void aKnownUserIsNoMoreThanTheHistory(RecommenderTrainer trainer) {
    Recommender recommender = trainer.train(WORLD);
    boolean factors = Set.of("fused", "iALS", "BPR-MF", "LightGCN").contains(trainer.name());
    for (int u = 0; u < 50; u++) {
      List<Recommendation> known = recommender.recommend("u" + u, 5);
      List<Recommendation> folded = recommender.recommend(history(u), 5);
      if (!factors) {
        assertThat(folded).isEqualTo(known);
      } else {
        List<String> common = new ArrayList<>(items(known));
        common.retainAll(items(folded));
        assertThat(common).hasSizeGreaterThanOrEqualTo(2);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void itemsAreSimilarToOthers(RecommenderTrainer trainer) {
    Recommender recommender = trainer.train(WORLD);
    assertThat(items(recommender.similar("i1", 1000)))
        .hasSize(30)
        .doesNotContain("i1")
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void answersTheSameToAllThreadsAndOnceTrainedAgain(RecommenderTrainer trainer) {
    Recommender recommender = trainer.train(WORLD);
    List<List<Recommendation>> wanted =
        IntStream.range(0, 50).mapToObj(u -> recommender.recommend("u" + u, 9)).toList();
    for (int repeat = 0; repeat < 5; repeat++) {
      assertThat(
              IntStream.range(0, 50)
                  .parallel()
                  .mapToObj(u -> recommender.recommend("u" + u, 9))
                  .toList())
          .isEqualTo(wanted);
    }
    Recommender again = trainer.train(WORLD);
    assertThat(IntStream.range(0, 50).mapToObj(u -> again.recommend("u" + u, 9)).toList())
        .isEqualTo(wanted);
  }
}

package dev.trivium.recommender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.ConfigurationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import dev.trivium.core.CoreModule;
import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.embedding.Encoder;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.core.tensor.TensorSettings;
import dev.trivium.graph.GraphModule;
import dev.trivium.image.ImageModule;
import dev.trivium.recommender.space.Content;
import dev.trivium.recommender.space.FactorSettings;
import dev.trivium.recommender.space.InteractionObjective;
import dev.trivium.recommender.space.Objective;
import dev.trivium.recommender.space.PairSettings;
import dev.trivium.recommender.space.SharedSpace;
import dev.trivium.text.SentenceTransformer;
import dev.trivium.text.TextModule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The house composed by Guice, and by hand. */
class RecommenderModuleTest {
  private static final TensorSettings ONE_THREAD = TensorSettings.DEFAULT.withThreads(1);
  private static final FactorSettings FACTORS = FactorSettings.DEFAULT.withDimension(4);
  private static final RecommenderModule MODULE =
      new RecommenderModule(FACTORS, PairSettings.DEFAULT);
  private static final String MINI_LM = "all-MiniLM-L6-v2";

  private static final List<String> SEA = List.of("a fast ship", "a sailing boat", "a sea storm");
  private static final List<String> KITCHEN = List.of("a soup", "fresh bread", "a pot of tea");

  private static Map<String, Encoder<?>> encoders(Injector injector) {
    return injector.getInstance(Key.get(new TypeLiteral<Map<String, Encoder<?>>>() {}));
  }

  private static Objective objective(Injector injector, String name) {
    return Objects.requireNonNull(
        injector.getInstance(Key.get(new TypeLiteral<Map<String, Objective>>() {})).get(name));
  }

  private static List<Item> items() {
    List<Item> items = new ArrayList<>();
    SEA.forEach(text -> items.add(Item.of(text).with("text", text)));
    KITCHEN.forEach(text -> items.add(Item.of(text).with("text", text)));
    return items;
  }

  /** Sailors and cooks, each with two of three; the last of either is new to all. */
  private static Interactions events() {
    List<Interaction> events = new ArrayList<>();
    for (int u = 0; u < 6; u++) {
      List<String> liked = u % 2 == 0 ? SEA : KITCHEN;
      events.add(new Interaction("u" + u, liked.get(0)));
      events.add(new Interaction("u" + u, liked.get(1)));
    }
    return Interactions.of(Worlds.ids("u", 6), items().stream().map(Item::id).toList(), events);
  }

  /** Encodes, fits, and gives all the bytes there are. */
  private static String fitted(Encoder<?> encoder, Objective objective) {
    try (ItemEncoder items = new ItemEncoder(List.of(encoder))) {
      SharedSpace space = objective.fit(items.encode(items()), events(), 7);
      SharedSpaceRecommender recommender =
          SharedSpaceRecommender.of(space, events())
              .add(Item.of("new").with("text", "a harbour"), items);
      assertThat(recommender.recommend("u0", 1, item -> !item.equals("new")))
          .as("the sea storm, which nobody took up")
          .extracting(Recommendation::item)
          .containsExactly(SEA.get(2));
      return space.users().fingerprint()
          + space.items().fingerprint()
          + recommender.recommend("u0", 9);
    }
  }

  @Test
  void givesTheSameBytesWithAndWithoutGuice() {
    Injector injector = Guice.createInjector(new CoreModule(ONE_THREAD), new TextModule(), MODULE);
    String with =
        fitted(
            Encoder.named(MINI_LM, String.class, encoders(injector)),
            objective(injector, "interactions"));
    TensorRuntime runtime = new TensorRuntime(ONE_THREAD);
    String without =
        fitted(
            new Encoder<>(MINI_LM, "text", String.class, () -> SentenceTransformer.miniLm(runtime)),
            new InteractionObjective(FACTORS));
    assertThat(with).isEqualTo(without);
  }

  @Test
  void allRoomsGoTogether() {
    Injector injector =
        Guice.createInjector(
            new CoreModule(),
            new TextModule(),
            new ImageModule(Path.of("no weights are read yet")),
            new GraphModule(),
            MODULE);
    assertThat(encoders(injector)).containsOnlyKeys(MINI_LM, ImageModule.MOBILENET_V2);
    for (String name : List.of("interactions", "edges", "matched-pairs")) {
      assertThat(objective(injector, name)).isNotNull();
    }
    assertThatThrownBy(() -> injector.getInstance(Recommender.class))
        .as("nothing is bound that was not asked for")
        .isInstanceOf(ConfigurationException.class);
  }

  /** What somebody else writes to bring a modality of their own. */
  private static final class SoundModule extends AbstractModule {
    @Override
    protected void configure() {
      CoreModule.encoders(binder())
          .addBinding("loudness")
          .toInstance(
              FakeEmbedder.encoder(
                  "loudness", "sound", double[].class, 2, SoundModule::hear, new AtomicInteger()));
    }

    /** Mean and spread. */
    private static float[] hear(double[] wave) {
      double sum = 0;
      double squares = 0;
      for (double x : wave) {
        sum += x;
        squares += x * x;
      }
      return new float[] {(float) (sum / wave.length), (float) (squares / wave.length)};
    }
  }

  @Test
  void aModalityOfOnesOwnJoinsFromOutside() {
    Injector injector = Guice.createInjector(new CoreModule(), new SoundModule(), MODULE);
    List<Item> sounds = new ArrayList<>();
    List<Interaction> events = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      double loud = i % 2 == 0 ? 1 : 9;
      sounds.add(Item.of("s" + i).with("sound", new double[] {loud, -loud, loud + i * 0.01}));
      for (int u = 0; u < 6; u++) {
        if (i % 2 == u % 2 && i < 14) {
          events.add(new Interaction("u" + u, "s" + i));
        }
      }
    }
    Interactions train = Interactions.of(Worlds.ids("u", 6), Worlds.ids("s", 20), events);
    try (ItemEncoder encoder =
        new ItemEncoder(List.of(Encoder.named("loudness", double[].class, encoders(injector))))) {
      Content content = encoder.encode(sounds);
      SharedSpaceRecommender recommender =
          SharedSpaceRecommender.of(
              objective(injector, "interactions").fit(content, train, 1), train);
      assertThat(recommender.recommend("u0", 3))
          .extracting(Recommendation::item)
          .containsExactlyInAnyOrder("s14", "s16", "s18");
      assertThat(
              recommender
                  .add(Item.of("loud").with("sound", new double[] {9, -9, 9.1}), encoder)
                  .recommend("u1", 4))
          .extracting(Recommendation::item)
          .contains("loud");
      assertThat(recommender.explain("u0", "s14", content.vectors("s14")))
          .containsOnlyKeys("interactions", "sound");
    }
  }
}

package dev.trivium.recommender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.TriviumException;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.embedding.Encoder;
import dev.trivium.core.math.Matrix;
import dev.trivium.recommender.space.Content;
import dev.trivium.recommender.space.FactorSettings;
import dev.trivium.recommender.space.InteractionObjective;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ItemEncoderTest {
  private final AtomicInteger closed = new AtomicInteger();

  private Encoder<double[]> sound() {
    return FakeEmbedder.encoder(
        "loudness", "sound", double[].class, 1, s -> new float[] {(float) s[0]}, closed);
  }

  private ItemEncoder encoder() {
    return new ItemEncoder(List.of(FakeEmbedder.letters(closed), sound()));
  }

  @Test
  void eachModalityIsATableOfThoseThatHaveIt() {
    try (ItemEncoder encoder = encoder()) {
      Item both = Item.of("b").with("text", "bad").with("sound", new double[] {3});
      Content content =
          encoder.encode(List.of(Item.of("a").with("text", "abc"), both, Item.of("nothing")));
      assertThat(content.table("text").ids()).containsExactly("a", "b");
      assertThat(content.table("sound").ids()).containsExactly("b");
      assertThat(content.table("text").space()).isEqualTo("letters");
      assertThat(content.of("nothing")).isEmpty();
      Map<String, float[]> vectors = encoder.encode(both);
      assertThat(vectors).containsOnlyKeys("text", "sound");
      assertThat(vectors.get("text")).containsExactly(content.table("text").vector("b"));
      assertThat(vectors.get("sound")).containsExactly(3f);
      assertThat(encoder.encode(Item.of("nothing"))).isEmpty();
      assertThat(closed).hasValue(0);
    }
    assertThat(closed).hasValue(2);
  }

  @Test
  void whatIsWrongWithACatalogueIsSaidInOneSentence() {
    try (ItemEncoder encoder = encoder()) {
      assertThatThrownBy(() -> encoder.encode(List.of()))
          .isInstanceOf(TriviumException.class)
          .hasMessage("the catalogue is empty; give at least one item");
      assertThatThrownBy(() -> encoder.encode(List.of(Item.of("a"), Item.of("b"), Item.of("a"))))
          .isInstanceOf(TriviumException.class)
          .hasMessage(
              "item id 'a' stands twice in the catalogue; ids must differ, rename or drop one");
      assertThatThrownBy(() -> encoder.encode(List.of(Item.of("a").with("text", 7))))
          .isInstanceOf(TriviumException.class)
          .hasMessage("the text of item 'a' is a Integer, expected a String");
      assertThatThrownBy(() -> encoder.encode(Item.of("a").with("smell", "sweet")))
          .isInstanceOf(TriviumException.class)
          .hasMessage(
              "item 'a' has a modality 'smell' that no encoder serves; there are [sound, text]");
    }
  }

  @Test
  void twoEncodersOfOneModalityAreOneTooMany() {
    assertThatThrownBy(
            () ->
                new ItemEncoder(
                    List.of(FakeEmbedder.letters(closed), FakeEmbedder.letters(closed))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("two encoders serve the modality 'text'");
    assertThat(closed).as("the first was opened and is closed").hasValue(1);
  }

  @Test
  void oneThatFailsToCloseKeepsNoOtherOpen() {
    Encoder<String> stubborn =
        new Encoder<>(
            "stubborn",
            "a modality before the others",
            String.class,
            () ->
                new Embedder<String>() {
                  @Override
                  public String space() {
                    return "stubborn";
                  }

                  @Override
                  public int dimension() {
                    return 1;
                  }

                  @Override
                  public Matrix embed(List<? extends String> things) {
                    return Matrix.zeros(things.size(), 1);
                  }

                  @Override
                  public void close() {
                    throw new IllegalStateException("stuck");
                  }
                });
    ItemEncoder encoder = new ItemEncoder(List.of(stubborn, FakeEmbedder.letters(closed), sound()));
    assertThatThrownBy(encoder::close).hasMessage("stuck");
    assertThat(closed).hasValue(2);
  }

  @Test
  void anItemIsAddedFromItsText() {
    try (ItemEncoder encoder = encoder()) {
      Interactions world = Worlds.random(20, 10, 0.4, 1);
      List<Item> items = new ArrayList<>();
      world.items().forEach(id -> items.add(Item.of(id).with("text", "text of " + id)));
      SharedSpaceRecommender fitted =
          SharedSpaceRecommender.of(
              new InteractionObjective(FactorSettings.DEFAULT.withDimension(4))
                  .fit(encoder.encode(items), world, 1),
              world);
      assertThat(
              fitted
                  .add(Item.of("new").with("text", "quite new"), encoder)
                  .recommend("u1", 99)
                  .stream()
                  .map(Recommendation::item))
          .contains("new");
    }
  }
}

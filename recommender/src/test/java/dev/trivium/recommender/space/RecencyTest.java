package dev.trivium.recommender.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.recommender.Worlds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecencyTest {
  private static final FactorSettings HALF_AFTER_TWO =
      new FactorSettings(6, 0.05, 0.1, 1, 1, 4).withRecency(2);

  private static Map<String, Float> weights(List<Interaction> history, FactorSettings settings) {
    return Recency.weigh(history, settings).stream()
        .collect(Collectors.toMap(Interaction::item, Interaction::weight));
  }

  @Test
  void anEntryCountsHalfAfterAsManyLaterOnesAsTheHalfLife() {
    List<Interaction> history =
        List.of(
            new Interaction("u", "old", 4, 10),
            new Interaction("u", "basket1", 1, 20),
            new Interaction("u", "basket2", 3, 20),
            new Interaction("u", "last", 1, 30));
    Map<String, Float> weights = weights(history, HALF_AFTER_TWO);
    assertThat(weights.get("last")).isEqualTo(1f);
    assertThat(weights.get("basket1")).isCloseTo((float) Math.sqrt(0.5), offset(1e-6f));
    assertThat(weights.get("basket2")).isCloseTo(3 * (float) Math.sqrt(0.5), offset(1e-6f));
    assertThat(weights.get("old")).isCloseTo(4 * (float) Math.pow(0.5, 1.5), offset(1e-6f));
  }

  @Test
  void whatIsLongAgoIsLeftOut() {
    List<Interaction> history = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      history.add(new Interaction("u", "i" + i, 1, i));
    }
    // ½^(13/2) is above a hundredth, ½^(14/2) is not
    assertThat(weights(history, HALF_AFTER_TWO)).hasSize(14).containsKeys("i39", "i26");
    assertThat(weights(history, HALF_AFTER_TWO.withRecency(0))).hasSize(40);
  }

  /** Held to counting those later one by one; and a history of one time alone takes no time. */
  @Test
  void entriesOfOneTimeAreCountedOnce() {
    List<Interaction> history = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      history.add(new Interaction("u", "i" + i, 1 + i % 3, i * 7 % 10 - 5L));
    }
    Map<String, Float> weights = weights(history, HALF_AFTER_TWO.withRecency(40));
    for (Interaction e : history) {
      long later = history.stream().filter(other -> other.time() > e.time()).count();
      assertThat(weights.get(e.item()))
          .isCloseTo((float) (e.weight() * Math.pow(0.5, later / 40.0)), offset(1e-6f));
    }
    List<Interaction> basket =
        IntStream.range(0, 300_000).mapToObj(i -> new Interaction("u", "i" + i, 1, 9)).toList();
    assertTimeout(
        Duration.ofSeconds(20),
        () ->
            assertThat(Recency.weigh(basket, HALF_AFTER_TWO))
                .extracting(Interaction::weight)
                .containsOnly(1f));
  }

  @Test
  void eventsWithOneItemAreOneEntryOfItsLatestTime() {
    List<Interaction> history =
        List.of(
            new Interaction("u", "a", 1, 10),
            new Interaction("v", "b", 1, 20),
            new Interaction("w", "a", 1, 30));
    Map<String, Float> weights = weights(history, HALF_AFTER_TWO);
    assertThat(weights.get("a")).isEqualTo(2f);
    assertThat(weights.get("b")).isCloseTo((float) Math.sqrt(0.5), offset(1e-6f));
  }

  @Test
  void aKnownUserStandsWhereOneFoldedInDoes() {
    List<Interaction> events = new ArrayList<>();
    for (Interaction e : Worlds.random(30, 20, 0.4, 3).events()) {
      events.add(new Interaction(e.user(), e.item(), e.weight(), events.size() * 7919L % 1009));
    }
    Interactions train = Interactions.of(events);
    SharedSpace space = new InteractionObjective(HALF_AFTER_TWO).fit(Content.none(), train, 1);
    FoldIn foldIn = new FoldIn(space, train);
    for (String user : List.of("u0", "u17")) {
      List<Interaction> history = events.stream().filter(e -> e.user().equals(user)).toList();
      assertThat(foldIn.user(history)).containsExactly(space.users().vector(user), offset(1e-4f));
    }
    SharedSpace plain =
        new InteractionObjective(HALF_AFTER_TWO.withRecency(0)).fit(Content.none(), train, 1);
    assertThat(space.items().matrix().array()).containsExactly(plain.items().matrix().array());
    assertThat(space.users().vector("u0")).isNotEqualTo(plain.users().vector("u0"));
  }

  @Test
  void refusesAHalfLifeBelowZero() {
    assertThatThrownBy(() -> HALF_AFTER_TWO.withRecency(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("recency is -1.0; choose 0 (none) or a number above, such as 2");
  }
}

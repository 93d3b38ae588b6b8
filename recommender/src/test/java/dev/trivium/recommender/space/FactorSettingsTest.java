package dev.trivium.recommender.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.recommender.Worlds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FactorSettingsTest {
  private static final FactorSettings PLAIN = new FactorSettings(6, 0.05, 0.1, 1, 1, 4);
  private static final FactorSettings ROOTS = PLAIN.withWeightExponent(0.5);

  /** Weights from 1 to 5, to a power. */
  private static Interactions weighing(Interactions world, int power) {
    return world.weighted(
        (u, e) -> {
          double weight = 1 + (e * 7 % 5);
          return Math.pow(weight, power);
        });
  }

  @Test
  void zerosTogetherWeighAFewTimesWhatWasObserved() {
    List<Interaction> events = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      events.add(new Interaction("u" + i, "i" + i, 16, 0));
    }
    List<String> users = IntStream.range(0, 22).mapToObj(u -> "u" + u).toList();
    List<String> items = IntStream.range(0, 25).mapToObj(i -> "i" + i).toList();
    FactorSettings byData = PLAIN.withUnobservedWeight(0);
    // twenty of four hundred pairs; users and items without entries do not matter
    Interactions few = Interactions.of(users, items, events);
    assertThat(byData.withWeightExponent(0).settled(few).unobservedWeight())
        .isCloseTo(0.175, offset(1e-9));
    assertThat(byData.withWeightExponent(0.125).settled(few).unobservedWeight())
        .isCloseTo(0.175 * Math.sqrt(2), offset(1e-9));
    assertThat(byData.settled(few).unobservedWeight()).isCloseTo(0.175 * 16, offset(1e-9));
    Interactions all =
        Interactions.of(List.of("u"), List.of("i"), List.of(new Interaction("u", "i", 16, 0)));
    assertThat(byData.withWeightExponent(0).settled(all).unobservedWeight())
        .isCloseTo(0.3, offset(1e-9));
    Interactions rare = Worlds.random(30, 20, 0.02, 3);
    assertThat(PLAIN.settled(rare)).isEqualTo(PLAIN);
  }

  @Test
  void theExponentIsThatOfTheWeights() {
    Interactions world = Worlds.random(30, 20, 0.4, 3);
    Interactions heavy = weighing(world, 2);
    SharedSpace damped = new InteractionObjective(ROOTS).fit(Content.none(), heavy, 1);
    SharedSpace plain = new InteractionObjective(PLAIN).fit(Content.none(), weighing(world, 1), 1);
    assertThat(damped.users().matrix().array()).containsExactly(plain.users().matrix().array());
    assertThat(damped.items().matrix().array()).containsExactly(plain.items().matrix().array());
  }

  @Test
  void aKnownUserStandsWhereOneFoldedInDoesWhoseEventsAreRepeated() {
    Interactions heavy = weighing(Worlds.random(30, 20, 0.4, 3), 2);
    SharedSpace space = new InteractionObjective(ROOTS).fit(Content.none(), heavy, 1);
    FoldIn foldIn = new FoldIn(space, heavy);
    List<Interaction> halves =
        heavy.events().stream()
            .filter(e -> e.user().equals("u3"))
            .map(e -> new Interaction("", e.item(), e.weight() / 2, 0))
            .flatMap(e -> List.of(e, e).stream())
            .toList();
    assertThat(foldIn.user(halves)).containsExactly(space.users().vector("u3"), offset(1e-4f));
  }

  @Test
  void isReadAsItIsWritten() {
    FactorSettings all = ROOTS.withRidge("text", 3).withRecency(2).withFrequencyExponent(0.5);
    assertThat(FactorSettings.of(all.asMap())).isEqualTo(all);
    assertThat(FactorSettings.of(Map.copyOf(PLAIN.asMap()))).isEqualTo(PLAIN);
    // over other defaults too, so nothing may be left out
    assertThat(PLAIN.asMap()).containsEntry("weightExponent", "1.0");
  }

  @Test
  void refusesWeightsThatCannotBe() {
    assertThatThrownBy(() -> PLAIN.withUnobservedWeight(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "unobservedWeight is -1.0; choose a number above 0, such as 0.1, or 0 to take it from the data");
    assertThatThrownBy(() -> PLAIN.withWeightExponent(2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weightExponent is 2.0; choose a number from 0 to 1");
  }
}

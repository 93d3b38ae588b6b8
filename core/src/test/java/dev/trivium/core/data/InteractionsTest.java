package dev.trivium.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.TriviumException;
import dev.trivium.core.math.FastRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InteractionsTest {
  static Interactions random(int users, int items, int events, long seed) {
    FastRandom random = new FastRandom(seed);
    List<Interaction> all = new ArrayList<>();
    for (int e = 0; e < events; e++) {
      all.add(
          new Interaction(
              "u" + random.nextInt(users),
              "i" + random.nextInt(items),
              1 + random.nextInt(3),
              random.nextInt(1000)));
    }
    return Interactions.of(all);
  }

  @Test
  void holdsWhatAMapOfPairsHolds() {
    FastRandom random = new FastRandom(3);
    List<Interaction> events = new ArrayList<>();
    Map<String, Float> weights = new HashMap<>();
    Map<String, Long> times = new HashMap<>();
    for (int e = 0; e < 3000; e++) {
      Interaction i =
          new Interaction(
              "u" + random.nextInt(40),
              "i" + random.nextInt(60),
              1 + random.nextInt(3),
              random.nextInt(99));
      events.add(i);
      weights.merge(i.user() + " " + i.item(), i.weight(), Float::sum);
      times.merge(i.user() + " " + i.item(), i.time(), Math::max);
    }
    Interactions all = Interactions.of(events);
    Map<String, Float> found = new HashMap<>();
    for (Interaction i : all.events()) {
      found.put(i.user() + " " + i.item(), i.weight());
      assertThat(times).containsEntry(i.user() + " " + i.item(), i.time());
    }
    assertThat(found).isEqualTo(weights);
    assertThat(all.size()).isEqualTo(weights.size());
  }

  @Test
  void transposedTwiceIsTheSame() {
    Interactions all = random(30, 50, 400, 1);
    assertThat(all.transposed().transposed().fingerprint()).isEqualTo(all.fingerprint());
    assertThat(all.transposed().fingerprint()).isNotEqualTo(all.fingerprint());
  }

  @Test
  void anEntryIsFoundFromBothSides() {
    Interactions all = random(30, 50, 400, 2);
    Interactions byItem = all.transposed();
    for (int u = 0; u < all.userCount(); u++) {
      for (int i = 0; i < all.itemCount(); i++) {
        assertThat(byItem.contains(i, u)).isEqualTo(all.contains(u, i));
      }
      assertThat(Arrays.copyOfRange(all.entryUsers(), all.from(u), all.to(u))).containsOnly(u);
    }
  }

  @Test
  void aPartKeepsTheNumbers() {
    Interactions all = random(30, 50, 400, 4);
    Interactions none = all.only((u, e) -> false);
    assertThat(none.size()).isZero();
    assertThat(none.users()).isEqualTo(all.users());
    assertThat(none.items()).isEqualTo(all.items());
  }

  @Test
  void emptyIsAllowed() {
    Interactions none = Interactions.of(List.of());
    assertThat(none.size()).isZero();
    assertThat(none.transposed().userCount()).isZero();
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> Interactions.of(List.of("a", "a"), List.of("x"), List.of()))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("user id 'a' stands twice");
    assertThatThrownBy(
            () -> Interactions.of(List.of("a"), List.of("x"), List.of(new Interaction("a", "y"))))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("item 'y'");
    for (float weight : new float[] {0, -1, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new Interaction("a", "x", weight, 0))
          .hasMessageContaining("weight " + weight);
    }
  }

  /** What is left when users and items of too few entries are struck out, one by one. */
  @Test
  void theCoreIsWhatStrikingOutLeaves() {
    for (long seed = 0; seed < 10; seed++) {
      Interactions all = random(30, 30, 150, seed);
      List<Interaction> left = new ArrayList<>(all.events());
      boolean struck = true;
      while (struck) {
        List<Interaction> now = List.copyOf(left);
        struck =
            left.removeIf(
                e ->
                    now.stream().filter(o -> o.user().equals(e.user())).count() < 4
                        || now.stream().filter(o -> o.item().equals(e.item())).count() < 4);
      }
      Interactions core = all.kCore(4);
      assertThat(core.events()).containsExactlyInAnyOrderElementsOf(left);
      assertThat(core.users()).allMatch(u -> core.degree(core.user(u)) >= 4);
      assertThat(all.kCore(1).fingerprint()).isEqualTo(all.fingerprint());
    }
    assertThatThrownBy(() -> random(3, 3, 3, 1).kCore(0)).hasMessageContaining("k is 0");
  }

  @Test
  void amongOthersTheEntriesAreTheSame() {
    Interactions all = random(10, 10, 40, 5);
    List<String> users = new ArrayList<>(all.users());
    users.add(0, "new");
    Interactions more = all.among(users, all.items());
    assertThat(more.degree(0)).isZero();
    assertThat(more.events()).isEqualTo(all.events());
    assertThatThrownBy(() -> all.among(List.of(), all.items())).hasMessageContaining("the user");
  }

  @Test
  void whatIsTooLightForAFloatKeepsTheLeastWeightThereIs() {
    Interactions all = Interactions.of(List.of(new Interaction("a", "x")));
    assertThat(all.weighted((u, e) -> 1e-60).weightAt(0)).isEqualTo(Float.MIN_VALUE);
    for (double weight : new double[] {0, -1, Double.NaN, 1e39}) {
      assertThatThrownBy(() -> all.weighted((u, e) -> weight))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("would weigh " + weight + "; expected a finite number above 0");
    }
  }

  @Test
  void whatIsGatheredGrowsAsFarAsAnArrayGoes() {
    assertThat(InteractionsBuilder.grown(1024)).isEqualTo(1536);
    int most = InteractionsBuilder.grown(1_500_000_000); // half as many again is no int
    assertThat(most).isEqualTo(Integer.MAX_VALUE - 8);
    assertThatThrownBy(() -> InteractionsBuilder.grown(most))
        .isInstanceOf(TriviumException.class)
        .hasMessageStartingWith("there are more than 2,147,483,639 events");
  }

  @Test
  void halfACharacterIsNoId() {
    String whole = "caf\u00e9 \ud83d\ude00";
    assertThat(Interactions.of(List.of(new Interaction(whole, "x"))).users())
        .containsExactly(whole);
    for (String cut : List.of("a\ud83d", "\ude00a", "\ud83d\ud83d\ude00")) {
      assertThatThrownBy(() -> Interactions.of(List.of(new Interaction("a", cut))))
          .isInstanceOf(TriviumException.class)
          .hasMessageContaining("holds half a character");
      assertThatThrownBy(() -> Interactions.of(List.of(cut), List.of(), List.of()))
          .hasMessageContaining("cannot be written; correct it where it was cut");
    }
  }
}

package dev.trivium.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.TriviumException;
import java.util.BitSet;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SplitTest {
  static Stream<Split> splits() {
    return LongStream.range(0, 5)
        .boxed()
        .flatMap(
            seed -> {
              Interactions all = InteractionsTest.random(40, 60, 700, seed);
              return Stream.of(
                  Split.randomPerUser(all, 0.2, seed),
                  Split.leaveLastOut(all),
                  Split.temporal(all, 0.2),
                  Split.coldItems(all, 0.2, seed));
            });
  }

  @ParameterizedTest
  @MethodSource("splits")
  void bothPartsTogetherAreTheWholeAndNothingIsInBoth(Split split) {
    int both = 0;
    for (int u = 0; u < split.train().userCount(); u++) {
      for (int item : split.test().itemsOf(u)) {
        assertThat(split.train().contains(u, item)).isFalse();
        assertThat(split.candidates().get(item)).isTrue();
        both++;
      }
    }
    assertThat(both).isEqualTo(split.test().size()).isPositive();
  }

  @Test
  void randomHoldsOutTheShareOfEachUser() {
    Interactions all = InteractionsTest.random(40, 60, 700, 9);
    Split split = Split.randomPerUser(all, 0.25, 1);
    for (int u = 0; u < all.userCount(); u++) {
      assertThat(split.test().degree(u)).isEqualTo(all.degree(u) / 4);
      assertThat(split.train().degree(u) + split.test().degree(u)).isEqualTo(all.degree(u));
    }
    assertThat(Split.randomPerUser(all, 0.25, 1).test().fingerprint())
        .isEqualTo(split.test().fingerprint());
    assertThat(Split.randomPerUser(all, 0.25, 2).test().fingerprint())
        .isNotEqualTo(split.test().fingerprint());
  }

  @Test
  void lastIsTheLatest() {
    Interactions all = InteractionsTest.random(40, 60, 700, 5);
    Split split = Split.leaveLastOut(all);
    for (int u = 0; u < all.userCount(); u++) {
      if (split.test().degree(u) == 1) {
        long last = split.test().timeAt(split.test().from(u));
        for (int e = split.train().from(u); e < split.train().to(u); e++) {
          assertThat(split.train().timeAt(e)).isLessThanOrEqualTo(last);
        }
      }
    }
  }

  @Test
  void coldItemsAreUnseen() {
    Interactions all = InteractionsTest.random(40, 60, 700, 6);
    Split split = Split.coldItems(all, 0.2, 6);
    int[] degrees = split.train().itemDegrees();
    split.candidates().stream().forEach(item -> assertThat(degrees[item]).isZero());
    assertThat(split.candidates().cardinality()).isEqualTo(all.itemCount() / 5);
  }

  @Test
  void aLeakIsRefused() {
    Interactions all =
        Interactions.of(List.of(new Interaction("a", "x"), new Interaction("a", "y")));
    BitSet candidates = new BitSet();
    candidates.set(0, 2);
    assertThatThrownBy(() -> new Split("mine", all, all, candidates))
        .hasMessageContaining("the split leaks: 'a' with 'x'");
    for (double share : new double[] {0, 1, -1, 2, Double.NaN}) {
      assertThatThrownBy(() -> Split.randomPerUser(all, share, 1))
          .hasMessageContaining("held-out share is " + share);
    }
  }

  @Test
  void nothingTrainedOnIsLaterThanAnythingHeldOutByTime() {
    for (long seed = 0; seed < 10; seed++) {
      Interactions all = InteractionsTest.random(40, 60, 700, seed);
      Split split = Split.temporal(all, 0.2);
      long latest =
          split.train().events().stream().mapToLong(Interaction::time).max().orElseThrow();
      long earliest =
          split.test().events().stream().mapToLong(Interaction::time).min().orElseThrow();
      assertThat(earliest).isGreaterThan(latest);
      assertThat(split.train().size() + split.test().size()).isEqualTo(all.size());
      assertThat((double) split.test().size() / all.size()).isBetween(0.18, 0.2);
    }
  }

  @Test
  void entriesOfOneTimeStayTogether() {
    Interactions all =
        Interactions.of(
            List.of(
                new Interaction("a", "x", 1, 1),
                new Interaction("a", "y", 1, 2),
                new Interaction("b", "x", 1, 2),
                new Interaction("b", "y", 1, 3)));
    assertThat(Split.temporal(all, 0.5).test().size()).isEqualTo(1);
    assertThat(Split.temporal(all, 0.75).test().size()).isEqualTo(3);
    assertThatThrownBy(() -> Split.temporal(all.only((u, e) -> e == 0), 0.5))
        .hasMessageContaining("cannot be split by it; give times");
    assertThatThrownBy(() -> Split.temporal(all.only((u, e) -> all.timeAt(e) < 3), 0.5))
        .isInstanceOf(TriviumException.class)
        .hasMessage(
            "2 of the 3 entries have the latest time, 2, and the share of 0.5 to hold out has no room for them; hold out more, or split at random");
  }

  @Test
  void partsThatAreGivenAreNumberedAlike() {
    Interactions train =
        Interactions.of(List.of(new Interaction("a", "x"), new Interaction("b", "y")));
    Interactions test =
        Interactions.of(
            List.of(
                new Interaction("c", "z"), new Interaction("b", "x"), new Interaction("a", "x")));
    Split split = Split.given(train, test, List.of());
    assertThat(split.train().users()).containsExactly("a", "b", "c");
    assertThat(split.test().items()).containsExactly("x", "y", "z");
    assertThat(split.test().events())
        .containsExactly(new Interaction("b", "x"), new Interaction("c", "z"));
    assertThat(split.candidates().cardinality()).isEqualTo(3);
    Split cold = Split.given(train, test, List.of("z", "w"));
    assertThat(cold.train().items()).containsExactly("x", "y", "z", "w");
    assertThat(cold.candidates()).isEqualTo(BitSet.valueOf(new long[] {0b1100}));
  }
}

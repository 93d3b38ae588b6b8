package dev.trivium.app.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.data.Split;
import dev.trivium.core.math.FastRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SplitKindTest {
  private static Interactions world(boolean timed) {
    FastRandom random = new FastRandom(1);
    List<Interaction> events = new ArrayList<>();
    for (int e = 0; e < 600; e++) {
      events.add(
          new Interaction(
              "u" + random.nextInt(30), "i" + random.nextInt(40), 1, timed ? 1000 + e : 0));
    }
    return Interactions.of(events);
  }

  /** A split that comes in two parts is known again by them. */
  @ParameterizedTest
  @EnumSource
  void aSplitIsKnownByItsParts(SplitKind kind) {
    Split split = kind.of(world(true), 0.2, 1);
    SplitKind found = SplitKind.of(split);
    assertThat(found.question()).isEqualTo(kind.question());
  }

  @Test
  void withoutTimesNothingIsTheLatest() {
    Split split = Split.randomPerUser(world(false), 0.2, 1);
    assertThat(SplitKind.of(split)).isEqualTo(SplitKind.RANDOM);
  }
}

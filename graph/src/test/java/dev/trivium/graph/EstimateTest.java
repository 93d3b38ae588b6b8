package dev.trivium.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.TriviumException;
import dev.trivium.core.sequence.SkipGramSettings;
import org.junit.jupiter.api.Test;

class EstimateTest {
  @Test
  void whatIsMoreThanALongCountsIsTheLargestLong() {
    WalkSettings walks = new WalkSettings(Integer.MAX_VALUE, Integer.MAX_VALUE, 1, 1);
    assertThat(Estimate.of(1_000_000, 1, false, walks).steps()).isEqualTo(Long.MAX_VALUE);
    Estimate learnt = Estimate.of(1_000_000, 1, false, walks, SkipGramSettings.WALKS);
    assertThat(learnt.steps()).isEqualTo(Long.MAX_VALUE);
    assertThat(learnt.multiplyAdds()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void vectorsBeyondOneArrayAreRefused() {
    assertThatThrownBy(
            () -> Estimate.of(20_000_000, 1, false, WalkSettings.DEFAULT, SkipGramSettings.WALKS))
        .isInstanceOf(TriviumException.class)
        .hasMessage(
            "20000000 vectors of 128 numbers are more than one array holds; choose at most 107 dimensions");
    assertThatThrownBy(() -> Estimate.of(20_000_000, 1, false, FastRPSettings.DEFAULT))
        .isInstanceOf(TriviumException.class);
  }

  /** 10 M nodes of 20 arcs: more than an int counts. */
  @Test
  void workedByHand() {
    Estimate walks =
        Estimate.of(10_000_000, 200_000_000, true, WalkSettings.DEFAULT, SkipGramSettings.WALKS);
    assertThat(walks.graphBytes()).isEqualTo(40_000_000L + 1_600_000_000L);
    assertThat(walks.walkBytes()).isEqualTo(1_600_000_000L);
    assertThat(walks.vectorBytes()).isEqualTo(3L * 10_000_000 * 128 * 4);
    assertThat(walks.steps()).isEqualTo(8_000_000_000L);
    assertThat(walks.multiplyAdds()).isEqualTo(8_000_000_000L * 11 * 3 * 6 * 128);
    assertThat(walks.inWords())
        .isEqualTo(
            "about 17.3 GiB of memory (graph 1.5 GiB, walks 1.5 GiB, vectors 14.3 GiB) beside the"
                + " nodes' ids; at most 8.0 billion steps of walks and 202752.0 billion"
                + " multiply-adds");
    WalkSettings second = WalkSettings.DEFAULT.withQ(2);
    assertThat(Estimate.of(100, 1000, true, second, SkipGramSettings.WALKS).walkBytes())
        .isEqualTo(8 * 1000 + 8 * 100 + 6 * 1000 + 4 * 100);
    assertThat(Estimate.of(100, 1000, false, second, SkipGramSettings.WALKS).walkBytes())
        .isEqualTo(6 * 1000 + 4 * 100);
    assertThat(Estimate.of(100, 1000, false, WalkSettings.DEFAULT).inWords())
        .isEqualTo(
            "about 4.3 KiB of memory (graph 4.3 KiB) beside the nodes' ids; at most 80000 steps of"
                + " walks");
    Estimate fast = Estimate.of(1000, 10_000, false, FastRPSettings.DEFAULT);
    assertThat(fast.bytes()).isEqualTo(4 * 11_000 + 3 * 4 * 128 * 1000);
    assertThat(fast.inWords())
        .isEqualTo(
            "about 1.5 MiB of memory (graph 43.0 KiB, vectors 1.5 MiB) beside the nodes' ids;"
                + " 5.1 million multiply-adds");
  }
}

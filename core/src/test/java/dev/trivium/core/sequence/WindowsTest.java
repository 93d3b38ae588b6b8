package dev.trivium.core.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.math.AliasTable;
import dev.trivium.core.math.Chi;
import dev.trivium.core.math.FastRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WindowsTest {
  private static final Rows NO_ROWS = new Rows(0, 1);

  private static final AliasTable NOISE = AliasTable.of(new float[] {1, 2, 3, 4, 0, 10});

  private static Windows windows(SkipGramSettings settings, float[] keep, WindowUpdate update) {
    return new Windows(
        settings,
        keep,
        new TrainingClock(settings, 1_000_000, Progress.NONE, NO_ROWS),
        update,
        new FastRandom(4));
  }

  @Test
  void aPairAtADistanceCountsInProportionToTheWidthsThatReachIt() {
    int window = 5;
    long[] atDistance = new long[window + 1];
    int[] ids = new int[2001];
    Arrays.setAll(ids, i -> i);
    WindowUpdate update =
        (inputs, count, target, rate) -> {
          for (int b = 0; b < count; b++) {
            atDistance[Math.abs(inputs[b] - target)]++;
          }
        };
    SkipGramSettings settings = SkipGramSettings.WALKS.withWindow(window);
    Windows windows = windows(settings, new float[0], update);
    for (int i = 0; i < 50; i++) {
      windows.accept(ids, 0, ids.length);
    }
    assertThat(atDistance[0]).isZero();
    for (int d = 1; d <= window; d++) {
      double share = atDistance[d] / (2.0 * 50 * (ids.length - d));
      assertThat(share).isCloseTo((window - d + 1.0) / window, within(0.01));
    }
  }

  @Test
  void noiseFollowsItsLawAndNeverHitsTheTarget() {
    long[] seen = new long[6];
    Noise noise = new Noise(NOISE, 5, new FastRandom(4));
    for (int i = 0; i < 50_000; i++) {
      int count = noise.drawFor(4);
      assertThat(noise.targets()[0]).isEqualTo(4);
      for (int k = 1; k < count; k++) {
        seen[noise.targets()[k]]++;
      }
      int dropped = noise.drawFor(5);
      for (int k = 1; k < dropped; k++) {
        assertThat(noise.targets()[k]).isNotEqualTo(5);
      }
    }
    assertThat(Chi.z(seen, new double[] {.05, .1, .15, .2, 0, .5})).isBetween(-4.0, 4.0);
  }

  @Test
  void frequentIdsAreThinned() {
    SkipGramSettings settings = SkipGramSettings.WORDS.withWindow(1).withSubsampling(0.01);
    float[] keep = new SkipGram(settings).keep(new long[] {900_000, 99_000, 1_000, 0});
    assertThat(keep[0]).isCloseTo((float) (Math.sqrt(0.01 / 0.9) + 0.01 / 0.9), within(1e-6f));
    assertThat(keep[2]).isGreaterThan(1);
    long[] centers = new long[4];
    Windows windows = windows(settings, keep, (in, count, target, rate) -> centers[target]++);
    int[] ids = new int[100_000];
    Arrays.setAll(ids, i -> i % 2 == 0 ? 0 : 2);
    windows.accept(ids, 0, ids.length);
    assertThat(centers[0] / 50_000.0).isCloseTo(keep[0], within(0.01));
    assertThat(centers[2]).isEqualTo(50_000);
  }

  @Test
  void theRateFallsInAStraightLineOverTheWork() {
    SkipGramSettings settings = SkipGramSettings.WALKS;
    TrainingClock clock = new TrainingClock(settings, 1000, Progress.NONE, NO_ROWS);
    assertThat(clock.rate()).isEqualTo(0.025f);
    clock.advance(500);
    assertThat(clock.rate()).isCloseTo((0.025f + 1e-4f) / 2, within(1e-7f));
    clock.advance(500);
    assertThat(clock.rate()).isCloseTo(1e-4f, within(1e-8f));
    clock.advance(500);
    assertThat(clock.rate()).isCloseTo(1e-4f, within(1e-8f));
  }

  @Test
  void everyTokenIsCountedOnceWhateverIsThinned() {
    long[] last = new long[1];
    SkipGramSettings settings = SkipGramSettings.WORDS;
    TrainingClock clock =
        new TrainingClock(settings, 5000, (done, total) -> last[0] = done, NO_ROWS);
    Windows windows =
        new Windows(
            settings,
            new float[] {0.5f, 0, 1, 1, 1, 1},
            clock,
            (in, count, target, rate) -> {},
            new FastRandom(4));
    windows.accept(new int[3000], 0, 3000);
    windows.accept(new int[] {1, 1}, 0, 2);
    int[] ids = new int[1998];
    windows.accept(ids, 0, 1998);
    assertThat(last[0]).isEqualTo(5000);
  }

  @Test
  void trainingThatDivergesIsNamedOnTheWay() {
    Rows rows = new Rows(3, 4);
    TrainingClock clock =
        new TrainingClock(SkipGramSettings.WALKS, 1000, (done, total) -> {}, rows);
    clock.advance(20);
    rows.array()[rows.of(1)] = Float.POSITIVE_INFINITY;
    assertThatThrownBy(() -> clock.advance(20))
        .isInstanceOf(TriviumException.class)
        .hasMessageStartingWith("training diverged within 40 of 1000 tokens")
        .hasMessageEndingWith("choose a lower learning rate than 0.025");
  }
}

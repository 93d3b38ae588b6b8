package dev.trivium.core.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trivium.core.math.FastRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  /** Against every one of the 5⁵ ways in which five cases can be drawn anew. */
  @Test
  void agreesWithDrawingEveryWayOnce() {
    double[] cases = {-1, 0.5, 2, 3, -0.25};
    double[] means = new double[3125];
    for (int way = 0; way < means.length; way++) {
      int rest = way;
      for (int draw = 0; draw < 5; draw++) {
        means[way] += cases[rest % 5] / 5;
        rest /= 5;
      }
    }
    Arrays.sort(means);
    Bootstrap drawn = Bootstrap.of(cases, 200_000, 3);
    assertThat(drawn.mean()).isCloseTo(0.85, within(1e-12));
    assertThat(drawn.low()).isCloseTo(means[78], within(0.06));
    assertThat(drawn.high()).isCloseTo(means[3125 - 79], within(0.06));
    double below = Arrays.stream(means).filter(m -> m <= 0).count() / 3125.0;
    assertThat(drawn.pValue()).isCloseTo(2 * below, within(0.01));
  }

  /** For many cases it is the interval of the normal law. */
  @Test
  void isTheNormalIntervalForManyCases() {
    FastRandom random = new FastRandom(5);
    double[] cases = new double[4000];
    Arrays.setAll(cases, i -> 0.1 + random.nextGaussian());
    Figure figure = Figure.mean(cases);
    Bootstrap drawn = Bootstrap.of(cases, Bootstrap.RESAMPLES, 1);
    assertThat(drawn.mean()).isCloseTo(figure.value(), within(1e-12));
    assertThat(drawn.high() - drawn.low()).isCloseTo(2 * figure.margin(), within(0.003));
    assertThat(drawn.pValue()).isLessThan(0.001);
  }

  /** Where there is no difference, one in twenty is found at 5 %. */
  @Test
  void findsNothingWhereThereIsNothing() {
    int found = 0;
    for (int world = 0; world < 400; world++) {
      FastRandom random = FastRandom.of(9, world, 0, 0);
      double[] cases = new double[60];
      Arrays.setAll(cases, i -> random.nextGaussian());
      found += Bootstrap.of(cases, 500, world).pValue() < 0.05 ? 1 : 0;
    }
    assertThat(found / 400.0).isBetween(0.02, 0.09);
  }

  @Test
  void isRepeatableAndKnowsItsLimits() {
    double[] cases = {1, 2, 3};
    assertThat(Bootstrap.of(cases, 100, 7)).isEqualTo(Bootstrap.of(cases, 100, 7));
    assertThat(Bootstrap.of(new double[5], 100, 7).pValue()).isEqualTo(1);
    assertThat(Bootstrap.of(new double[0], 100, 7).mean()).isNaN();
    assertThatThrownBy(() -> Bootstrap.of(cases, 0, 1)).hasMessageContaining("resamples is 0");
  }
}

package dev.trivium.core.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CorrelationTest {
  /** {@code scipy.stats.pearsonr} and {@code spearmanr} of the same numbers, SciPy 1.10. */
  @Test
  void agreesWithSciPyWithTiesToo() {
    double[] x = {1, 2, 2, 5, 3, 9, 3, 3};
    double[] y = {2, 1, 4, 4, 4, 7, 3, -1};
    assertThat(Correlation.pearson(x, y)).isCloseTo(0.6912603772030546, within(1e-12));
    assertThat(Correlation.spearman(x, y)).isCloseTo(0.5534700659692905, within(1e-12));
    double[] falling = {8, 7, 6, 5, 4, 3, 2, 1};
    double[] rising = {1, 2, 4, 8, 16, 32, 64, 128};
    assertThat(Correlation.spearman(rising, falling)).isEqualTo(-1);
  }

  @Test
  void aConstantSeriesHasNone() {
    assertThat(Correlation.pearson(new double[] {1, 1}, new double[] {1, 2})).isNaN();
    assertThat(Correlation.spearman(new double[0], new double[0])).isNaN();
    assertThatThrownBy(() -> Correlation.pearson(new double[1], new double[2]))
        .hasMessageContaining("1 numbers against 2");
  }
}

package dev.trivium.core.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LabelMetricsTest {
  private final int[][] truth = {{0, 2}, {1}, {0, 1}, {2}};
  private final int[][] predicted = {{0, 1}, {1}, {0, 1}, {0}};

  /** scikit-learn 1.2.1: {@code f1_score(T, P, average='micro')} and {@code 'macro'}. */
  @Test
  void agreesWithScikitLearn() {
    LabelSets sets = new LabelSets(truth, predicted, 4);
    assertThat(LabelMetrics.microF1().of(sets).value()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(LabelMetrics.macroF1().of(sets).value()).isCloseTo(0.4, within(1e-12));
    assertThat(LabelMetrics.macroF1().of(sets).n()).isEqualTo(4);
    assertThatThrownBy(() -> new LabelSets(truth, new int[3][0], 4)).hasMessageContaining("for 3");
  }

  /** scikit-learn 1.2.1: {@code normalized_mutual_info_score(truth, found)}. */
  @Test
  void nmiAgreesWithScikitLearn() {
    assertThat(nmi(new int[] {0, 0, 0, 1, 1, 1, 2, 2}, new int[] {0, 0, 1, 1, 1, 2, 2, 2}))
        .isCloseTo(0.5588730382170326, within(1e-12));
    assertThat(nmi(new int[] {0, 0, 1, 1}, new int[] {0, 0, 0, 0})).isCloseTo(0, within(1e-12));
    assertThat(nmi(new int[] {0, 0, 1, 1}, new int[] {1, 1, 0, 0})).isCloseTo(1, within(1e-12));
    assertThat(nmi(new int[] {0, 0, 0}, new int[] {1, 1, 1})).isEqualTo(1);
    assertThat(nmi(new int[0], new int[0])).isNaN();
  }

  private static double nmi(int[] truth, int[] found) {
    return PartitionMetrics.nmi().of(new Partitions(truth, found)).value();
  }
}

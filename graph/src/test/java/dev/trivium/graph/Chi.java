package dev.trivium.graph;

/** Pearson's chi-square summed over several distributions, as standard deviations from chance. */
final class Chi {
  private double chi;
  private int freedom;

  /** Adds one distribution; cells with an expected count below 5 are pooled. */
  void add(long[] observed, double[] weights) {
    double n = 0;
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      n += (double) observed[i];
      sum += weights[i];
    }
    double restObserved = 0;
    double restExpected = 0;
    int cells = 0;
    for (int i = 0; i < weights.length; i++) {
      double expected = n * weights[i] / sum;
      if (expected < 5) {
        restObserved += (double) observed[i];
        restExpected += expected;
      } else {
        chi += Math.pow((double) observed[i] - expected, 2) / expected;
        cells++;
      }
    }
    if (restExpected >= 5) {
      chi += Math.pow(restObserved - restExpected, 2) / restExpected;
      cells++;
    }
    freedom += Math.max(0, cells - 1);
  }

  double z() {
    return (chi - freedom) / Math.sqrt(2.0 * Math.max(1, freedom));
  }
}

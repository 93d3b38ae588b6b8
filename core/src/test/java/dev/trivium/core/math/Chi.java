package dev.trivium.core.math;

/** Pearson's chi-square, as standard deviations from what chance gives. */
public final class Chi {
  private Chi() {}

  /** Cells with an expected count below 5 are pooled. */
  public static double z(long[] observed, double[] probabilities) {
    double n = 0;
    for (long o : observed) {
      n += (double) o;
    }
    double chi = 0;
    double restObserved = 0;
    double restExpected = 0;
    int cells = 0;
    for (int i = 0; i < observed.length; i++) {
      double expected = n * probabilities[i];
      if (expected < 5) {
        restObserved += (double) observed[i];
        restExpected += expected;
      } else {
        chi += Math.pow((double) observed[i] - expected, 2) / expected;
        cells++;
      }
    }
    if (restExpected > 0) {
      chi += Math.pow(restObserved - restExpected, 2) / Math.max(restExpected, 1);
      cells++;
    }
    int freedom = Math.max(1, cells - 1);
    return (chi - freedom) / Math.sqrt(2.0 * freedom);
  }
}

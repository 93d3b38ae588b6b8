package dev.trivium.core.eval;

import dev.trivium.core.math.FastRandom;
import java.util.Arrays;

/**
 * What a mean over cases, say users, would be over others like them: the cases are drawn anew, with
 * replacement, many times (Efron and Tibshirani, <i>An introduction to the bootstrap</i>, 1993,
 * chapters 13 and 16). Repeatable by the seed. Cost: O(cases × resamples).
 *
 * @param mean of the cases
 * @param low end of the 95 % interval, by percentiles
 * @param high its other end
 * @param pValue of a mean of 0, two-sided, by turning the interval round: twice the share of
 *     resampled means at 0 or beyond it, seen from the mean, one being added to both numbers; so
 *     about 1 less the level of the widest percentile interval that leaves 0 out. From 2 /
 *     (resamples + 1) to 1. No draws are made under the hypothesis itself: with few or very skewed
 *     cases it is too small
 */
public record Bootstrap(double mean, double low, double high, double pValue) {
  /** Resamples for an interval whose ends are steady to two digits. */
  public static final int RESAMPLES = 2000;

  /** Of the mean of single values; differences of two contenders, case by case, make it paired. */
  public static Bootstrap of(double[] cases, int resamples, long seed) {
    if (resamples < 1) {
      throw new IllegalArgumentException(
          "resamples is " + resamples + "; choose 1 or more, such as " + RESAMPLES);
    }
    double mean = Arrays.stream(cases).average().orElse(Double.NaN);
    if (cases.length == 0) {
      return new Bootstrap(mean, mean, mean, Double.NaN);
    }
    FastRandom random = new FastRandom(seed);
    double[] means = new double[resamples];
    for (int r = 0; r < resamples; r++) {
      double sum = 0;
      for (int i = 0; i < cases.length; i++) {
        sum += cases[random.nextInt(cases.length)];
      }
      means[r] = sum / cases.length;
    }
    Arrays.sort(means);
    return new Bootstrap(mean, quantile(means, 0.025), quantile(means, 0.975), pValue(means));
  }

  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  private static double pValue(double[] means) {
    long notAbove = Arrays.stream(means).filter(m -> m <= 0).count();
    long notBelow = Arrays.stream(means).filter(m -> m >= 0).count();
    return Math.min(1, 2.0 * (Math.min(notAbove, notBelow) + 1) / (means.length + 1.0));
  }
}

package dev.trivium.core.eval;

import java.util.Arrays;

/** Measures of scores against the truth, yes or no. Cost: one sort. */
public final class ScoreMetrics {
  private ScoreMetrics() {}

  /**
   * {@code AUC}: the chance that a random positive scores above a random negative, ties counting
   * half (the Mann–Whitney statistic).
   */
  public static Metric<Scores> auc() {
    return new Of("AUC", ScoreMetrics::areaUnderRoc);
  }

  /**
   * {@code AP}, average precision: the mean, over the positives from the best score down, of the
   * precision there. Positives and negatives of one score are taken together, as one step of the
   * curve.
   */
  public static Metric<Scores> averagePrecision() {
    return new Of("AP", ScoreMetrics::meanPrecision);
  }

  /**
   * {@code Hits@k}: the share of positives that stand among the first k when each is ranked alone
   * among all negatives. Of equal scores each order is as likely, and the expected share is given;
   * the Hits@k of OGB puts the positive last.
   */
  public static Metric<Scores> hits(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k is " + k + "; choose 1 or more");
    }
    return new Of(
        "Hits@" + k,
        steps ->
            steps.meanOverPositives(
                (above, equal) -> Math.min(1, Math.max(0, k - above) / (equal + 1.0))));
  }

  /**
   * {@code MRR}: the mean, over the positives, of 1 over the rank that each has alone among all
   * negatives. Of equal scores each order is as likely, and the expected value is given.
   */
  public static Metric<Scores> mrr() {
    return new Of("MRR", ScoreMetrics::meanReciprocalRank);
  }

  private static double meanReciprocalRank(Steps steps) {
    double[] harmonic = new double[steps.negatives + 2];
    for (int i = 1; i < harmonic.length; i++) {
      harmonic[i] = harmonic[i - 1] + 1.0 / i;
    }
    return steps.meanOverPositives(
        (above, equal) -> (harmonic[above + equal + 1] - harmonic[above]) / (equal + 1));
  }

  private static double areaUnderRoc(Steps steps) {
    double area = 0;
    long below = steps.negatives;
    for (int i = 0; i < steps.count; i++) {
      below -= steps.negativesAt[i];
      area += steps.positivesAt[i] * (below + steps.negativesAt[i] / 2.0);
    }
    return area / ((double) steps.positives * steps.negatives);
  }

  private static double meanPrecision(Steps steps) {
    double sum = 0;
    long truePositives = 0;
    long all = 0;
    for (int i = 0; i < steps.count; i++) {
      truePositives += steps.positivesAt[i];
      all += steps.positivesAt[i] + steps.negativesAt[i];
      sum += steps.positivesAt[i] * ((double) truePositives / all);
    }
    return sum / steps.positives;
  }

  /** Positives and negatives at each distinct score, from the best down. */
  private static final class Steps {
    final int positives;
    final int negatives;
    final int[] positivesAt;
    final int[] negativesAt;
    int count;

    Steps(Scores scores) {
      float[] above = scores.positives().clone();
      float[] below = scores.negatives().clone();
      Arrays.sort(above);
      Arrays.sort(below);
      positives = above.length;
      negatives = below.length;
      positivesAt = new int[positives + negatives];
      negativesAt = new int[positives + negatives];
      int p = positives;
      int n = negatives;
      while (p + n > 0) {
        float best = Math.max(last(above, p), last(below, n));
        while (p > 0 && above[p - 1] == best) {
          positivesAt[count]++;
          p--;
        }
        while (n > 0 && below[n - 1] == best) {
          negativesAt[count]++;
          n--;
        }
        count++;
      }
    }

    private static float last(float[] sorted, int n) {
      return n == 0 ? Float.NEGATIVE_INFINITY : sorted[n - 1];
    }

    /** The mean of what follows from how many negatives a positive has above it and beside it. */
    double meanOverPositives(Place place) {
      double sum = 0;
      int above = 0;
      for (int i = 0; i < count; i++) {
        if (positivesAt[i] > 0) {
          sum += positivesAt[i] * place.value(above, negativesAt[i]);
        }
        above += negativesAt[i];
      }
      return sum / positives;
    }
  }

  private interface Place {
    double value(int above, int equal);
  }

  private interface Statistic {
    double of(Steps steps);
  }

  private record Of(String name, Statistic statistic) implements Metric<Scores> {
    @Override
    public Figure of(Scores scores) {
      int n = scores.positives().length + scores.negatives().length;
      boolean oneSided = scores.positives().length == 0 || scores.negatives().length == 0;
      return Figure.of(oneSided ? Double.NaN : statistic.of(new Steps(scores)), n);
    }
  }
}

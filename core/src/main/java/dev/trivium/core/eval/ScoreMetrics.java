package dev.trivium.core.eval;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

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
      positives = scores.positives().length;
      negatives = scores.negatives().length;
      int n = positives + negatives;
      float[] all = Arrays.copyOf(scores.positives(), n);
      System.arraycopy(scores.negatives(), 0, all, positives, negatives);
      Integer[] order = IntStream.range(0, n).boxed().toArray(Integer[]::new);
      Arrays.sort(order, Comparator.comparingDouble(i -> -all[i]));
      positivesAt = new int[n];
      negativesAt = new int[n];
      for (int i = 0; i < n; i++) {
        if (i == 0 || all[order[i]] != all[order[i - 1]]) {
          count++;
        }
        (order[i] < positives ? positivesAt : negativesAt)[count - 1]++;
      }
    }
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

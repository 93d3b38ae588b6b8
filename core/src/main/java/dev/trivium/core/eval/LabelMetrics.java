package dev.trivium.core.eval;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/** Measures of predicted labels, several to a thing. */
public final class LabelMetrics {
  private LabelMetrics() {}

  /** {@code micro-F1}: F1 of all decisions together. */
  public static Metric<LabelSets> microF1() {
    return new Of(
        "micro-F1",
        counts ->
            f1(
                Arrays.stream(counts.hits).sum(),
                Arrays.stream(counts.truth).sum() + Arrays.stream(counts.predicted).sum()));
  }

  /**
   * {@code macro-F1}: the mean of each label's F1. A label that no thing has and none was given
   * counts 0, as in scikit-learn.
   */
  public static Metric<LabelSets> macroF1() {
    return new Of(
        "macro-F1",
        counts -> {
          double sum = 0;
          for (int l = 0; l < counts.hits.length; l++) {
            sum += f1(counts.hits[l], counts.truth[l] + counts.predicted[l]);
          }
          return sum / counts.hits.length;
        });
  }

  /** {@code accuracy}: the share of things that were given their labels and no other. */
  public static Metric<LabelSets> accuracy() {
    return new Metric<>() {
      @Override
      public String name() {
        return "accuracy";
      }

      @Override
      public Figure of(LabelSets sets) {
        double[] right = new double[sets.truth().length];
        for (int i = 0; i < right.length; i++) {
          int[] truth = Arrays.stream(sets.truth()[i]).sorted().toArray();
          int[] predicted = Arrays.stream(sets.predicted()[i]).sorted().toArray();
          right[i] = Arrays.equals(truth, predicted) ? 1 : 0;
        }
        return Figure.mean(right);
      }
    };
  }

  private static double f1(long hits, long truthAndPredicted) {
    return truthAndPredicted == 0 ? 0 : 2.0 * hits / truthAndPredicted;
  }

  private static final class Counts {
    final long[] hits;
    final long[] truth;
    final long[] predicted;

    Counts(LabelSets sets) {
      hits = new long[sets.labels()];
      truth = new long[sets.labels()];
      predicted = new long[sets.labels()];
      for (int i = 0; i < sets.truth().length; i++) {
        boolean[] has = new boolean[sets.labels()];
        for (int label : sets.truth()[i]) {
          has[label] = true;
          truth[label]++;
        }
        for (int label : sets.predicted()[i]) {
          predicted[label]++;
          hits[label] += has[label] ? 1 : 0;
        }
      }
    }
  }

  private record Of(String name, ToDoubleFunction<Counts> statistic) implements Metric<LabelSets> {
    @Override
    public Figure of(LabelSets outcome) {
      return Figure.of(statistic.applyAsDouble(new Counts(outcome)), outcome.truth().length);
    }
  }
}

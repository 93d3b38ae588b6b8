package dev.trivium.core.eval;

import java.util.Arrays;

/**
 * What a scorer said of things that are so and of things that are not: edges and non-edges.
 *
 * @param positives scores of what is so
 * @param negatives scores of what is not
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record Scores(float[] positives, float[] negatives) {
  public Scores {
    requireNumbers(positives);
    requireNumbers(negatives);
    positives = positives.clone();
    negatives = negatives.clone();
  }

  private static void requireNumbers(float[] scores) {
    for (float s : scores) {
      if (Float.isNaN(s)) {
        throw new IllegalArgumentException("a score is NaN; look at what made it");
      }
    }
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Scores s
        && Arrays.equals(positives, s.positives)
        && Arrays.equals(negatives, s.negatives);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(positives) + Arrays.hashCode(negatives);
  }
}

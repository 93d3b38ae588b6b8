package dev.trivium.core.eval;

import java.util.Arrays;

/**
 * Which labels things have, and which were predicted.
 *
 * @param truth for each thing its labels, each once, from 0
 * @param predicted the same, as predicted
 * @param labels how many labels there are
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record LabelSets(int[][] truth, int[][] predicted, int labels) {
  public LabelSets {
    if (truth.length != predicted.length) {
      throw new IllegalArgumentException(
          truth.length + " things and predictions for " + predicted.length + "; give one for each");
    }
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof LabelSets s
        && labels == s.labels
        && Arrays.deepEquals(truth, s.truth)
        && Arrays.deepEquals(predicted, s.predicted);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.deepHashCode(truth) + Arrays.deepHashCode(predicted);
  }
}

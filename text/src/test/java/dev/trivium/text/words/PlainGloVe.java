package dev.trivium.text.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

/** GloVe as its authors' program has it: in double, one pair after another, of one block. */
final class PlainGloVe {
  private final int dimension;
  private final double[][] words;
  private final double[][] contexts;
  private final double[][] wordSquares;
  private final double[][] contextSquares;

  /** From where training begins. */
  PlainGloVe(GloVeTraining from, Cooccurrences counts, int dimension) {
    int n = counts.parts().words();
    assertThat(counts.parts().count()).isEqualTo(1);
    this.dimension = dimension;
    this.words = new double[n][dimension + 1];
    this.contexts = new double[n][dimension + 1];
    this.wordSquares = new double[n][dimension + 1];
    this.contextSquares = new double[n][dimension + 1];
    for (int r = 0; r < n; r++) {
      for (int i = 0; i < dimension; i++) {
        words[r][i] = from.words().array()[from.words().of(r) + i];
        contexts[r][i] = from.contexts().array()[from.contexts().of(r) + i];
      }
      words[r][dimension] = from.wordBiases()[2 * r];
      contexts[r][dimension] = from.contextBiases()[2 * r];
      Arrays.fill(wordSquares[r], 1);
      Arrays.fill(contextSquares[r], 1);
    }
  }

  /** The mean loss. */
  double epoch(Cooccurrences counts, double rate) {
    int[] pairs = counts.blocks().pairs(0);
    int size = counts.blocks().size(0);
    double loss = 0;
    for (int k = 0; k < size; k++) {
      int w = pairs[3 * k] >>> 16;
      int c = pairs[3 * k] & 0xffff;
      double error =
          words[w][dimension] + contexts[c][dimension] - Float.intBitsToFloat(pairs[3 * k + 1]);
      for (int i = 0; i < dimension; i++) {
        error += words[w][i] * contexts[c][i];
      }
      double weighted = Float.intBitsToFloat(pairs[3 * k + 2]) * error;
      loss += 0.5 * weighted * error;
      for (int i = 0; i <= dimension; i++) {
        double g = rate * weighted * (i < dimension ? contexts[c][i] : 1);
        double h = rate * weighted * (i < dimension ? words[w][i] : 1);
        words[w][i] -= g / Math.sqrt(wordSquares[w][i]);
        contexts[c][i] -= h / Math.sqrt(contextSquares[c][i]);
        wordSquares[w][i] += g * g;
        contextSquares[c][i] += h * h;
      }
    }
    return loss / size;
  }

  void assertNear(GloVeTraining training) {
    double worst = 0;
    for (int r = 0; r < words.length; r++) {
      for (int i = 0; i < dimension; i++) {
        double w = training.words().array()[training.words().of(r) + i];
        double c = training.contexts().array()[training.contexts().of(r) + i];
        worst = Math.max(worst, Math.abs(w - words[r][i]));
        worst = Math.max(worst, Math.abs(c - contexts[r][i]));
      }
    }
    assertThat(worst).isLessThan(2e-3);
  }
}

package dev.trivium.text.words;

import dev.trivium.core.index.TopK;
import dev.trivium.core.math.Matrices;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.RowBlocks;
import java.util.Arrays;

/** Cosines between the unit rows of two matrices, less their densities; block by block. */
final class LocalScaling {
  private static final int BLOCK = 512;

  private LocalScaling() {}

  /** The mean cosine of each row of {@code a} with its k nearest rows of {@code b}. */
  static float[] densities(Matrix a, Matrix b, int k) {
    int kept = Math.min(k, b.rows());
    float[] densities = new float[a.rows()];
    int n = b.rows();
    for (int from = 0; from < a.rows(); from += BLOCK) {
      int first = from;
      int count = Math.min(BLOCK, a.rows() - from);
      float[] cosines = Matrices.timesTransposed(a.rows(from, from + count), b).array();
      RowBlocks.forEach(count, 1, r -> densities[first + r] = meanOfBest(cosines, r * n, n, kept));
    }
    return densities;
  }

  private static float meanOfBest(float[] x, int from, int n, int k) {
    float[] best = Arrays.copyOfRange(x, from, from + k);
    Arrays.sort(best);
    for (int i = from + k; i < from + n; i++) {
      if (x[i] > best[0]) {
        int at = 0;
        for (; at + 1 < k && best[at + 1] < x[i]; at++) {
          best[at] = best[at + 1];
        }
        best[at] = x[i];
      }
    }
    double sum = 0;
    for (float value : best) {
      sum += value;
    }
    return (float) (sum / k);
  }

  /**
   * The k best rows of {@code b} for each row of {@code a}, best first. A row's own density does
   * not change its order, so that only those of {@code b} count.
   */
  static int[][] best(Matrix a, Matrix b, float[] densities, int k) {
    int[][] best = new int[a.rows()][];
    int n = b.rows();
    for (int from = 0; from < a.rows(); from += BLOCK) {
      int first = from;
      int count = Math.min(BLOCK, a.rows() - from);
      float[] cosines = Matrices.timesTransposed(a.rows(from, from + count), b).array();
      RowBlocks.forEach(
          count,
          1,
          r -> {
            TopK top = new TopK(Math.min(k, n));
            for (int i = 0; i < n; i++) {
              top.offer(i, 2 * cosines[r * n + i] - densities[i]);
            }
            best[first + r] = top.ids();
          });
    }
    return best;
  }
}

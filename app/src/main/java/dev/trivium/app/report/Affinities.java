package dev.trivium.app.report;

import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How much each row listens to its nearest rows: Gaussian in the distance, each row's width chosen
 * so that its neighbourhood has the wished perplexity (van der Maaten and Hinton, 2008, §2), over
 * three times as many neighbours as the perplexity. Sums to 1 over both directions; a pair that
 * each finds near stands twice, which adds up to the same.
 *
 * @param starts where row i's entries begin in the other two, {@code [n + 1]}
 */
@SuppressWarnings("ArrayRecordComponent") // shared, not compared
record Affinities(int[] starts, int[] columns, float[] weights) {
  private static final int BISECTIONS = 60;

  static Affinities of(Matrix unit, double perplexity) {
    int n = unit.rows();
    int k = (int) Math.min(n - 1, Math.ceil(3 * perplexity));
    int[][] near = new int[n][];
    float[][] listens = new float[n][];
    IntStream.range(0, n)
        .parallel()
        .forEach(
            i -> {
              near[i] = new int[k];
              listens[i] = new float[k];
              nearest(unit, i, near[i], listens[i]);
              calibrate(listens[i], Math.min(perplexity, k / 3.0 + 1));
            });
    return symmetric(near, listens);
  }

  /** The k rows nearest to row {@code i} and their squared distances, nearest first. */
  private static void nearest(Matrix unit, int i, int[] rows, float[] distances) {
    int d = unit.columns();
    long[] order = new long[unit.rows()];
    for (int j = 0; j < order.length; j++) {
      float squared = Vectors.squaredDistance(unit.array(), i * d, unit.array(), j * d, d);
      order[j] = j == i ? Long.MAX_VALUE : ((long) Float.floatToIntBits(squared) << 32) | j;
    }
    Arrays.sort(order);
    for (int k = 0; k < rows.length; k++) {
      rows[k] = (int) order[k];
      distances[k] = Float.intBitsToFloat((int) (order[k] >>> 32));
    }
  }

  /** Turns squared distances into probabilities of the entropy log(perplexity), in place. */
  private static void calibrate(float[] values, double perplexity) {
    float[] distances = values.clone();
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double precision = 1;
    for (int step = 0; step < BISECTIONS; step++) {
      if (entropy(distances, precision, values) > Math.log(perplexity)) {
        low = precision;
      } else {
        high = precision;
      }
      precision = high == Double.POSITIVE_INFINITY ? precision * 2 : (low + high) / 2;
    }
  }

  private static double entropy(float[] distances, double precision, float[] out) {
    double sum = 0;
    double weighted = 0;
    for (int k = 0; k < distances.length; k++) {
      double above = distances[k] - distances[0];
      double e = Math.exp(-precision * above);
      out[k] = (float) e;
      sum += e;
      weighted += e * above;
    }
    for (int k = 0; k < distances.length; k++) {
      out[k] /= (float) sum;
    }
    return Math.log(sum) + precision * weighted / sum;
  }

  private static Affinities symmetric(int[][] near, float[][] listens) {
    int n = near.length;
    int[] starts = new int[n + 1];
    for (int i = 0; i < n; i++) {
      starts[i + 1] += near[i].length;
      for (int j : near[i]) {
        starts[j + 1]++;
      }
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    int[] free = starts.clone();
    int[] columns = new int[starts[n]];
    float[] weights = new float[starts[n]];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < near[i].length; k++) {
        int j = near[i][k];
        columns[free[i]] = j;
        weights[free[i]++] = listens[i][k] / (2 * n);
        columns[free[j]] = i;
        weights[free[j]++] = listens[i][k] / (2 * n);
      }
    }
    return new Affinities(starts, columns, weights);
  }
}

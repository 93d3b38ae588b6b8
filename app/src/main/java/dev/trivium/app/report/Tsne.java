package dev.trivium.app.report;

import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * t-SNE: van der Maaten and Hinton, <i>Visualizing data using t-SNE</i>, JMLR 9 (2008), from a
 * principal start and with its constants as in Kobak and Berens, <i>The art of using t-SNE for
 * single-cell transcriptomics</i>, Nature Communications 10 (2019). Attraction over the nearest
 * neighbours only; repulsion between all pairs, exactly, in loops that compile to SIMD. Cost: n² an
 * iteration. The same numbers whatever the number of threads.
 *
 * <p>Written here because the one implementation on Maven Central under a permissive licence (a
 * UMAP) is a single unmaintained release that starts from random places.
 */
final class Tsne {
  private static final float EXAGGERATION = 12;
  private static final float EARLY_MOMENTUM = 0.5f;
  private static final float MOMENTUM = 0.8f;
  private static final float LEAST_GAIN = 0.01f;
  private static final int BLOCK = 64;

  private final int n;
  private final Affinities affinities;
  private final float learningRate;

  /**
   * @param unit rows of length 1, two or more
   */
  Tsne(Matrix unit, double perplexity) {
    this.n = unit.rows();
    this.affinities = Affinities.of(unit, perplexity);
    this.learningRate = Math.max(n / EXAGGERATION, Math.min(n, 50));
  }

  /** Moves the places down the gradient. */
  void descend(int iterations, float[] x, float[] y) {
    Axis ax = new Axis(x);
    Axis ay = new Axis(y);
    for (int t = 0; t < iterations; t++) {
      boolean early = t < iterations / 3;
      double z = repel(x, y, ax.repulsion, ay.repulsion);
      attract(x, y, ax.attraction, ay.attraction);
      float exaggeration = early ? EXAGGERATION : 1;
      float momentum = early ? EARLY_MOMENTUM : MOMENTUM;
      ax.step(exaggeration, (float) (1 / z), learningRate, momentum);
      ay.step(exaggeration, (float) (1 / z), learningRate, momentum);
    }
  }

  /** Σ w² (yᵢ − yⱼ) for each i with w = 1 / (1 + |yᵢ − yⱼ|²); the sum of all w is returned. */
  private double repel(float[] x, float[] y, float[] fx, float[] fy) {
    double[] sums = new double[(n + BLOCK - 1) / BLOCK];
    IntStream.range(0, sums.length)
        .parallel()
        .forEach(
            block -> {
              float[] w = new float[n];
              float[] w2 = new float[n];
              float[] ones = new float[n];
              Arrays.fill(ones, 1);
              for (int i = block * BLOCK; i < Math.min(n, (block + 1) * BLOCK); i++) {
                kernel(x, y, x[i], y[i], w, w2);
                float total = Vectors.dot(w2, ones);
                fx[i] = total * x[i] - Vectors.dot(w2, x);
                fy[i] = total * y[i] - Vectors.dot(w2, y);
                sums[block] += Vectors.dot(w, ones) - 1;
              }
            });
    return Math.max(Arrays.stream(sums).sum(), Float.MIN_NORMAL);
  }

  private static void kernel(float[] x, float[] y, float xi, float yi, float[] w, float[] squares) {
    for (int j = 0; j < w.length; j++) {
      float dx = xi - x[j];
      float dy = yi - y[j];
      float near = 1 / (1 + dx * dx + dy * dy);
      w[j] = near;
      squares[j] = near * near;
    }
  }

  /** Σ p w (yᵢ − yⱼ) for each i, over its neighbours. */
  private void attract(float[] x, float[] y, float[] fx, float[] fy) {
    IntStream.range(0, n)
        .parallel()
        .forEach(
            i -> {
              float sumX = 0;
              float sumY = 0;
              for (int e = affinities.starts()[i]; e < affinities.starts()[i + 1]; e++) {
                float dx = x[i] - x[affinities.columns()[e]];
                float dy = y[i] - y[affinities.columns()[e]];
                float pull = affinities.weights()[e] / (1 + dx * dx + dy * dy);
                sumX += pull * dx;
                sumY += pull * dy;
              }
              fx[i] = sumX;
              fy[i] = sumY;
            });
  }

  /** One coordinate of all places, its forces, and its memory of former steps. */
  private static final class Axis {
    private final float[] places;
    private final float[] attraction;
    private final float[] repulsion;
    private final float[] velocity;
    private final float[] gain;

    Axis(float[] places) {
      this.places = places;
      this.attraction = new float[places.length];
      this.repulsion = new float[places.length];
      this.velocity = new float[places.length];
      this.gain = new float[places.length];
      Arrays.fill(gain, 1);
    }

    void step(float exaggeration, float perZ, float rate, float momentum) {
      for (int i = 0; i < places.length; i++) {
        float gradient = 4 * (exaggeration * attraction[i] - perZ * repulsion[i]);
        gain[i] =
            Math.max(LEAST_GAIN, gradient * velocity[i] > 0 ? gain[i] * 0.8f : gain[i] + 0.2f);
        velocity[i] = momentum * velocity[i] - rate * gain[i] * gradient;
        places[i] += velocity[i];
      }
    }
  }
}

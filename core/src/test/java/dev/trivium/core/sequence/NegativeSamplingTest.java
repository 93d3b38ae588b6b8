package dev.trivium.core.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trivium.core.math.FastRandom;
import org.junit.jupiter.api.Test;

/** One update against finite differences of the loss, taken in double. */
class NegativeSamplingTest {
  private static final int DIMENSION = 19;
  private static final int[] INPUTS = {0, 3, 4, 3};
  private static final int[] TARGETS = {2, 5, 1, 5, 6, 4};

  private final float[] vectors = numbers(1);
  private final float[] contexts = numbers(2);

  private static float[] numbers(long seed) {
    FastRandom random = new FastRandom(seed);
    float[] numbers = new float[7 * DIMENSION];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian() * 0.5f;
    }
    return numbers;
  }

  private static double loss(double[] vectors, double[] contexts) {
    double loss = 0;
    for (int input : INPUTS) {
      for (int k = 0; k < TARGETS.length; k++) {
        double dot = 0;
        for (int i = 0; i < DIMENSION; i++) {
          dot += vectors[input * DIMENSION + i] * contexts[TARGETS[k] * DIMENSION + i];
        }
        loss += Math.log1p(Math.exp(k == 0 ? -dot : dot));
      }
    }
    return loss;
  }

  private static double[] doubles(float[] a) {
    double[] d = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      d[i] = a[i];
    }
    return d;
  }

  @Test
  void stepsDownTheGradient() {
    float[] u = vectors.clone();
    float[] v = contexts.clone();
    SkipGramSettings settings = SkipGramSettings.WALKS.withDimension(DIMENSION).withWindow(2);
    float rate = 0.5f;
    new NegativeSampling(u, v, settings).apply(INPUTS, 0, INPUTS.length, TARGETS, 6, rate);
    double h = 1e-6;
    for (int i = 0; i < u.length; i++) {
      double[] up = doubles(vectors);
      double[] down = doubles(vectors);
      up[i] += h;
      down[i] -= h;
      double slope = (loss(up, doubles(contexts)) - loss(down, doubles(contexts))) / (2 * h);
      assertThat((double) u[i] - vectors[i]).isCloseTo(-rate * slope, within(2e-5));
      up = doubles(contexts);
      down = doubles(contexts);
      up[i] += h;
      down[i] -= h;
      slope = (loss(doubles(vectors), up) - loss(doubles(vectors), down)) / (2 * h);
      assertThat((double) v[i] - contexts[i]).isCloseTo(-rate * slope, within(2e-5));
    }
  }

  @Test
  void sigmoidIsNearTheFunction() {
    for (float x = -11.9f; x < 11.9f; x += 0.013f) {
      assertThat((double) Sigmoid.of(x)).isCloseTo(1 / (1 + Math.exp(-x)), within(4e-6));
    }
    assertThat(Sigmoid.of(1e9f)).isCloseTo(1, within(1e-5f));
    assertThat(Sigmoid.of(-1e9f)).isCloseTo(0, within(1e-5f));
    assertThat(Sigmoid.of(Float.NEGATIVE_INFINITY)).isCloseTo(0, within(1e-5f));
  }
}

package dev.trivium.core.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trivium.core.math.AliasTable;
import dev.trivium.core.math.FastRandom;
import org.junit.jupiter.api.Test;

/** One update against finite differences of the loss, taken in double. */
class NegativeSamplingTest {
  private static final int DIMENSION = 19;
  private static final int[] INPUTS = {0, 3, 4, 3};
  private static final int[] TARGETS = {2, 5, 1, 5, 6, 4};

  private static final FastRandom RANDOM = new FastRandom(3);
  private static final SkipGramSettings SETTINGS =
      SkipGramSettings.WALKS.withDimension(DIMENSION).withWindow(2);

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

  private static double dot(double[] vectors, int a, double[] contexts, int b) {
    double dot = 0;
    for (int i = 0; i < DIMENSION; i++) {
      dot += vectors[a * DIMENSION + i] * contexts[b * DIMENSION + i];
    }
    return dot;
  }

  private static double loss(double[] vectors, double[] contexts) {
    double loss = 0;
    for (int input : INPUTS) {
      for (int k = 0; k < TARGETS.length; k++) {
        double dot = dot(vectors, input, contexts, TARGETS[k]);
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

  private static Rows rows(float[] numbers) {
    Rows rows = new Rows(7, DIMENSION);
    for (int r = 0; r < 7; r++) {
      System.arraycopy(numbers, r * DIMENSION, rows.array(), rows.of(r), DIMENSION);
    }
    return rows;
  }

  private interface Loss {
    double of(double[] vectors, double[] contexts);
  }

  /** That both sides moved by the rate against the slope of the loss. */
  private void assertDown(Loss loss, float[] u, float[] v, float rate, double within) {
    double h = 1e-6;
    for (int i = 0; i < u.length; i++) {
      double[] up = doubles(vectors);
      double[] down = doubles(vectors);
      up[i] += h;
      down[i] -= h;
      double slope = (loss.of(up, doubles(contexts)) - loss.of(down, doubles(contexts))) / (2 * h);
      assertThat((double) u[i] - vectors[i]).isCloseTo(-rate * slope, within(within));
      up = doubles(contexts);
      down = doubles(contexts);
      up[i] += h;
      down[i] -= h;
      slope = (loss.of(doubles(vectors), up) - loss.of(doubles(vectors), down)) / (2 * h);
      assertThat((double) v[i] - contexts[i]).isCloseTo(-rate * slope, within(within));
    }
  }

  /** The step is small, for noise that is drawn twice steps twice, one after the other. */
  @Test
  void aWindowStepsDownTheGradient() {
    Rows us = rows(vectors);
    Rows vs = rows(contexts);
    new NegativeSampling(us, vs, SETTINGS).window(INPUTS, 0, INPUTS.length, TARGETS, 6, 1e-3f);
    assertDown(NegativeSamplingTest::loss, us.matrix().array(), vs.matrix().array(), 1e-3f, 5e-6);
  }

  /** Fewer pairs and less noise than fill the tiles: what fills them up must not move. */
  @Test
  void aPartOfATileStepsDownTheGradient() {
    Rows us = rows(vectors);
    Rows vs = rows(contexts);
    int[] targets = {2, 5};
    new NegativeSampling(us, vs, SETTINGS).window(new int[] {9, 1, 3}, 1, 2, targets, 2, 0.5f);
    assertDown(
        (a, b) -> {
          double loss = 0;
          for (int input : new int[] {1, 3}) {
            loss += Math.log1p(Math.exp(-dot(a, input, b, 2)));
            loss += Math.log1p(Math.exp(dot(a, input, b, 5)));
          }
          return loss;
        },
        us.matrix().array(),
        vs.matrix().array(),
        0.5f,
        2e-5);
  }

  /**
   * Pairs of targets of their own; noise 5 is the target of the second, and no noise to it. The
   * steps are small, for the targets' are taken after the noise's.
   */
  @Test
  void pairsStepDownTheGradient() {
    Rows us = rows(vectors);
    Rows vs = rows(contexts);
    int[] pairs = {6, 6, 0, 2, 3, 5, 4, 1};
    int[] noise = {4, 5, 0, 4, 6};
    float rate = 1e-3f;
    new NegativeSampling(us, vs, SETTINGS).pairs(pairs, 1, 3, noise, 5, rate);
    assertDown(
        (a, b) -> {
          double loss = 0;
          for (int p = 2; p < pairs.length; p += 2) {
            loss += Math.log1p(Math.exp(-dot(a, pairs[p], b, pairs[p + 1])));
            for (int k : noise) {
              loss += k == pairs[p + 1] ? 0 : Math.log1p(Math.exp(dot(a, pairs[p], b, k)));
            }
          }
          return loss;
        },
        us.matrix().array(),
        vs.matrix().array(),
        rate,
        5e-6);
  }

  /** Each input takes the whole step of the mean: the slope by the input, times their number. */
  @Test
  void aBagOfWordsStepsDownTheGradientOfItsMean() {
    Rows us = rows(vectors);
    Rows vs = rows(contexts);
    int[] inputs = {0, 3, 4};
    Noise noise = new Noise(AliasTable.of(new float[] {0, 0, 1, 0, 0, 0, 0}), 2, RANDOM);
    new BagOfWords(new Mean(us, Bags.ofOne(7)), new NoiseOutput(vs, 2, noise))
        .apply(inputs, 3, 5, 0.5f);
    float[] u = us.matrix().array();
    for (int i = 0; i < u.length; i++) {
      u[i] = vectors[i] + (u[i] - vectors[i]) / inputs.length;
    }
    assertDown(
        (a, b) -> {
          double right = 0;
          double wrong = 0;
          for (int input : inputs) {
            right += dot(a, input, b, 5) / inputs.length;
            wrong += dot(a, input, b, 2) / inputs.length;
          }
          return Math.log1p(Math.exp(-right)) + 2 * Math.log1p(Math.exp(wrong));
        },
        u,
        vs.matrix().array(),
        0.5f,
        2e-5);
  }

  /**
   * Ids around a mean of rows, some of them twice; noise 2 is also one of the ids, and no noise to
   * it. The mean takes the whole slope; the steps are small, for ids step one after another.
   */
  @Test
  void skipGramOfBagsStepsDownTheGradient() {
    Rows us = rows(vectors);
    Rows vs = rows(contexts);
    Bags bags = new Bags(new int[] {0, 3, 4, 5}, new int[] {0, 5, 6, 1, 2}, 7);
    Noise noise = new Noise(AliasTable.of(new float[] {0, 0, 1, 0, 0, 0, 0}), 2, RANDOM);
    int[] around = {1, 2, 3, 1, 4};
    float rate = 1e-4f;
    new BagSkipGram(new Mean(us, bags), new NoiseOutput(vs, 2, noise)).apply(around, 5, 0, rate);
    float[] u = us.matrix().array();
    for (int row : new int[] {0, 5, 6}) {
      for (int i = row * DIMENSION; i < (row + 1) * DIMENSION; i++) {
        u[i] = vectors[i] + (u[i] - vectors[i]) / 3;
      }
    }
    assertDown(
        (a, b) -> {
          double loss = 0;
          for (int id : around) {
            double right = (dot(a, 0, b, id) + dot(a, 5, b, id) + dot(a, 6, b, id)) / 3;
            double wrong = (dot(a, 0, b, 2) + dot(a, 5, b, 2) + dot(a, 6, b, 2)) / 3;
            loss += Math.log1p(Math.exp(-right));
            loss += id == 2 ? 0 : 2 * Math.log1p(Math.exp(wrong));
          }
          return loss;
        },
        u,
        vs.matrix().array(),
        rate,
        5e-7);
  }

  /** The loss is that of the turns; their probabilities over all ids sum to one. */
  @Test
  void hierarchicalSoftmaxStepsDownTheGradient() {
    Rows us = rows(vectors);
    Rows vs = rows(contexts);
    Huffman tree = new Huffman(new long[] {1, 9, 4, 3, 3, 20, 0});
    new BagSkipGram(new Mean(us, Bags.ofOne(7)), new TreeOutput(vs, tree))
        .apply(new int[] {3}, 1, 2, 0.5f);
    assertDown(
        (a, b) -> wayLoss(tree, a, 2, b, 3), us.matrix().array(), vs.matrix().array(), 0.5f, 2e-5);
    double sum = 0;
    for (int id = 0; id < 7; id++) {
      sum += Math.exp(-wayLoss(tree, doubles(vectors), 2, doubles(contexts), id));
    }
    assertThat(sum).isCloseTo(1, within(1e-9));
  }

  private static double wayLoss(Huffman tree, double[] a, int input, double[] b, int id) {
    double loss = 0;
    for (int at = tree.from(id); at < tree.to(id); at++) {
      double dot = dot(a, input, b, tree.node(at));
      loss += Math.log1p(Math.exp(tree.turn(at) == 0 ? -dot : dot));
    }
    return loss;
  }
}

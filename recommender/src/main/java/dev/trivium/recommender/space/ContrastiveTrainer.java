package dev.trivium.recommender.space;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.tensor.TensorRuntime;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Trains two linear maps so that the rows of a pair have a high cosine and others a low one: the
 * in-batch softmax over cosines at temperature τ, both ways (InfoNCE; van den Oord et al. 2018,
 * Radford et al. 2021). Starts from given maps, is drawn back to them, and stops where held-out
 * pairs gain no more.
 */
final class ContrastiveTrainer {
  private static final int FEWEST_HELD_OUT = 16;

  private final TensorRuntime runtime;
  private final PairSettings settings;
  private final Matrix left;
  private final Matrix right;
  private final Matrix leftStart;
  private final Matrix rightStart;

  /**
   * @param left {@code [n × p]}, row i of it paired with row i of {@code right} {@code [n × q]}
   * @param leftStart {@code [k × p]}
   */
  ContrastiveTrainer(
      TensorRuntime runtime,
      PairSettings settings,
      Matrix left,
      Matrix right,
      Matrix leftStart,
      Matrix rightStart) {
    this.runtime = runtime;
    this.settings = settings;
    this.left = left;
    this.right = right;
    this.leftStart = leftStart;
    this.rightStart = rightStart;
  }

  /** How many passes lower the loss on a held-out tenth of the pairs. */
  int bestEpochs(long seed) {
    int[] order = shuffled(left.rows(), FastRandom.of(seed, -1, 0, 0));
    int heldOut = left.rows() / 10;
    if (heldOut < FEWEST_HELD_OUT) {
      return 0;
    }
    int[] validation = Arrays.copyOf(order, heldOut);
    int[] training = Arrays.copyOfRange(order, heldOut, order.length);
    Weights weights = new Weights();
    double lowest = weights.loss(validation);
    int best = 0;
    for (int epoch = 0; epoch < settings.epochs() && epoch - best < settings.patience(); epoch++) {
      weights.pass(training, FastRandom.of(seed, epoch, 0, 0));
      double loss = weights.loss(validation);
      if (loss < lowest) {
        lowest = loss;
        best = epoch + 1;
      }
    }
    return best;
  }

  /** The maps after so many passes over all pairs. */
  CanonicalCorrelation train(int epochs, long seed) {
    int[] all = IntStream.range(0, left.rows()).toArray();
    Weights weights = new Weights();
    for (int epoch = 0; epoch < epochs; epoch++) {
      weights.pass(all, FastRandom.of(seed, epoch, 0, 0));
    }
    return new CanonicalCorrelation(weights.left, weights.right);
  }

  private static int[] shuffled(int n, FastRandom random) {
    int[] order = IntStream.range(0, n).toArray();
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return order;
  }

  /** The maps in training, in Java arrays; each batch copies them to the device. */
  private final class Weights {
    final Matrix left = Matrix.of(leftStart.rows(), leftStart.columns(), leftStart.array().clone());
    final Matrix right =
        Matrix.of(rightStart.rows(), rightStart.columns(), rightStart.array().clone());
    final Adam leftSteps = new Adam(left.array(), settings.learningRate(), settings.weightDecay());
    final Adam rightSteps =
        new Adam(right.array(), settings.learningRate(), settings.weightDecay());

    void pass(int[] pairs, FastRandom random) {
      int[] order = Arrays.stream(shuffled(pairs.length, random)).map(i -> pairs[i]).toArray();
      for (int from = 0; from + 2 <= order.length; from += settings.batchSize()) {
        step(Arrays.copyOfRange(order, from, Math.min(order.length, from + settings.batchSize())));
      }
    }

    void step(int[] batch) {
      try (NDManager passing = runtime.newManager()) {
        NDArray wl = array(passing, left);
        NDArray wr = array(passing, right);
        wl.setRequiresGradient(true);
        wr.setRequiresGradient(true);
        try (GradientCollector collector = passing.getEngine().newGradientCollector()) {
          collector.backward(loss(passing, wl, wr, batch));
        }
        leftSteps.step(wl.getGradient().toFloatArray());
        rightSteps.step(wr.getGradient().toFloatArray());
      }
    }

    double loss(int[] batch) {
      try (NDManager passing = runtime.newManager()) {
        return loss(passing, array(passing, left), array(passing, right), batch).getFloat();
      }
    }

    private NDArray loss(NDManager manager, NDArray wl, NDArray wr, int[] batch) {
      NDArray zl =
          array(manager, ContrastiveTrainer.this.left.select(batch)).matMul(wl.transpose());
      NDArray zr =
          array(manager, ContrastiveTrainer.this.right.select(batch)).matMul(wr.transpose());
      NDArray cosines = zl.normalize(2, 1).matMul(zr.normalize(2, 1).transpose());
      NDArray logits = cosines.div(settings.temperature());
      NDArray pairs = manager.eye(batch.length);
      NDArray both = logits.logSoftmax(1).add(logits.logSoftmax(0)).mul(pairs);
      return both.sum().div(-2.0 * batch.length);
    }

    private NDArray array(NDManager manager, Matrix m) {
      return manager.create(m.array(), new Shape(m.rows(), m.columns()));
    }
  }
}

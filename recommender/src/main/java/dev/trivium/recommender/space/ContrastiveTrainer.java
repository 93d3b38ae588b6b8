package dev.trivium.recommender.space;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrices;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import dev.trivium.core.tensor.TensorRuntime;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Trains two linear maps so that the rows of a pair have a high cosine and others a low one: the
 * in-batch softmax over cosines at temperature τ, both ways (InfoNCE; van den Oord et al. 2018,
 * Radford et al. 2021). Starts from the regularised canonical correlations of the same pairs, and
 * is drawn back to them. How many passes help is found on a tenth of the pairs, held out of both.
 */
final class ContrastiveTrainer {
  private static final int FEWEST_HELD_OUT = 16;

  private final TensorRuntime runtime;
  private final PairSettings settings;
  private final Matrix left;
  private final Matrix right;

  /**
   * @param left standardized features {@code [n × p]}, row i paired with row i of {@code right}
   *     {@code [n × q]}
   */
  ContrastiveTrainer(TensorRuntime runtime, PairSettings settings, Matrix left, Matrix right) {
    this.runtime = runtime;
    this.settings = settings;
    this.left = left;
    this.right = right;
  }

  /** The maps {@code [k × p]} and {@code [k × q]}. */
  CanonicalCorrelation train(long seed) {
    int epochs = bestEpochs(seed);
    Maps maps = new Maps(IntStream.range(0, left.rows()).toArray());
    for (int epoch = 0; epoch < epochs; epoch++) {
      maps.pass(FastRandom.of(seed, epoch, 0, 0));
    }
    return new CanonicalCorrelation(maps.left, maps.right);
  }

  /** How many passes over nine tenths of the pairs lower the loss on the last tenth. */
  private int bestEpochs(long seed) {
    int[] order = IntStream.range(0, left.rows()).toArray();
    FastRandom.of(seed, -1, 0, 0).shuffle(order);
    int heldOut = order.length / 10;
    if (heldOut < FEWEST_HELD_OUT || settings.epochs() == 0) {
      return 0;
    }
    int[] validation = Arrays.copyOf(order, heldOut);
    Maps maps = new Maps(Arrays.copyOfRange(order, heldOut, order.length));
    double lowest = maps.loss(validation);
    int best = 0;
    for (int epoch = 0; epoch < settings.epochs() && epoch - best < settings.patience(); epoch++) {
      maps.pass(FastRandom.of(seed, epoch, 0, 0));
      double loss = maps.loss(validation);
      if (loss < lowest) {
        lowest = loss;
        best = epoch + 1;
      }
    }
    return best;
  }

  /** The maps in training, in Java arrays; each batch copies them to the device. */
  private final class Maps {
    final int[] pairs;
    final Matrix left;
    final Matrix right;
    final Adam leftSteps;
    final Adam rightSteps;

    Maps(int[] pairs) {
      this.pairs = pairs;
      Matrix x = ContrastiveTrainer.this.left.select(pairs);
      Matrix y = ContrastiveTrainer.this.right.select(pairs);
      var start = CanonicalCorrelation.of(x, y, settings.ridge(), settings.dimension());
      left = unitScale(start.left(), x);
      right = unitScale(start.right(), y);
      leftSteps = new Adam(left.array(), settings.learningRate(), settings.weightDecay());
      rightSteps = new Adam(right.array(), settings.learningRate(), settings.weightDecay());
    }

    /**
     * Brings the mean squared length of the projections to 1, which cosines do not see and the step
     * size does.
     */
    private Matrix unitScale(Matrix map, Matrix rows) {
      Matrix z = Matrices.timesTransposed(rows, map);
      double squares = Vectors.dot(z.array(), z.array());
      if (squares > 0) {
        Vectors.scale((float) Math.sqrt(rows.rows() / squares), map.array(), 0, map.array().length);
      }
      return map;
    }

    void pass(FastRandom random) {
      int[] order = pairs.clone();
      random.shuffle(order);
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
        TensorRuntime.collectingGradients(
            passing, collector -> collector.backward(loss(passing, wl, wr, batch)));
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
      NDArray logits = cosines.div((float) settings.temperature());
      NDArray pairs = manager.eye(batch.length);
      NDArray both = logits.logSoftmax(1).add(logits.logSoftmax(0)).mul(pairs);
      return both.sum().div(-2f * batch.length);
    }

    private NDArray array(NDManager manager, Matrix m) {
      return manager.create(m.array(), new Shape(m.rows(), m.columns()));
    }
  }
}

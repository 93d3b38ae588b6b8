package dev.trivium.recommender.space;

import ai.djl.ndarray.NDManager;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Non-linear heads: the {@linkplain RidgeRegression ridge} and a {@link HeadNetwork} that learns
 * what it leaves over, so that training starts at the linear optimum. How many passes help is found
 * on a tenth of the rows, held out of both; where none does, the heads stay linear.
 */
final class NeuralRegression implements Regression {
  private static final int FEWEST_HELD_OUT = 16;

  private final Supplier<NDManager> managers;
  private final NeuralSettings settings;
  private final RidgeRegression ridge;
  private final long seed;

  NeuralRegression(
      Supplier<NDManager> managers, NeuralSettings settings, RidgeRegression ridge, long seed) {
    this.managers = managers;
    this.settings = settings;
    this.ridge = ridge;
    this.seed = seed;
  }

  @Override
  public Map<String, Projection> fit(Matrix targets) {
    Map<String, Projection> linear = ridge.fit(targets);
    int epochs = bestEpochs(targets);
    if (epochs == 0) {
      return linear;
    }
    Matrix left = leftOver(ridge, targets, ridge.rows());
    float scale = unitScale(left);
    HeadNetwork network =
        new HeadNetwork(managers, settings, ridge.features(ridge.rows()), left, seed);
    int[] all = IntStream.range(0, left.rows()).toArray();
    for (int epoch = 0; epoch < epochs; epoch++) {
      network.pass(all, FastRandom.of(seed, epoch, 0, 0));
    }
    Map<String, Projection> projections = new HashMap<>();
    linear.forEach(
        (modality, projection) ->
            projections.put(
                modality,
                beside(
                    projection.layers().get(0),
                    network.hidden(modality, ridge.standardization(modality)),
                    network.output(modality, 1 / scale))));
    return projections;
  }

  @Override
  public Matrix fitted(Matrix targets) {
    return ridge.said(fit(targets), ridge.rows());
  }

  @Override
  public int[] rows() {
    return ridge.rows();
  }

  /** How many passes over nine tenths of the rows lower the loss on the last tenth. */
  private int bestEpochs(Matrix targets) {
    int[] order = ridge.rows().clone();
    FastRandom.of(seed, -1, 0, 0).shuffle(order);
    int heldOut = order.length / 10;
    if (heldOut < FEWEST_HELD_OUT || settings.epochs() == 0) {
      return 0;
    }
    RidgeRegression most = ridge.on(Arrays.copyOfRange(order, heldOut, order.length));
    int[] both = most.rows().clone();
    int[] training = IntStream.range(0, both.length).toArray();
    int[] validation = IntStream.range(both.length, order.length).toArray();
    both = IntStream.concat(Arrays.stream(both), Arrays.stream(order, 0, heldOut)).toArray();
    Matrix left = leftOver(most, targets, both);
    unitScale(left);
    HeadNetwork network = new HeadNetwork(managers, settings, most.features(both), left, seed);
    double lowest = network.loss(validation);
    int best = 0;
    for (int epoch = 0; epoch < settings.epochs() && epoch - best < settings.patience(); epoch++) {
      network.pass(training, FastRandom.of(seed, epoch, 0, 0));
      double loss = network.loss(validation);
      if (loss < lowest) {
        lowest = loss;
        best = epoch + 1;
      }
    }
    return best;
  }

  /** Targets less what the linear heads say, {@code [rows × f]}. */
  private static Matrix leftOver(RidgeRegression ridge, Matrix targets, int[] rows) {
    Matrix left = targets.select(rows);
    Matrix said = ridge.said(ridge.fit(targets), rows);
    Vectors.axpy(-1, said.array(), 0, left.array(), 0, left.array().length);
    return left;
  }

  /** Brings the mean square to 1 in place, and says by what the numbers were multiplied. */
  private static float unitScale(Matrix m) {
    double squares = Vectors.dot(m.array(), m.array());
    float scale = squares > 0 ? (float) Math.sqrt(m.array().length / squares) : 1;
    Vectors.scale(scale, m.array(), 0, m.array().length);
    return scale;
  }

  /**
   * A linear map and a network of one hidden layer, side by side in one stack of two layers: {@code
   * z = Wx + b} goes through the rectifier as {@code max(0, z) − max(0, −z)}.
   */
  private static Projection beside(
      Projection.Layer linear, Projection.Layer hidden, Projection.Layer output) {
    int f = linear.bias().length;
    Matrix w = linear.weights();
    Matrix mirrored = Matrix.of(f, w.columns(), w.array().clone());
    Vectors.scale(-1, mirrored.array(), 0, mirrored.array().length);
    float[] bias = Arrays.copyOf(linear.bias(), 2 * f + hidden.bias().length);
    for (int c = 0; c < f; c++) {
      bias[f + c] = -bias[c];
    }
    System.arraycopy(hidden.bias(), 0, bias, 2 * f, hidden.bias().length);
    Matrix second = Matrix.zeros(f, bias.length);
    for (int c = 0; c < f; c++) {
      second.array()[second.offset(c) + c] = 1;
      second.array()[second.offset(c) + f + c] = -1;
      System.arraycopy(
          output.weights().array(),
          output.weights().offset(c),
          second.array(),
          second.offset(c) + 2 * f,
          hidden.bias().length);
    }
    List<Projection.Layer> layers = new ArrayList<>();
    layers.add(new Projection.Layer(w.stacked(mirrored).stacked(hidden.weights()), bias));
    layers.add(new Projection.Layer(second, output.bias()));
    return new Projection(layers);
  }
}

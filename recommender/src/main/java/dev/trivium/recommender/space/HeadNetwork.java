package dev.trivium.recommender.space;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import dev.trivium.core.tensor.TensorRuntime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A network from the features of several modalities to targets {@code [f]}: for each modality
 * {@code Wx + b}, a rectifier, dropout, {@code W'h + b'}; summed over the modalities. It says zero
 * before it is trained. The loss is the mean squared error. The parameters are in Java arrays; each
 * batch copies them to the device.
 */
final class HeadNetwork {
  private static final int TENSORS_A_HEAD = 4;

  private final Supplier<NDManager> managers;
  private final NeuralSettings settings;
  private final SortedMap<String, Matrix> features;
  private final Matrix targets;
  private final List<Parameter> parameters = new ArrayList<>();
  private final List<String> modalities;

  private record Parameter(Matrix values, Adam steps) {}

  /**
   * @param features by modality, {@code [n × d]}, of mean squared length 1
   * @param targets {@code [n × f]}, of mean square 1
   */
  HeadNetwork(
      Supplier<NDManager> managers,
      NeuralSettings settings,
      SortedMap<String, Matrix> features,
      Matrix targets,
      long seed) {
    this.managers = managers;
    this.settings = settings;
    this.features = new TreeMap<>();
    this.targets = targets;
    this.modalities = List.copyOf(features.keySet());
    FastRandom random = FastRandom.of(seed, -2, 0, 0);
    features.forEach(
        (modality, x) -> {
          this.features.put(modality, unitVariance(x));
          Matrix first = Matrix.zeros(settings.hidden(), x.columns());
          for (int i = 0; i < first.array().length; i++) {
            first.array()[i] = (float) (Math.sqrt(2.0 / x.columns()) * random.nextGaussian());
          }
          add(first);
          add(Matrix.zeros(1, settings.hidden()));
          add(Matrix.zeros(targets.columns(), settings.hidden()));
          add(Matrix.zeros(1, targets.columns()));
        });
  }

  private void add(Matrix values) {
    parameters.add(
        new Parameter(
            values, new Adam(values.array(), settings.learningRate(), settings.weightDecay())));
  }

  /** Adam's steps suit features of variance 1 each, whatever their number. */
  private static Matrix unitVariance(Matrix x) {
    Matrix out = Matrix.of(x.rows(), x.columns(), x.array().clone());
    Vectors.scale((float) Math.sqrt(x.columns()), out.array(), 0, out.array().length);
    return out;
  }

  /** Steps over these rows, in an order of its own. */
  void pass(int[] rows, FastRandom random) {
    int[] order = rows.clone();
    random.shuffle(order);
    for (int from = 0; from < order.length; from += settings.batchSize()) {
      int[] batch =
          Arrays.copyOfRange(order, from, Math.min(order.length, from + settings.batchSize()));
      List<float[]> gradients = gradients(batch, random);
      for (int p = 0; p < gradients.size(); p++) {
        parameters.get(p).steps.step(gradients.get(p));
      }
    }
  }

  /** Of the loss with some units dropped, in the order of {@link #parameters()}. */
  List<float[]> gradients(int[] batch, FastRandom random) {
    try (NDManager manager = managers.get()) {
      NDList arrays = copied(manager);
      arrays.forEach(a -> a.setRequiresGradient(true));
      TensorRuntime.collectingGradients(
          manager,
          collector ->
              collector.backward(
                  loss(manager, arrays, batch, masks(manager, batch.length, random))));
      return arrays.stream().map(a -> a.getGradient().toFloatArray()).toList();
    }
  }

  /** The mean squared error over these rows, with no unit dropped. */
  double loss(int[] rows) {
    try (NDManager manager = managers.get()) {
      return loss(manager, copied(manager), rows, new NDList()).getFloat();
    }
  }

  /** Each head's W, b, W' and b', the network's own. */
  List<float[]> parameters() {
    return parameters.stream().map(p -> p.values.array()).toList();
  }

  private NDList copied(NDManager manager) {
    NDList arrays = new NDList();
    parameters.forEach(p -> arrays.add(array(manager, p.values)));
    return arrays;
  }

  /** What the units of each head are multiplied by: 0, or so much that the mean stays. */
  private NDList masks(NDManager manager, int rows, FastRandom random) {
    NDList masks = new NDList();
    float kept = (float) (1 / (1 - settings.dropout()));
    for (int m = 0; m < modalities.size() && settings.dropout() > 0; m++) {
      Matrix mask = Matrix.zeros(rows, settings.hidden());
      for (int i = 0; i < mask.array().length; i++) {
        mask.array()[i] = random.nextFloat() < settings.dropout() ? 0 : kept;
      }
      masks.add(array(manager, mask));
    }
    return masks;
  }

  private NDArray loss(NDManager manager, NDList arrays, int[] rows, NDList masks) {
    NDArray error = array(manager, targets.select(rows));
    for (int m = 0; m < modalities.size(); m++) {
      List<NDArray> head = arrays.subList(m * TENSORS_A_HEAD, (m + 1) * TENSORS_A_HEAD);
      NDArray x = array(manager, matrix(modalities.get(m)).select(rows));
      NDArray hidden = Activation.relu(x.matMul(head.get(0).transpose()).add(head.get(1)));
      NDArray kept = masks.isEmpty() ? hidden : hidden.mul(masks.get(m));
      error = error.sub(kept.matMul(head.get(2).transpose()).add(head.get(3)));
    }
    return error.square().mean();
  }

  private Matrix matrix(String modality) {
    return Objects.requireNonNull(features.get(modality));
  }

  private static NDArray array(NDManager manager, Matrix m) {
    return manager.create(m.array(), new Shape(m.rows(), m.columns()));
  }

  /** The layer from a modality's raw vectors to its hidden units. */
  Projection.Layer hidden(String modality, Standardization standardization) {
    int head = modalities.indexOf(modality) * TENSORS_A_HEAD;
    Matrix weights = unitVariance(parameters.get(head).values);
    return standardization.onRaw(weights, parameters.get(head + 1).values.row(0));
  }

  /** The layer from a modality's hidden units to targets, {@code scale} times as large. */
  Projection.Layer output(String modality, float scale) {
    int head = modalities.indexOf(modality) * TENSORS_A_HEAD;
    Matrix weights = parameters.get(head + 2).values;
    Matrix scaled = Matrix.of(weights.rows(), weights.columns(), weights.array().clone());
    Vectors.scale(scale, scaled.array(), 0, scaled.array().length);
    float[] bias = parameters.get(head + 3).values.row(0);
    Vectors.scale(scale, bias, 0, bias.length);
    return new Projection.Layer(scaled, bias);
  }
}

package dev.trivium.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.trivium.core.tensor.Tensor;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.core.tensor.Weights;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Adam with weight decay beside the gradient (Loshchilov and Hutter, <i>Decoupled Weight Decay
 * Regularization</i>, 2019), gradients cut to a length over all parameters together. Biases and
 * LayerNorms do not decay. Memory: two numbers a parameter.
 */
final class AdamW {
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-8f;
  private static final int BLOCK = 1 << 15;

  private final List<NDArray> parameters;
  private final int slow;
  private final FineTuneSettings settings;
  private final boolean inPlace;
  private final List<NDArray> means = new ArrayList<>();
  private final List<NDArray> variances = new ArrayList<>();

  /**
   * @param manager what the moments live as long as
   * @param network parameters that learn at {@code rate}
   * @param head parameters that learn at {@code headRate}
   */
  AdamW(NDManager manager, List<NDArray> network, List<NDArray> head, FineTuneSettings settings) {
    this(manager, network, head, settings, !manager.getDevice().isGpu());
  }

  /**
   * @param inPlace whether the numbers lie in this machine's memory, and are stepped there
   */
  AdamW(
      NDManager manager,
      List<NDArray> network,
      List<NDArray> head,
      FineTuneSettings settings,
      boolean inPlace) {
    this.inPlace = inPlace;
    parameters = new ArrayList<>(network);
    parameters.addAll(head);
    slow = network.size();
    this.settings = settings;
    for (NDArray parameter : parameters) {
      means.add(manager.zeros(parameter.getShape()));
      variances.add(manager.zeros(parameter.getShape()));
    }
  }

  /**
   * Takes step {@code step}, counted from 0, by the gradients that the parameters hold, and sets
   * these back to zero.
   *
   * @param share of the highest rates
   */
  void step(int step, double share) {
    List<NDArray> gradients = parameters.stream().map(NDArray::getGradient).toList();
    double squares = 0;
    for (NDArray gradient : gradients) {
      try (NDArray norm = gradient.norm()) {
        double length = norm.getFloat();
        squares += length * length;
      }
    }
    float scale = (float) Math.min(1, settings.clip() / Math.max(1e-12, Math.sqrt(squares)));
    double correction = Math.sqrt(1 - Math.pow(BETA2, step + 1)) / (1 - Math.pow(BETA1, step + 1));
    parameters.forEach(p -> p.setRequiresGradient(false)); // or they could not be written
    for (int i = 0; i < gradients.size(); i++) {
      double rate = share * (i < slow ? settings.rate() : settings.headRate());
      try (NDArray gradient = gradients.get(i)) {
        float kept = 1 - (float) (decays(i) ? rate * settings.weightDecay() : 0);
        if (inPlace) {
          updateInPlace(i, gradient, kept, (float) (rate * correction), scale);
        } else {
          update(i, gradient, kept, (float) (rate * correction), scale);
        }
        gradient.subi(gradient);
      }
    }
  }

  private boolean decays(int i) {
    return parameters.get(i).getShape().dimension() > 1;
  }

  /** What the operations make belongs to the parameters' manager, and so is closed here. */
  private void update(int i, NDArray gradient, float kept, float corrected, float scale) {
    NDArray parameter = parameters.get(i);
    NDArray variance = variances.get(i);
    try (NDArray scaled = gradient.mul(scale);
        NDArray square = scaled.square()) {
      means.get(i).muli(BETA1).addi(scaled.muli(1 - BETA1));
      variance.muli(BETA2).addi(square.muli(1 - BETA2));
    }
    parameter.muli(kept);
    try (NDArray root = variance.sqrt();
        NDArray step = means.get(i).div(root.addi(EPSILON))) {
      parameter.subi(step.muli(corrected));
    }
  }

  /** The same in one pass over memory, where the operations take some twenty. */
  private void updateInPlace(int i, NDArray gradient, float kept, float corrected, float scale) {
    FloatBuffer parameter = numbers(parameters.get(i));
    FloatBuffer mean = numbers(means.get(i));
    FloatBuffer variance = numbers(variances.get(i));
    FloatBuffer slope = numbers(gradient);
    int n = parameter.limit();
    IntStream.range(0, (n + BLOCK - 1) / BLOCK)
        .parallel()
        .forEach(
            block -> {
              for (int k = block * BLOCK; k < Math.min(n, (block + 1) * BLOCK); k++) {
                float g = scale * slope.get(k);
                float m = BETA1 * mean.get(k) + (1 - BETA1) * g;
                float v = BETA2 * variance.get(k) + (1 - BETA2) * g * g;
                mean.put(k, m);
                variance.put(k, v);
                float step = m / ((float) Math.sqrt(v) + EPSILON);
                parameter.put(k, kept * parameter.get(k) - corrected * step);
              }
            });
  }

  /** An array's own memory. */
  private static FloatBuffer numbers(NDArray array) {
    return array.toByteBuffer(true).asFloatBuffer();
  }

  /** The parameters, then the moments, by number. */
  Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      tensors.put("parameter." + i, tensor(parameters.get(i)));
      tensors.put("mean." + i, tensor(means.get(i)));
      tensors.put("variance." + i, tensor(variances.get(i)));
    }
    return tensors;
  }

  private static Tensor tensor(NDArray array) {
    long[] shape = array.getShape().getShape();
    return new Tensor(
        Arrays.stream(shape).mapToInt(Math::toIntExact).toArray(), array.toFloatArray());
  }

  /** Takes up parameters and moments where {@link #tensors()} left them. */
  void resume(Weights saved) {
    for (int i = 0; i < parameters.size(); i++) {
      fill(parameters.get(i), saved, "parameter." + i);
      fill(means.get(i), saved, "mean." + i);
      fill(variances.get(i), saved, "variance." + i);
    }
  }

  private static void fill(NDArray array, Weights saved, String name) {
    long[] shape = array.getShape().getShape();
    Tensor tensor = saved.get(name, Arrays.stream(shape).mapToInt(Math::toIntExact).toArray());
    try (NDManager passing = array.getManager().newSubManager()) {
      TensorRuntime.copy(passing, tensor).copyTo(array);
    }
  }
}

package dev.trivium.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import dev.trivium.core.tensor.Tensor;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.core.tensor.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the pieces of a network out of the weights of a file, on the device of a manager, and gives
 * them back under the same names when they have been trained.
 */
final class BertWeights {
  private final Weights weights;
  private final NDManager manager;
  private final List<Made> made = new ArrayList<>();

  /** A parameter, and the tensors of the file that stand in it one below the other. */
  private record Made(List<String> names, Parameter parameter) {}

  BertWeights(Weights weights, NDManager manager) {
    this.weights = weights;
    this.manager = manager;
  }

  /** {@code name.weight [out × in]} and {@code name.bias [out]}. */
  Dense linear(String name, int out, int in) {
    return stacked(out, in, name);
  }

  /** Layers that read the same input as one: {@code [names·out × in]}. */
  Dense stacked(int out, int in, String... names) {
    return new Dense(
        parameter(Parameter.Type.WEIGHT, ".weight", names, out, in),
        parameter(Parameter.Type.BIAS, ".bias", names, out));
  }

  Norm norm(String name, int size, float epsilon) {
    return new Norm(
        parameter(name + ".weight", Parameter.Type.GAMMA, size),
        parameter(name + ".bias", Parameter.Type.BETA, size),
        epsilon);
  }

  Parameter parameter(String name, Parameter.Type type, int... shape) {
    return parameter(type, "", new String[] {name}, shape);
  }

  private Parameter parameter(Parameter.Type type, String suffix, String[] names, int... shape) {
    String last = names[0] + suffix;
    Parameter parameter =
        Parameter.builder()
            .setName(last.substring(last.lastIndexOf('.') + 1))
            .setType(type)
            .build();
    int[] whole = shape.clone();
    whole[0] *= names.length;
    int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    float[] data = new float[size * names.length];
    List<String> full = Arrays.stream(names).map(name -> name + suffix).toList();
    for (int i = 0; i < names.length; i++) {
      System.arraycopy(weights.get(full.get(i), shape).data(), 0, data, i * size, size);
    }
    parameter.setArray(TensorRuntime.copy(manager, new Tensor(whole, data)));
    made.add(new Made(full, parameter));
    return parameter;
  }

  /** The parameters in the order they were made. */
  List<NDArray> arrays() {
    return made.stream().map(m -> m.parameter().getArray()).toList();
  }

  /** The parameters as they now are, under the names of the file. */
  Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Made m : made) {
      NDArray array = m.parameter().getArray();
      float[] all = array.toFloatArray();
      int[] shape = Arrays.stream(array.getShape().getShape()).mapToInt(Math::toIntExact).toArray();
      shape[0] /= m.names().size();
      int size = all.length / m.names().size();
      for (int i = 0; i < m.names().size(); i++) {
        float[] part = Arrays.copyOfRange(all, i * size, (i + 1) * size);
        tensors.put(m.names().get(i), new Tensor(shape.clone(), part));
      }
    }
    return tensors;
  }
}

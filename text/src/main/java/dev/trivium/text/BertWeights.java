package dev.trivium.text;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import dev.trivium.core.tensor.Tensor;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.core.tensor.Weights;

/** Makes the pieces of a network out of the weights of a file, on the device of a manager. */
record BertWeights(Weights weights, NDManager manager) {
  /** {@code name.weight [out × in]} and {@code name.bias [out]}. */
  Linear linear(String name, int out, int in) {
    return linear(weights.get(name + ".weight", out, in), weights.get(name + ".bias", out));
  }

  /** Layers that read the same input as one: {@code [names·out × in]}. */
  Linear stacked(int out, int in, String... names) {
    float[] weight = new float[names.length * out * in];
    float[] bias = new float[names.length * out];
    for (int i = 0; i < names.length; i++) {
      float[] w = weights.get(names[i] + ".weight", out, in).data();
      float[] b = weights.get(names[i] + ".bias", out).data();
      System.arraycopy(w, 0, weight, i * out * in, out * in);
      System.arraycopy(b, 0, bias, i * out, out);
    }
    int rows = names.length * out;
    return linear(new Tensor(new int[] {rows, in}, weight), new Tensor(new int[] {rows}, bias));
  }

  Norm norm(String name, int size, float epsilon) {
    return new Norm(
        parameter(name + ".weight", Parameter.Type.GAMMA, size),
        parameter(name + ".bias", Parameter.Type.BETA, size),
        epsilon);
  }

  Parameter parameter(String name, Parameter.Type type, int... shape) {
    Parameter parameter =
        Parameter.builder()
            .setName(name.substring(name.lastIndexOf('.') + 1))
            .setType(type)
            .build();
    parameter.setArray(TensorRuntime.copy(manager, weights.get(name, shape)));
    return parameter;
  }

  private Linear linear(Tensor weight, Tensor bias) {
    Linear linear = Linear.builder().setUnits(weight.shape()[0]).build();
    linear.getDirectParameters().get("weight").setArray(TensorRuntime.copy(manager, weight));
    linear.getDirectParameters().get("bias").setArray(TensorRuntime.copy(manager, bias));
    return linear;
  }
}

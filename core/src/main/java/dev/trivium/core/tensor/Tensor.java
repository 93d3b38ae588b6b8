package dev.trivium.core.tensor;

import java.util.Arrays;

/**
 * A block of numbers as a weight file holds it, widened to floats: its shape, outermost dimension
 * first, and its numbers, the last dimension running fastest. The arrays are shared, not copied;
 * treat them as read-only.
 */
@SuppressWarnings(
    "ArrayRecordComponent") // shared on purpose: weights are large; equality is by content below
public record Tensor(int[] shape, float[] data) {
  public Tensor {
    long size = 1;
    for (int d : shape) {
      size = Math.multiplyExact(size, (long) d);
    }
    if (size != data.length) {
      throw new IllegalArgumentException(
          "a tensor of shape "
              + Arrays.toString(shape)
              + " wants "
              + size
              + " numbers, got "
              + data.length);
    }
  }

  /** This matrix {@code [m × n]} turned into {@code [n × m]}, copied. */
  public Tensor transposed() {
    if (shape.length != 2) {
      throw new IllegalArgumentException(
          "only a matrix can be transposed, not shape " + Arrays.toString(shape));
    }
    int m = shape[0];
    int n = shape[1];
    float[] out = new float[data.length];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        out[j * m + i] = data[i * n + j];
      }
    }
    return new Tensor(new int[] {n, m}, out);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Tensor t && Arrays.equals(shape, t.shape) && Arrays.equals(data, t.data);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(shape) * 31 + Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    return "Tensor" + Arrays.toString(shape);
  }
}

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
  private static final long LARGEST = Integer.MAX_VALUE - 8;

  public Tensor {
    if (size(Arrays.stream(shape).asLongStream().toArray()) != data.length) {
      throw new IllegalArgumentException(
          data.length + " numbers do not fill a tensor of shape " + Arrays.toString(shape));
    }
  }

  /** The numbers in a shape; −1 where a dimension is negative or no Java array holds so many. */
  static long size(long[] shape) {
    long size = 1;
    for (long d : shape) {
      if (d < 0 || d > LARGEST || size > LARGEST) {
        return -1;
      }
      size *= d;
    }
    return size > LARGEST ? -1 : size;
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

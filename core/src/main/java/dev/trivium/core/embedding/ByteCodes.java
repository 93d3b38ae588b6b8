package dev.trivium.core.embedding;

import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.RowBlocks;
import dev.trivium.core.math.Vectors;
import dev.trivium.core.tensor.Tensor;
import java.util.Map;

/** A byte for each number: the row divided by its scale, which makes the largest 127. */
final class ByteCodes implements Codes {
  static final String KIND = "int8-table";
  private static final int MOST = 127;
  private static final int BLOCK = 1024;

  private final int dimension;
  private final byte[] bytes;
  private final float[] scales;

  ByteCodes(int dimension, byte[] bytes, float[] scales) {
    this.dimension = dimension;
    this.bytes = bytes;
    this.scales = scales;
  }

  static ByteCodes of(Matrix rows) {
    int d = rows.columns();
    byte[] bytes = new byte[rows.array().length];
    float[] scales = new float[rows.rows()];
    for (int r = 0; r < rows.rows(); r++) {
      float largest = 0;
      for (int i = r * d; i < (r + 1) * d; i++) {
        largest = Math.max(largest, Math.abs(rows.array()[i]));
      }
      scales[r] = largest / MOST;
      for (int i = r * d; i < (r + 1) * d && scales[r] > 0; i++) {
        bytes[i] = (byte) Math.max(-MOST, Math.min(MOST, Math.round(rows.array()[i] / scales[r])));
      }
    }
    return new ByteCodes(d, bytes, scales);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public Map<String, Tensor> tensors() {
    return Map.of("scales", new Tensor(new int[] {scales.length}, scales));
  }

  @Override
  public void decode(int row, float[] into, int at) {
    for (int i = 0; i < dimension; i++) {
      into[at + i] = scales[row] * bytes[row * dimension + i];
    }
  }

  @Override
  public float[] dots(float[] query) {
    float[] dots = new float[scales.length];
    RowBlocks.forEach(
        (dots.length + BLOCK - 1) / BLOCK,
        1,
        block -> {
          float[] row = new float[dimension];
          int to = Math.min(dots.length, (block + 1) * BLOCK);
          for (int r = block * BLOCK; r < to; r++) {
            decode(r, row, 0);
            dots[r] = Vectors.dot(query, row);
          }
        });
    return dots;
  }
}

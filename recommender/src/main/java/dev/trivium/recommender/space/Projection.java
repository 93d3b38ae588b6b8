package dev.trivium.recommender.space;

import dev.trivium.core.math.Matrices;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import java.util.List;

/**
 * A learned map from one modality's vectors {@code [d]} to the shared space {@code [f]}: affine
 * layers with ReLU between them. One layer is a linear map. Immutable.
 *
 * @param layers first to last
 */
public record Projection(List<Layer> layers) {
  /**
   * {@code x ↦ W x + b}.
   *
   * @param weights W {@code [out × in]}
   * @param bias b {@code [out]}
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Layer(Matrix weights, float[] bias) {
    public Layer {
      if (weights.rows() != bias.length) {
        throw new IllegalArgumentException(
            "a layer of " + weights + " wants " + weights.rows() + " biases, got " + bias.length);
      }
    }
  }

  public Projection {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("a projection has at least one layer");
    }
  }

  /** A linear map. */
  public static Projection linear(Matrix weights, float[] bias) {
    return new Projection(List.of(new Layer(weights, bias)));
  }

  /** d, the numbers it takes. */
  public int inputDimension() {
    return layers.get(0).weights().columns();
  }

  /** f, the numbers it gives. */
  public int outputDimension() {
    return layers.get(layers.size() - 1).bias().length;
  }

  /** {@code [d]} to {@code [f]}. */
  public float[] apply(float[] x) {
    return apply(Matrix.of(1, x.length, x)).row(0);
  }

  /** {@code [n × d]} to {@code [n × f]}. */
  public Matrix apply(Matrix rows) {
    Matrix x = rows;
    for (int l = 0; l < layers.size(); l++) {
      Layer layer = layers.get(l);
      Matrix y = Matrices.timesTransposed(x, layer.weights());
      for (int r = 0; r < y.rows(); r++) {
        Vectors.axpy(1, layer.bias(), 0, y.array(), y.offset(r), y.columns());
      }
      if (l + 1 < layers.size()) {
        rectify(y.array());
      }
      x = y;
    }
    return x;
  }

  private static void rectify(float[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.max(0, x[i]);
    }
  }
}

package dev.trivium.recommender.space;

import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;

/**
 * Features centred, and scaled as a whole to a mean squared length of 1, so that one ridge suits
 * every modality.
 *
 * @param mean subtracted, {@code [d]}
 * @param scale multiplied
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Standardization(float[] mean, float scale) {
  /** As these rows {@code [n × d]} want it. */
  static Standardization of(Matrix rows) {
    int d = rows.columns();
    float[] mean = new float[d];
    for (int r = 0; r < rows.rows(); r++) {
      Vectors.axpy(1f / rows.rows(), rows.array(), rows.offset(r), mean, 0, d);
    }
    double squares = 0;
    for (int r = 0; r < rows.rows(); r++) {
      squares += Vectors.squaredDistance(rows.array(), rows.offset(r), mean, 0, d);
    }
    return new Standardization(mean, squares > 0 ? (float) Math.sqrt(rows.rows() / squares) : 1);
  }

  /** The rows standardized, as a new matrix. */
  Matrix apply(Matrix rows) {
    Matrix out = Matrix.of(rows.rows(), rows.columns(), rows.array().clone());
    for (int r = 0; r < out.rows(); r++) {
      Vectors.axpy(-1, mean, 0, out.array(), out.offset(r), out.columns());
    }
    Vectors.scale(scale, out.array(), 0, out.array().length);
    return out;
  }

  /** The layer on raw vectors that does what {@code x ↦ W x + b} does on standardized ones. */
  Projection.Layer onRaw(Matrix weights, float[] bias) {
    Matrix scaled = Matrix.of(weights.rows(), weights.columns(), weights.array().clone());
    Vectors.scale(scale, scaled.array(), 0, scaled.array().length);
    float[] shifted = bias.clone();
    for (int o = 0; o < shifted.length; o++) {
      shifted[o] -= Vectors.dot(scaled.array(), scaled.offset(o), mean, 0, mean.length);
    }
    return new Projection.Layer(scaled, shifted);
  }
}

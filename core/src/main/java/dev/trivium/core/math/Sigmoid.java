package dev.trivium.core.math;

/**
 * {@code σ(x) = 1/(1+e^−x)} as {@code 1/2 + x·P(x²)/Q(x²)}, polynomials of third degree fitted to
 * the least largest error on ±{@value #LIMIT}, 3e-7, by least squares weighted anew (Lawson 1961);
 * flat beyond.
 */
final class Sigmoid {
  static final float LIMIT = 12;
  static final float P0 = 0.24999967f;
  static final float P1 = 0.0077666095f;
  static final float P2 = 3.736294e-5f;
  static final float P3 = 1.7603968e-8f;
  static final float Q1 = 0.11439852f;
  static final float Q2 = 0.0013496783f;
  static final float Q3 = 2.4238134e-6f;

  private Sigmoid() {}

  static float of(float x) {
    float z = Math.max(-LIMIT, Math.min(LIMIT, x));
    float square = z * z;
    float p = ((P3 * square + P2) * square + P1) * square + P0;
    float q = ((Q3 * square + Q2) * square + Q1) * square + 1;
    return 0.5f + z * p / q;
  }
}

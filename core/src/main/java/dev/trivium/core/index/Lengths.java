package dev.trivium.core.index;

/** Lengths in double, for bounds that must hold. */
final class Lengths {
  private Lengths() {}

  static double squared(float[] x, int offset, int n) {
    double sum = 0;
    for (int i = offset; i < offset + n; i++) {
      sum += (double) x[i] * x[i];
    }
    return sum;
  }
}

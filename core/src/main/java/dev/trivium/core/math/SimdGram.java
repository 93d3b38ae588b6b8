package dev.trivium.core.math;

import static dev.trivium.core.math.SimdLanes.SPECIES;
import static dev.trivium.core.math.SimdLanes.WIDTH;
import static dev.trivium.core.math.SimdLanes.at;

import jdk.incubator.vector.FloatVector;

/** {@link VectorKernels#addGram} in tiles of four rows by one or two registers. */
final class SimdGram {
  private SimdGram() {}

  static void add(float s, float[] x, int xo, int count, int n, int from, float[] out) {
    for (int c = from; c < n; c += 4) {
      int d = c / WIDTH * WIDTH;
      for (; d <= n - 2 * WIDTH; d += 2 * WIDTH) {
        two(s, x, xo, count, n, c, d, out);
      }
      if (d < n) {
        one(s, x, xo, count, n, c, d, out);
      }
    }
  }

  private static void two(float s, float[] x, int xo, int count, int n, int c, int d, float[] out) {
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector b0 = a0;
    FloatVector b1 = a0;
    FloatVector b2 = a0;
    FloatVector b3 = a0;
    int end = xo + count * n;
    for (int o = xo; o < end; o += n) {
      FloatVector a = at(x, o + d);
      FloatVector b = at(x, o + d + WIDTH);
      FloatVector t = FloatVector.broadcast(SPECIES, x[o + c]);
      a0 = a.fma(t, a0);
      b0 = b.fma(t, b0);
      t = FloatVector.broadcast(SPECIES, x[o + c + 1]);
      a1 = a.fma(t, a1);
      b1 = b.fma(t, b1);
      t = FloatVector.broadcast(SPECIES, x[o + c + 2]);
      a2 = a.fma(t, a2);
      b2 = b.fma(t, b2);
      t = FloatVector.broadcast(SPECIES, x[o + c + 3]);
      a3 = a.fma(t, a3);
      b3 = b.fma(t, b3);
    }
    int o = c * n + d;
    add(s, a0, b0, out, o);
    add(s, a1, b1, out, o + n);
    add(s, a2, b2, out, o + 2 * n);
    add(s, a3, b3, out, o + 3 * n);
  }

  private static void add(float s, FloatVector a, FloatVector b, float[] out, int o) {
    FloatVector factor = FloatVector.broadcast(SPECIES, s);
    a.fma(factor, at(out, o)).intoArray(out, o);
    b.fma(factor, at(out, o + WIDTH)).intoArray(out, o + WIDTH);
  }

  private static void one(float s, float[] x, int xo, int count, int n, int c, int d, float[] out) {
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    int end = xo + count * n;
    for (int o = xo; o < end; o += n) {
      FloatVector a = at(x, o + d);
      a0 = a.fma(FloatVector.broadcast(SPECIES, x[o + c]), a0);
      a1 = a.fma(FloatVector.broadcast(SPECIES, x[o + c + 1]), a1);
      a2 = a.fma(FloatVector.broadcast(SPECIES, x[o + c + 2]), a2);
      a3 = a.fma(FloatVector.broadcast(SPECIES, x[o + c + 3]), a3);
    }
    FloatVector factor = FloatVector.broadcast(SPECIES, s);
    int o = c * n + d;
    a0.fma(factor, at(out, o)).intoArray(out, o);
    a1.fma(factor, at(out, o + n)).intoArray(out, o + n);
    a2.fma(factor, at(out, o + 2 * n)).intoArray(out, o + 2 * n);
    a3.fma(factor, at(out, o + 3 * n)).intoArray(out, o + 3 * n);
  }
}

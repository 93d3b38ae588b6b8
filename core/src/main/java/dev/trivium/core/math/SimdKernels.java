package dev.trivium.core.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The widest registers of the machine, two accumulators, the rest by a plain loop. */
final class SimdKernels implements VectorKernels {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int WIDTH = SPECIES.length();

  @Override
  public String name() {
    return "SIMD, " + SPECIES.vectorBitSize() + " bits";
  }

  @Override
  public float dot(float[] a, int ao, float[] b, int bo, int n) {
    int i = 0;
    float sum = 0;
    if (n >= WIDTH) {
      FloatVector s0 = FloatVector.zero(SPECIES);
      FloatVector s1 = FloatVector.zero(SPECIES);
      for (; i <= n - 2 * WIDTH; i += 2 * WIDTH) {
        s0 = at(a, ao + i).fma(at(b, bo + i), s0);
        s1 = at(a, ao + i + WIDTH).fma(at(b, bo + i + WIDTH), s1);
      }
      if (i <= n - WIDTH) {
        s0 = at(a, ao + i).fma(at(b, bo + i), s0);
        i += WIDTH;
      }
      sum = s0.add(s1).reduceLanes(VectorOperators.ADD);
    }
    for (; i < n; i++) {
      sum += a[ao + i] * b[bo + i];
    }
    return sum;
  }

  @Override
  public float squaredDistance(float[] a, int ao, float[] b, int bo, int n) {
    int i = 0;
    float sum = 0;
    if (n >= WIDTH) {
      FloatVector s = FloatVector.zero(SPECIES);
      for (; i <= n - WIDTH; i += WIDTH) {
        FloatVector d = at(a, ao + i).sub(at(b, bo + i));
        s = d.fma(d, s);
      }
      sum = s.reduceLanes(VectorOperators.ADD);
    }
    for (; i < n; i++) {
      float d = a[ao + i] - b[bo + i];
      sum += d * d;
    }
    return sum;
  }

  @Override
  public void axpy(float s, float[] x, int xo, float[] y, int yo, int n) {
    int i = 0;
    FloatVector factor = FloatVector.broadcast(SPECIES, s);
    for (; i <= n - WIDTH; i += WIDTH) {
      at(x, xo + i).fma(factor, at(y, yo + i)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] += s * x[xo + i];
    }
  }

  @Override
  public void scale(float s, float[] x, int xo, int n) {
    int i = 0;
    for (; i <= n - WIDTH; i += WIDTH) {
      at(x, xo + i).mul(s).intoArray(x, xo + i);
    }
    for (; i < n; i++) {
      x[xo + i] *= s;
    }
  }

  private static FloatVector at(float[] a, int offset) {
    return FloatVector.fromArray(SPECIES, a, offset);
  }
}

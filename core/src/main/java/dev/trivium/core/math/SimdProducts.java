package dev.trivium.core.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link VectorKernels#subtractProduct} in tiles of four rows by three registers. */
final class SimdProducts {
  private static final VectorSpecies<Double> SPECIES =
      VectorSpecies.of(double.class, SimdLanes.SPECIES.vectorShape());
  private static final int WIDTH = SPECIES.length();

  private SimdProducts() {}

  static void subtract(double[] x, double[] y, double[] z, int n) {
    for (int c = 0; c < n; c += 3 * WIDTH) {
      for (int r = 0; r < n; r += 4) {
        tile(x, y, z, n, r, c);
      }
    }
  }

  private static void tile(double[] x, double[] y, double[] z, int n, int r, int c) {
    DoubleVector s00 = DoubleVector.zero(SPECIES);
    DoubleVector s01 = s00;
    DoubleVector s02 = s00;
    DoubleVector s10 = s00;
    DoubleVector s11 = s00;
    DoubleVector s12 = s00;
    DoubleVector s20 = s00;
    DoubleVector s21 = s00;
    DoubleVector s22 = s00;
    DoubleVector s30 = s00;
    DoubleVector s31 = s00;
    DoubleVector s32 = s00;
    for (int o = 0; o < n * n; o += n) {
      DoubleVector a = at(y, o + c);
      DoubleVector b = at(y, o + c + WIDTH);
      DoubleVector d = at(y, o + c + 2 * WIDTH);
      DoubleVector t = DoubleVector.broadcast(SPECIES, x[o + r]);
      s00 = a.fma(t, s00);
      s01 = b.fma(t, s01);
      s02 = d.fma(t, s02);
      t = DoubleVector.broadcast(SPECIES, x[o + r + 1]);
      s10 = a.fma(t, s10);
      s11 = b.fma(t, s11);
      s12 = d.fma(t, s12);
      t = DoubleVector.broadcast(SPECIES, x[o + r + 2]);
      s20 = a.fma(t, s20);
      s21 = b.fma(t, s21);
      s22 = d.fma(t, s22);
      t = DoubleVector.broadcast(SPECIES, x[o + r + 3]);
      s30 = a.fma(t, s30);
      s31 = b.fma(t, s31);
      s32 = d.fma(t, s32);
    }
    subtract(z, r * n + c, s00, s01, s02);
    subtract(z, (r + 1) * n + c, s10, s11, s12);
    subtract(z, (r + 2) * n + c, s20, s21, s22);
    subtract(z, (r + 3) * n + c, s30, s31, s32);
  }

  private static void subtract(double[] z, int o, DoubleVector a, DoubleVector b, DoubleVector d) {
    at(z, o).sub(a).intoArray(z, o);
    at(z, o + WIDTH).sub(b).intoArray(z, o + WIDTH);
    at(z, o + 2 * WIDTH).sub(d).intoArray(z, o + 2 * WIDTH);
  }

  private static DoubleVector at(double[] a, int offset) {
    return DoubleVector.fromArray(SPECIES, a, offset);
  }
}

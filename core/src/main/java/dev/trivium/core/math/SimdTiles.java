package dev.trivium.core.math;

import static dev.trivium.core.math.SimdLanes.SPECIES;
import static dev.trivium.core.math.SimdLanes.WIDTH;
import static dev.trivium.core.math.SimdLanes.at;

import jdk.incubator.vector.FloatVector;

/** Four rows by three: products and sums that read each number once for several of them. */
final class SimdTiles {
  private SimdTiles() {}

  static void pairDots(float[] x, int[] xo, float[] y, int[] yo, int n, float[] parts, int po) {
    int end = SPECIES.loopBound(n);
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    for (int i = 0; i < end; i += WIDTH) {
      s0 = at(x, xo[0] + i).fma(at(y, yo[0] + i), s0);
      s1 = at(x, xo[1] + i).fma(at(y, yo[1] + i), s1);
      s2 = at(x, xo[2] + i).fma(at(y, yo[2] + i), s2);
      s3 = at(x, xo[3] + i).fma(at(y, yo[3] + i), s3);
    }
    s0.intoArray(parts, po);
    s1.intoArray(parts, po + WIDTH);
    s2.intoArray(parts, po + 2 * WIDTH);
    s3.intoArray(parts, po + 3 * WIDTH);
    for (int b = 0; b < 4 && end < n; b++) {
      for (int i = end; i < n; i++) {
        parts[po + WIDTH * b] += x[xo[b] + i] * y[yo[b] + i];
      }
    }
  }

  static void dots(
      float[] x, int[] xo, float[] y, int[] yo, int from, int n, float[] parts, int po) {
    int end = SPECIES.loopBound(n);
    products(x, xo, y, yo[from], yo[from + 1], yo[from + 2], end, parts, po);
    for (int k = 0; k < 3 && end < n; k++) {
      for (int b = 0; b < 4; b++) {
        for (int i = end; i < n; i++) {
          parts[po + WIDTH * (4 * k + b)] += x[xo[b] + i] * y[yo[from + k] + i];
        }
      }
    }
  }

  private static void products(
      float[] x, int[] xo, float[] y, int y0, int y1, int y2, int end, float[] parts, int po) {
    int x0 = xo[0];
    int x1 = xo[1];
    int x2 = xo[2];
    int x3 = xo[3];
    FloatVector s00 = FloatVector.zero(SPECIES);
    FloatVector s01 = s00;
    FloatVector s02 = s00;
    FloatVector s03 = s00;
    FloatVector s10 = s00;
    FloatVector s11 = s00;
    FloatVector s12 = s00;
    FloatVector s13 = s00;
    FloatVector s20 = s00;
    FloatVector s21 = s00;
    FloatVector s22 = s00;
    FloatVector s23 = s00;
    for (int i = 0; i < end; i += WIDTH) {
      FloatVector r0 = at(x, x0 + i);
      FloatVector r1 = at(x, x1 + i);
      FloatVector r2 = at(x, x2 + i);
      FloatVector r3 = at(x, x3 + i);
      FloatVector c = at(y, y0 + i);
      s00 = r0.fma(c, s00);
      s01 = r1.fma(c, s01);
      s02 = r2.fma(c, s02);
      s03 = r3.fma(c, s03);
      c = at(y, y1 + i);
      s10 = r0.fma(c, s10);
      s11 = r1.fma(c, s11);
      s12 = r2.fma(c, s12);
      s13 = r3.fma(c, s13);
      c = at(y, y2 + i);
      s20 = r0.fma(c, s20);
      s21 = r1.fma(c, s21);
      s22 = r2.fma(c, s22);
      s23 = r3.fma(c, s23);
    }
    s00.intoArray(parts, po);
    s01.intoArray(parts, po + WIDTH);
    s02.intoArray(parts, po + 2 * WIDTH);
    s03.intoArray(parts, po + 3 * WIDTH);
    s10.intoArray(parts, po + 4 * WIDTH);
    s11.intoArray(parts, po + 5 * WIDTH);
    s12.intoArray(parts, po + 6 * WIDTH);
    s13.intoArray(parts, po + 7 * WIDTH);
    s20.intoArray(parts, po + 8 * WIDTH);
    s21.intoArray(parts, po + 9 * WIDTH);
    s22.intoArray(parts, po + 10 * WIDTH);
    s23.intoArray(parts, po + 11 * WIDTH);
  }

  static void step(
      float[] s, int so, float[] x, int[] xo, float[] y, int[] yo, int from, int n, float[] steps) {
    int x0 = xo[0];
    int x1 = xo[1];
    int x2 = xo[2];
    int x3 = xo[3];
    int y0 = yo[from];
    int y1 = yo[from + 1];
    int y2 = yo[from + 2];
    FloatVector s00 = factor(s, so);
    FloatVector s01 = factor(s, so + 1);
    FloatVector s02 = factor(s, so + 2);
    FloatVector s03 = factor(s, so + 3);
    FloatVector s10 = factor(s, so + 4);
    FloatVector s11 = factor(s, so + 5);
    FloatVector s12 = factor(s, so + 6);
    FloatVector s13 = factor(s, so + 7);
    FloatVector s20 = factor(s, so + 8);
    FloatVector s21 = factor(s, so + 9);
    FloatVector s22 = factor(s, so + 10);
    FloatVector s23 = factor(s, so + 11);
    int end = SPECIES.loopBound(n);
    for (int i = 0; i < end; i += WIDTH) {
      FloatVector r0 = at(x, x0 + i);
      FloatVector r1 = at(x, x1 + i);
      FloatVector r2 = at(x, x2 + i);
      FloatVector r3 = at(x, x3 + i);
      FloatVector c = at(y, y0 + i);
      FloatVector t0 = c.fma(s00, at(steps, i));
      FloatVector t1 = c.fma(s01, at(steps, n + i));
      FloatVector t2 = c.fma(s02, at(steps, 2 * n + i));
      FloatVector t3 = c.fma(s03, at(steps, 3 * n + i));
      r0.fma(s00, r1.fma(s01, c)).add(r2.fma(s02, r3.mul(s03))).intoArray(y, y0 + i);
      c = at(y, y1 + i);
      t0 = c.fma(s10, t0);
      t1 = c.fma(s11, t1);
      t2 = c.fma(s12, t2);
      t3 = c.fma(s13, t3);
      r0.fma(s10, r1.fma(s11, c)).add(r2.fma(s12, r3.mul(s13))).intoArray(y, y1 + i);
      c = at(y, y2 + i);
      c.fma(s20, t0).intoArray(steps, i);
      c.fma(s21, t1).intoArray(steps, n + i);
      c.fma(s22, t2).intoArray(steps, 2 * n + i);
      c.fma(s23, t3).intoArray(steps, 3 * n + i);
      r0.fma(s20, r1.fma(s21, c)).add(r2.fma(s22, r3.mul(s23))).intoArray(y, y2 + i);
    }
    for (int i = end; i < n; i++) {
      for (int k = 0; k < 3; k++) {
        float c = y[yo[from + k] + i];
        for (int b = 0; b < 4; b++) {
          steps[b * n + i] += s[so + 4 * k + b] * c;
          y[yo[from + k] + i] += s[so + 4 * k + b] * x[xo[b] + i];
        }
      }
    }
  }

  private static FloatVector factor(float[] s, int o) {
    return FloatVector.broadcast(SPECIES, s[o]);
  }
}

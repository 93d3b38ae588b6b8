package dev.trivium.core.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The widest registers of the machine, two accumulators, the rest by a plain loop. */
final class SimdKernels implements VectorKernels {
  private static final VectorSpecies<Float> SPECIES = species();
  private static final int WIDTH = SPECIES.length();
  // Lane i goes to lane i^h; for the sums of four vectors at once (see sums).
  private static final VectorShuffle<Float> HALVES = swap(WIDTH / 2);
  private static final VectorShuffle<Float> QUARTERS = swap(WIDTH / 4);
  private static final VectorShuffle<Float> EIGHTHS = swap(WIDTH / 8);
  private static final VectorShuffle<Float> SIXTEENTHS = swap(WIDTH / 16);
  private static final VectorMask<Float> UPPER_HALVES = upper(WIDTH / 2);
  private static final VectorMask<Float> UPPER_QUARTERS = upper(WIDTH / 4);

  /** The folding of sums needs 4 to 16 lanes. */
  private static VectorSpecies<Float> species() {
    int bits = FloatVector.SPECIES_PREFERRED.vectorBitSize();
    if (bits < 128) {
      return FloatVector.SPECIES_128;
    }
    return bits > 512 ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED;
  }

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
      sum = sum(s0.add(s1));
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
      sum = sum(s);
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

  @Override
  public void dots(
      float[] x, int xo, float[] rows, int[] offsets, int count, int n, float[] out, int oo) {
    int k = 0;
    for (; k <= count - 4; k += 4) {
      dots4(x, xo, rows, offsets, k, n, out, oo + k);
    }
    for (; k < count; k++) {
      out[oo + k] = dot(x, xo, rows, offsets[k], n);
    }
  }

  private static void dots4(
      float[] x, int xo, float[] rows, int[] offsets, int k, int n, float[] out, int oo) {
    int r0 = offsets[k];
    int r1 = offsets[k + 1];
    int r2 = offsets[k + 2];
    int r3 = offsets[k + 3];
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int i = 0;
    for (; i <= n - WIDTH; i += WIDTH) {
      FloatVector v = at(x, xo + i);
      s0 = v.fma(at(rows, r0 + i), s0);
      s1 = v.fma(at(rows, r1 + i), s1);
      s2 = v.fma(at(rows, r2 + i), s2);
      s3 = v.fma(at(rows, r3 + i), s3);
    }
    FloatVector sums = sums(s0, s1, s2, s3);
    float d0 = sums.lane(0);
    float d1 = sums.lane(WIDTH / 2);
    float d2 = sums.lane(WIDTH / 4);
    float d3 = sums.lane(WIDTH / 2 + WIDTH / 4);
    for (; i < n; i++) {
      float v = x[xo + i];
      d0 += v * rows[r0 + i];
      d1 += v * rows[r1 + i];
      d2 += v * rows[r2 + i];
      d3 += v * rows[r3 + i];
    }
    out[oo] = d0;
    out[oo + 1] = d1;
    out[oo + 2] = d2;
    out[oo + 3] = d3;
  }

  /** The sum of the lanes, folded in halves (reduceLanes adds one lane after another). */
  private static float sum(FloatVector v) {
    v = v.add(v.rearrange(HALVES));
    v = v.add(v.rearrange(QUARTERS));
    if (WIDTH >= 8) {
      v = v.add(v.rearrange(EIGHTHS));
    }
    if (WIDTH >= 16) {
      v = v.add(v.rearrange(SIXTEENTHS));
    }
    return v.lane(0);
  }

  /**
   * The sums of the lanes of four vectors, folded together: s0 in lane 0, s1 in lane W/2, s2 in
   * lane W/4, s3 in lane 3W/4.
   */
  private static FloatVector sums(FloatVector s0, FloatVector s1, FloatVector s2, FloatVector s3) {
    FloatVector t01 = s0.blend(s1, UPPER_HALVES).add(s1.blend(s0, UPPER_HALVES).rearrange(HALVES));
    FloatVector t23 = s2.blend(s3, UPPER_HALVES).add(s3.blend(s2, UPPER_HALVES).rearrange(HALVES));
    FloatVector sum =
        t01.blend(t23, UPPER_QUARTERS).add(t23.blend(t01, UPPER_QUARTERS).rearrange(QUARTERS));
    if (WIDTH >= 8) {
      sum = sum.add(sum.rearrange(EIGHTHS));
    }
    if (WIDTH >= 16) {
      sum = sum.add(sum.rearrange(SIXTEENTHS));
    }
    return sum;
  }

  @Override
  public void combine(
      float[] s,
      int so,
      int step,
      float[] rows,
      int[] offsets,
      int count,
      float[] y,
      int yo,
      int n) {
    int k = 0;
    for (; k <= count - 4; k += 4) {
      combine4(s, so + k * step, step, rows, offsets, k, y, yo, n);
    }
    for (; k < count; k++) {
      axpy(s[so + k * step], rows, offsets[k], y, yo, n);
    }
  }

  private static void combine4(
      float[] s, int so, int step, float[] rows, int[] offsets, int k, float[] y, int yo, int n) {
    int r0 = offsets[k];
    int r1 = offsets[k + 1];
    int r2 = offsets[k + 2];
    int r3 = offsets[k + 3];
    float f0 = s[so];
    float f1 = s[so + step];
    float f2 = s[so + 2 * step];
    float f3 = s[so + 3 * step];
    FloatVector v0 = FloatVector.broadcast(SPECIES, f0);
    FloatVector v1 = FloatVector.broadcast(SPECIES, f1);
    FloatVector v2 = FloatVector.broadcast(SPECIES, f2);
    FloatVector v3 = FloatVector.broadcast(SPECIES, f3);
    int i = 0;
    for (; i <= n - WIDTH; i += WIDTH) {
      FloatVector a = at(rows, r0 + i).fma(v0, at(y, yo + i));
      FloatVector b = at(rows, r1 + i).mul(v1);
      a = at(rows, r2 + i).fma(v2, a);
      b = at(rows, r3 + i).fma(v3, b);
      a.add(b).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] += f0 * rows[r0 + i] + f1 * rows[r1 + i] + f2 * rows[r2 + i] + f3 * rows[r3 + i];
    }
  }

  @Override
  public void exchange(float s, float[] x, int xo, float[] y, int yo, int n) {
    int i = 0;
    FloatVector factor = FloatVector.broadcast(SPECIES, s);
    for (; i <= n - WIDTH; i += WIDTH) {
      FloatVector a = at(x, xo + i);
      FloatVector b = at(y, yo + i);
      b.fma(factor, a).intoArray(x, xo + i);
      a.fma(factor, b).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      float a = x[xo + i];
      float b = y[yo + i];
      x[xo + i] = a + s * b;
      y[yo + i] = b + s * a;
    }
  }

  @Override
  public void pairDots(float[] x, int[] xo, float[] y, int[] yo, int n, float[] out, int oo) {
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
    put(sums(s0, s1, s2, s3), out, oo);
    for (int b = 0; b < 4 && end < n; b++) {
      for (int i = end; i < n; i++) {
        out[oo + b] += x[xo[b] + i] * y[yo[b] + i];
      }
    }
  }

  private static void put(FloatVector sums, float[] out, int oo) {
    out[oo] = sums.lane(0);
    out[oo + 1] = sums.lane(WIDTH / 2);
    out[oo + 2] = sums.lane(WIDTH / 4);
    out[oo + 3] = sums.lane(WIDTH / 2 + WIDTH / 4);
  }

  /**
   * In two methods, the sums by way of memory: in one, with as many vectors alive, C2 gives up on
   * inlining and puts them on the heap.
   */
  @Override
  public void tileDots(
      float[] x,
      int[] xo,
      float[] y,
      int[] yo,
      int from,
      int n,
      float[] work,
      float[] out,
      int oo) {
    int end = SPECIES.loopBound(n);
    tileProducts(x, xo, y, yo[from], yo[from + 1], yo[from + 2], end, work);
    for (int k = 0; k < 3; k++) {
      tileSums(work, 4 * WIDTH * k, out, oo + 4 * k);
    }
    for (int k = 0; k < 3 && end < n; k++) {
      for (int b = 0; b < 4; b++) {
        for (int i = end; i < n; i++) {
          out[oo + 4 * k + b] += x[xo[b] + i] * y[yo[from + k] + i];
        }
      }
    }
  }

  private static void tileProducts(
      float[] x, int[] xo, float[] y, int y0, int y1, int y2, int end, float[] work) {
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
    s00.intoArray(work, 0);
    s01.intoArray(work, WIDTH);
    s02.intoArray(work, 2 * WIDTH);
    s03.intoArray(work, 3 * WIDTH);
    s10.intoArray(work, 4 * WIDTH);
    s11.intoArray(work, 5 * WIDTH);
    s12.intoArray(work, 6 * WIDTH);
    s13.intoArray(work, 7 * WIDTH);
    s20.intoArray(work, 8 * WIDTH);
    s21.intoArray(work, 9 * WIDTH);
    s22.intoArray(work, 10 * WIDTH);
    s23.intoArray(work, 11 * WIDTH);
  }

  private static void tileSums(float[] work, int from, float[] out, int oo) {
    put(
        sums(
            at(work, from),
            at(work, from + WIDTH),
            at(work, from + 2 * WIDTH),
            at(work, from + 3 * WIDTH)),
        out,
        oo);
  }

  @Override
  public void tileToColumns(
      float[] s, int so, float[] x, int[] xo, float[] y, int[] yo, int from, int n) {
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
      r0.fma(s00, r1.fma(s01, r2.fma(s02, r3.fma(s03, at(y, y0 + i))))).intoArray(y, y0 + i);
      r0.fma(s10, r1.fma(s11, r2.fma(s12, r3.fma(s13, at(y, y1 + i))))).intoArray(y, y1 + i);
      r0.fma(s20, r1.fma(s21, r2.fma(s22, r3.fma(s23, at(y, y2 + i))))).intoArray(y, y2 + i);
    }
    for (int i = end; i < n; i++) {
      for (int k = 0; k < 3; k++) {
        for (int b = 0; b < 4; b++) {
          y[yo[from + k] + i] += s[so + 4 * k + b] * x[xo[b] + i];
        }
      }
    }
  }

  @Override
  public void tileToRows(
      float[] s, int so, float[] y, int[] yo, int from, float[] x, int[] xo, int n) {
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
      FloatVector c0 = at(y, y0 + i);
      FloatVector c1 = at(y, y1 + i);
      FloatVector c2 = at(y, y2 + i);
      c0.fma(s00, c1.fma(s10, c2.fma(s20, at(x, x0 + i)))).intoArray(x, x0 + i);
      c0.fma(s01, c1.fma(s11, c2.fma(s21, at(x, x1 + i)))).intoArray(x, x1 + i);
      c0.fma(s02, c1.fma(s12, c2.fma(s22, at(x, x2 + i)))).intoArray(x, x2 + i);
      c0.fma(s03, c1.fma(s13, c2.fma(s23, at(x, x3 + i)))).intoArray(x, x3 + i);
    }
    for (int i = end; i < n; i++) {
      for (int b = 0; b < 4; b++) {
        for (int k = 0; k < 3; k++) {
          x[xo[b] + i] += s[so + 4 * k + b] * y[yo[from + k] + i];
        }
      }
    }
  }

  private static FloatVector factor(float[] s, int o) {
    return FloatVector.broadcast(SPECIES, s[o]);
  }

  private static VectorShuffle<Float> swap(int h) {
    return VectorShuffle.fromOp(SPECIES, i -> i ^ h);
  }

  private static VectorMask<Float> upper(int h) {
    boolean[] lanes = new boolean[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      lanes[i] = (i & h) != 0;
    }
    return VectorMask.fromArray(SPECIES, lanes, 0);
  }

  private static FloatVector at(float[] a, int offset) {
    return FloatVector.fromArray(SPECIES, a, offset);
  }
}

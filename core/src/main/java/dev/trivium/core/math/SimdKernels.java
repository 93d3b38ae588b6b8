package dev.trivium.core.math;

import static dev.trivium.core.math.SimdLanes.SPECIES;
import static dev.trivium.core.math.SimdLanes.WIDTH;
import static dev.trivium.core.math.SimdLanes.at;
import static dev.trivium.core.math.SimdLanes.sum;
import static dev.trivium.core.math.SimdLanes.sums;

import jdk.incubator.vector.FloatVector;

/** The widest registers of the machine, two accumulators, the rest by a plain loop. */
final class SimdKernels implements VectorKernels {
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
  public void exchange(float s, float[] x, int xo, float[] step, int so, float[] y, int yo, int n) {
    int i = 0;
    FloatVector factor = FloatVector.broadcast(SPECIES, s);
    for (; i <= n - WIDTH; i += WIDTH) {
      FloatVector a = at(x, xo + i).add(at(step, so + i));
      FloatVector b = at(y, yo + i);
      b.fma(factor, a).intoArray(x, xo + i);
      a.fma(factor, b).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      float a = x[xo + i] + step[so + i];
      float b = y[yo + i];
      x[xo + i] = a + s * b;
      y[yo + i] = b + s * a;
    }
  }

  @Override
  public void adaptiveExchange(float s, float limit, float[] x, int xo, float[] y, int yo, int n) {
    int i = 0;
    FloatVector factor = FloatVector.broadcast(SPECIES, s);
    FloatVector high = FloatVector.broadcast(SPECIES, limit);
    FloatVector low = high.neg();
    for (; i <= n - WIDTH; i += WIDTH) {
      FloatVector a = at(x, xo + i);
      FloatVector b = at(y, yo + i);
      FloatVector g = b.mul(factor).max(low).min(high);
      FloatVector h = a.mul(factor).max(low).min(high);
      FloatVector squares = at(x, xo + n + i);
      a.sub(g.div(squares.sqrt())).intoArray(x, xo + i);
      g.fma(g, squares).intoArray(x, xo + n + i);
      squares = at(y, yo + n + i);
      b.sub(h.div(squares.sqrt())).intoArray(y, yo + i);
      h.fma(h, squares).intoArray(y, yo + n + i);
    }
    for (; i < n; i++) {
      float g = Math.max(-limit, Math.min(limit, s * y[yo + i]));
      float h = Math.max(-limit, Math.min(limit, s * x[xo + i]));
      x[xo + i] -= g / (float) Math.sqrt(x[xo + n + i]);
      y[yo + i] -= h / (float) Math.sqrt(y[yo + n + i]);
      x[xo + n + i] += g * g;
      y[yo + n + i] += h * h;
    }
  }

  @Override
  public void sigmoid(float factor, float[] x, int xo, int n) {
    int i = 0;
    for (; i <= n - WIDTH; i += WIDTH) {
      SimdLanes.sigmoid(at(x, xo + i)).mul(factor).intoArray(x, xo + i);
    }
    for (; i < n; i++) {
      x[xo + i] = factor * Sigmoid.of(x[xo + i]);
    }
  }

  @Override
  public boolean blockDots(short[] x, byte[] codes, int co, int n, short least, short[] out) {
    return SimdBlocks.dots(x, codes, co, n, least, out);
  }

  @Override
  public int lanes() {
    return WIDTH;
  }

  @Override
  public void pairDots(float[] x, int[] xo, float[] y, int[] yo, int n, float[] parts, int po) {
    SimdTiles.pairDots(x, xo, y, yo, n, parts, po);
  }

  @Override
  public void tileDots(
      float[] x, int[] xo, float[] y, int[] yo, int from, int n, float[] parts, int po) {
    SimdTiles.dots(x, xo, y, yo, from, n, parts, po);
  }

  @Override
  public void fold(float[] parts, int count, float[] out) {
    SimdLanes.fold(parts, count, out);
  }

  @Override
  public void tileStep(
      float[] s, int so, float[] x, int[] xo, float[] y, int[] yo, int from, int n, float[] steps) {
    SimdTiles.step(s, so, x, xo, y, yo, from, n, steps);
  }

  @Override
  public void addGram(float s, float[] x, int xo, int count, int n, int from, float[] out) {
    SimdGram.add(s, x, xo, count, n, from, out);
  }

  @Override
  public void subtractProduct(double[] x, double[] y, double[] z, int n) {
    SimdProducts.subtract(x, y, z, n);
  }
}

package dev.trivium.core.math;

/**
 * Plain loops, four accumulators wide so that the additions of one sum do not wait for each other.
 */
final class ScalarKernels implements VectorKernels {
  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public float dot(float[] a, int ao, float[] b, int bo, int n) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = 0;
    for (; i <= n - 4; i += 4) {
      s0 += a[ao + i] * b[bo + i];
      s1 += a[ao + i + 1] * b[bo + i + 1];
      s2 += a[ao + i + 2] * b[bo + i + 2];
      s3 += a[ao + i + 3] * b[bo + i + 3];
    }
    for (; i < n; i++) {
      s0 += a[ao + i] * b[bo + i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  @Override
  public float squaredDistance(float[] a, int ao, float[] b, int bo, int n) {
    float s0 = 0;
    float s1 = 0;
    int i = 0;
    for (; i <= n - 2; i += 2) {
      float d0 = a[ao + i] - b[bo + i];
      float d1 = a[ao + i + 1] - b[bo + i + 1];
      s0 += d0 * d0;
      s1 += d1 * d1;
    }
    for (; i < n; i++) {
      float d = a[ao + i] - b[bo + i];
      s0 += d * d;
    }
    return s0 + s1;
  }

  @Override
  public void axpy(float s, float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] += s * x[xo + i];
    }
  }

  @Override
  public void scale(float s, float[] x, int xo, int n) {
    for (int i = 0; i < n; i++) {
      x[xo + i] *= s;
    }
  }

  @Override
  public void dots(
      float[] x, int xo, float[] rows, int[] offsets, int count, int n, float[] out, int oo) {
    for (int k = 0; k < count; k++) {
      out[oo + k] = dot(x, xo, rows, offsets[k], n);
    }
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
    for (int k = 0; k < count; k++) {
      axpy(s[so + k * step], rows, offsets[k], y, yo, n);
    }
  }

  @Override
  public void exchange(float s, float[] x, int xo, float[] step, int so, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      float a = x[xo + i] + step[so + i];
      float b = y[yo + i];
      x[xo + i] = a + s * b;
      y[yo + i] = b + s * a;
    }
  }

  @Override
  public void adaptiveExchange(float s, float limit, float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
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
    for (int i = xo; i < xo + n; i++) {
      x[i] = factor * Sigmoid.of(x[i]);
    }
  }

  @Override
  public boolean blockDots(short[] x, byte[] codes, int co, int n, short least, short[] out) {
    int[] sums = new int[Vectors.BLOCK];
    for (int j = 0; j < n; j++) {
      int o = co + Vectors.BLOCK * j;
      for (int i = 0; i < Vectors.BLOCK; i++) {
        sums[i] += x[j] * codes[o + i];
      }
    }
    boolean any = false;
    for (int i = 0; i < Vectors.BLOCK; i++) {
      out[i] = (short) sums[i];
      any |= out[i] >= least;
    }
    return any;
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public void pairDots(float[] x, int[] xo, float[] y, int[] yo, int n, float[] parts, int po) {
    for (int b = 0; b < Vectors.TILE_ROWS; b++) {
      parts[po + b] = dot(x, xo[b], y, yo[b], n);
    }
  }

  @Override
  public void tileDots(
      float[] x, int[] xo, float[] y, int[] yo, int from, int n, float[] parts, int po) {
    for (int k = 0; k < Vectors.TILE_COLUMNS; k++) {
      for (int b = 0; b < Vectors.TILE_ROWS; b++) {
        parts[po + Vectors.TILE_ROWS * k + b] = dot(x, xo[b], y, yo[from + k], n);
      }
    }
  }

  @Override
  public void fold(float[] parts, int count, float[] out) {
    System.arraycopy(parts, 0, out, 0, count);
  }

  @Override
  public void tileStep(
      float[] s, int so, float[] x, int[] xo, float[] y, int[] yo, int from, int n, float[] steps) {
    for (int k = 0; k < Vectors.TILE_COLUMNS; k++) {
      int so4 = so + Vectors.TILE_ROWS * k;
      for (int b = 0; b < Vectors.TILE_ROWS; b++) {
        axpy(s[so4 + b], y, yo[from + k], steps, b * n, n);
      }
      combine(s, so4, 1, x, xo, Vectors.TILE_ROWS, y, yo[from + k], n);
    }
  }

  @Override
  public void addGram(float s, float[] x, int xo, int count, int n, int from, float[] out) {
    for (int k = 0; k < count; k++) {
      int row = xo + k * n;
      for (int c = from; c < n; c++) {
        axpy(s * x[row + c], x, row + c, out, c * n + c, n - c);
      }
    }
  }

  @Override
  public void subtractProduct(double[] x, double[] y, double[] z, int n) {
    for (int r = 0; r < n; r++) {
      for (int o = 0; o < n * n; o += 4 * n) {
        double s0 = x[o + r];
        double s1 = x[o + n + r];
        double s2 = x[o + 2 * n + r];
        double s3 = x[o + 3 * n + r];
        for (int c = 0; c < n; c++) {
          int at = o + c;
          z[r * n + c] -= s0 * y[at] + s1 * y[at + n] + s2 * y[at + 2 * n] + s3 * y[at + 3 * n];
        }
      }
    }
  }
}

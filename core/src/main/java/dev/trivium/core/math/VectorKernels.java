package dev.trivium.core.math;

/**
 * The inner loops. All offsets and lengths are the caller's to get right; both implementations pass
 * one contract test.
 */
interface VectorKernels {
  /** What to call this implementation on a log line. */
  String name();

  /** {@code Σ a[ao+i]·b[bo+i]}, i in [0, n). */
  float dot(float[] a, int ao, float[] b, int bo, int n);

  /** {@code Σ (a[ao+i]−b[bo+i])²}. */
  float squaredDistance(float[] a, int ao, float[] b, int bo, int n);

  /** {@code y[yo+i] += s·x[xo+i]}. */
  void axpy(float s, float[] x, int xo, float[] y, int yo, int n);

  /** {@code x[xo+i] *= s}. */
  void scale(float s, float[] x, int xo, int n);

  /** {@code out[oo+k] = Σ x[xo+i]·rows[offsets[k]+i]}, k in [0, count). */
  void dots(float[] x, int xo, float[] rows, int[] offsets, int count, int n, float[] out, int oo);

  /** {@code y[yo+i] += Σ s[so+k·step]·rows[offsets[k]+i]}, summed over k in [0, count). */
  void combine(
      float[] s,
      int so,
      int step,
      float[] rows,
      int[] offsets,
      int count,
      float[] y,
      int yo,
      int n);

  /**
   * Adds {@code step} to {@code x}, then exchanges: {@code x[xo+i] += s·y[yo+i]} and {@code y[yo+i]
   * += s·x[xo+i]}, both of the numbers before.
   */
  void exchange(float s, float[] x, int xo, float[] step, int so, float[] y, int yo, int n);

  /**
   * A step of AdaGrad for both factors of a product, whose sums of squared gradients lie {@code n}
   * numbers after them: of the numbers before, {@code g = s·y[yo+i]} and {@code h = s·x[xo+i]},
   * neither beyond ±limit; then {@code x[xo+i] −= g/√x[xo+n+i]}, {@code x[xo+n+i] += g²}, and so
   * {@code y} by h.
   */
  void adaptiveExchange(float s, float limit, float[] x, int xo, float[] y, int yo, int n);

  /** {@code x[xo+i] = factor·σ(x[xo+i])}, i in [0, n), σ(z) = 1/(1+e^−z), to within 1e-6. */
  void sigmoid(float factor, float[] x, int xo, int n);

  /**
   * {@code out[i] = Σ_j x[j]·codes[co + 128·j + i]}, j in [0, n), for each of {@value
   * Vectors#BLOCK} rows, in 16 bits, wrapping; whether one of them is {@code least} or more.
   */
  boolean blockDots(short[] x, byte[] codes, int co, int n, short least, short[] out);

  /** How many numbers {@link #pairDots} and {@link #tileDots} leave of each product. */
  int lanes();

  /**
   * Four products, each in {@link #lanes} parts: those of product b at {@code parts[po + b·lanes
   * ..)} sum to {@code Σ x[xo[b]+i]·y[yo[b]+i]}.
   */
  void pairDots(float[] x, int[] xo, float[] y, int[] yo, int n, float[] parts, int po);

  /**
   * Four rows by three columns: the parts at {@code parts[po + (4k+b)·lanes ..)} sum to {@code Σ
   * x[xo[b]+i]·y[yo[from+k]+i]}, b in [0, 4), k in [0, 3).
   */
  void tileDots(float[] x, int[] xo, float[] y, int[] yo, int from, int n, float[] parts, int po);

  /**
   * {@code out[j] = Σ parts[j·lanes ..)}, j in [0, count), a multiple of 4; writes over the parts.
   */
  void fold(float[] parts, int count, float[] out);

  /**
   * {@code y[yo[from+k]+i] += Σ_b s[so+4k+b]·x[xo[b]+i]}, one k after another, and {@code
   * steps[b·n+i] += Σ_k s[so+4k+b]·y[yo[from+k]+i]} of the numbers before.
   */
  void tileStep(
      float[] s, int so, float[] x, int[] xo, float[] y, int[] yo, int from, int n, float[] steps);

  /**
   * {@code out[c·n+d] += s·Σ_k x[xo+k·n+c]·x[xo+k·n+d]}, k in [0, count), from ≤ c ≤ d < n; what
   * lies below the diagonal may change too. {@code n} and {@code from} are multiples of 16.
   */
  void addGram(float s, float[] x, int xo, int count, int n, int from, float[] out);

  /** {@code z[r·n+c] −= Σ_k x[k·n+r]·y[k·n+c]} for r, c and k in [0, n), a multiple of 24. */
  void subtractProduct(double[] x, double[] y, double[] z, int n);
}

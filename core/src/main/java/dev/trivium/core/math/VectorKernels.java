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

  /** {@code x[xo+i] += s·y[yo+i]} and {@code y[yo+i] += s·x[xo+i]}, both of the numbers before. */
  void exchange(float s, float[] x, int xo, float[] y, int yo, int n);

  /** Four products: {@code out[oo+b] = Σ x[xo[b]+i]·y[yo[b]+i]}, b in [0, 4). */
  void pairDots(float[] x, int[] xo, float[] y, int[] yo, int n, float[] out, int oo);

  /**
   * Four rows by three columns: {@code out[oo+4k+b] = Σ x[xo[b]+i]·y[yo[from+k]+i]}, b in [0, 4), k
   * in [0, 3).
   *
   * @param work room for {@link Vectors#TILE_WORK} numbers
   */
  void tileDots(
      float[] x, int[] xo, float[] y, int[] yo, int from, int n, float[] work, float[] out, int oo);

  /** {@code y[yo[from+k]+i] += Σ_b s[so+4k+b]·x[xo[b]+i]}, one k after another. */
  void tileToColumns(float[] s, int so, float[] x, int[] xo, float[] y, int[] yo, int from, int n);

  /** {@code x[xo[b]+i] += Σ_k s[so+4k+b]·y[yo[from+k]+i]}, one b after another. */
  void tileToRows(float[] s, int so, float[] y, int[] yo, int from, float[] x, int[] xo, int n);
}

package dev.trivium.core.math;

import java.lang.reflect.InvocationTargetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Arithmetic on stretches of float arrays: {@code x[xo .. xo+n)}. One implementation is picked when
 * the class loads: SIMD where the JVM was started with {@code --add-modules jdk.incubator.vector},
 * plain loops otherwise (or with {@code -Dtrivium.simd=false}). Both agree within rounding; sums
 * are taken in a different order.
 */
public final class Vectors {
  /** Rows of a tile: what is reused from registers at a time. */
  public static final int TILE_ROWS = 4;

  /** Columns of a tile. */
  public static final int TILE_COLUMNS = 3;

  /** Rows of a block of {@link #blockDots}. */
  public static final int BLOCK = 128;

  /** The most numbers that the parts of one product fill: a register of 512 bits. */
  public static final int MOST_LANES = 16;

  private static final Logger LOG = LoggerFactory.getLogger(Vectors.class);
  private static final VectorKernels KERNELS = pick();

  private Vectors() {}

  /** The implementation in use, for a version line: {@code scalar} or {@code SIMD, 512 bits}. */
  public static String implementation() {
    return KERNELS.name();
  }

  /** {@code Σ a·b} over {@code n} numbers. */
  public static float dot(float[] a, int ao, float[] b, int bo, int n) {
    return KERNELS.dot(a, ao, b, bo, n);
  }

  /** {@code Σ a·b} of two vectors of one length. */
  public static float dot(float[] a, float[] b) {
    return KERNELS.dot(a, 0, b, 0, sameLength(a, b));
  }

  /** {@code Σ (a−b)²} over {@code n} numbers. */
  public static float squaredDistance(float[] a, int ao, float[] b, int bo, int n) {
    return KERNELS.squaredDistance(a, ao, b, bo, n);
  }

  /** {@code y += s·x} over {@code n} numbers. */
  public static void axpy(float s, float[] x, int xo, float[] y, int yo, int n) {
    KERNELS.axpy(s, x, xo, y, yo, n);
  }

  /** {@code x *= s} over {@code n} numbers. */
  public static void scale(float s, float[] x, int xo, int n) {
    KERNELS.scale(s, x, xo, n);
  }

  /**
   * The products of one vector with several rows: {@code out[oo+k] = Σ x·rows[offsets[k] ..)} over
   * {@code n} numbers, k in [0, count). Reads {@code x} once for several rows.
   */
  public static void dots(
      float[] x, int xo, float[] rows, int[] offsets, int count, int n, float[] out, int oo) {
    KERNELS.dots(x, xo, rows, offsets, count, n, out, oo);
  }

  /**
   * Adds several rows, each by its factor: {@code y += Σ s[so+k·step]·rows[offsets[k] ..)} over
   * {@code n} numbers, k in [0, count). Writes {@code y} once for several rows; none of them may be
   * {@code y} itself.
   */
  public static void combine(
      float[] s,
      int so,
      int step,
      float[] rows,
      int[] offsets,
      int count,
      float[] y,
      int yo,
      int n) {
    KERNELS.combine(s, so, step, rows, offsets, count, y, yo, n);
  }

  /**
   * Adds {@code step} to {@code x}; then {@code x += s·y} and {@code y += s·x} over {@code n}
   * numbers, both of the numbers before. The three stretches do not overlap.
   */
  public static void exchange(
      float s, float[] x, int xo, float[] step, int so, float[] y, int yo, int n) {
    KERNELS.exchange(s, x, xo, step, so, y, yo, n);
  }

  /**
   * A step of AdaGrad (Duchi et al. 2011) for both factors of a product: with the gradients {@code
   * g = s·y} and {@code h = s·x} of the numbers before, neither beyond ±{@code limit}, {@code x −=
   * g/√G} and {@code y −= h/√H} over {@code n} numbers. G and H, the sums of squared gradients so
   * far, lie {@code n} numbers after x and y and take up g² and h². The four stretches do not
   * overlap.
   */
  public static void adaptiveExchange(
      float s, float limit, float[] x, int xo, float[] y, int yo, int n) {
    KERNELS.adaptiveExchange(s, limit, x, xo, y, yo, n);
  }

  /**
   * {@code x = factor·σ(x)} over {@code n} numbers, where σ(z) = 1/(1 + e^−z): to within 1e-6 of
   * {@code factor}, flat beyond ±12.
   */
  public static void sigmoid(float factor, float[] x, int xo, int n) {
    KERNELS.sigmoid(factor, x, xo, n);
  }

  /**
   * The products of one vector of small whole numbers with a block of {@value #BLOCK} rows of
   * bytes, which lie column after column: {@code out[i] = Σ_j x[j]·codes[co + 128·j + i]} over
   * {@code n} columns. Sums wrap in 16 bits; they are right where the lengths of the vectors
   * multiply to less than 2¹⁵, whatever happens on the way.
   *
   * @return whether one of the products is {@code least} or more
   */
  public static boolean blockDots(
      short[] x, byte[] codes, int co, int n, short least, short[] out) {
    return KERNELS.blockDots(x, codes, co, n, least, out);
  }

  /** How many parts {@link #pairDots} and {@link #tileDots} leave of each product. */
  public static int lanes() {
    return KERNELS.lanes();
  }

  /**
   * The products of {@value #TILE_ROWS} rows with one each, in parts that {@link #fold} sums: those
   * of {@code Σ x[xo[b]+i]·y[yo[b]+i]} over {@code n} numbers lie at {@code parts[po + b·lanes
   * ..)}.
   */
  public static void pairDots(
      float[] x, int[] xo, float[] y, int[] yo, int n, float[] parts, int po) {
    KERNELS.pairDots(x, xo, y, yo, n, parts, po);
  }

  /**
   * The products of {@value #TILE_ROWS} rows with {@value #TILE_COLUMNS}, in parts that {@link
   * #fold} sums: those of {@code Σ x[xo[b]+i]·y[yo[from+k]+i]} over {@code n} numbers lie at {@code
   * parts[po + (4k+b)·lanes ..)}. Each number read serves three or four products.
   */
  public static void tileDots(
      float[] x, int[] xo, float[] y, int[] yo, int from, int n, float[] parts, int po) {
    KERNELS.tileDots(x, xo, y, yo, from, n, parts, po);
  }

  /**
   * Sums the parts of {@code count} products, a multiple of {@value #TILE_ROWS}: {@code out[j] = Σ
   * parts[j·lanes ..)}. What {@code parts} holds afterwards is of no use.
   */
  public static void fold(float[] parts, int count, float[] out) {
    KERNELS.fold(parts, count, out);
  }

  /**
   * Adds {@value #TILE_ROWS} rows to {@value #TILE_COLUMNS}, {@code y[yo[from+k]+i] += Σ_b
   * s[so+4k+b]·x[xo[b]+i]} over {@code n} numbers, and gathers what those give back: {@code
   * steps[b·n+i] += Σ_k s[so+4k+b]·y[yo[from+k]+i]}, y as it was. One k after another, so that two
   * may be the same row, the second then read as the first left it; none may be a row of {@code x}.
   */
  public static void tileStep(
      float[] s, int so, float[] x, int[] xo, float[] y, int[] yo, int from, int n, float[] steps) {
    KERNELS.tileStep(s, so, x, xo, y, yo, from, n, steps);
  }

  /**
   * Adds the products of columns with each other, {@code s·XᵀX} of {@code count} rows X, each of
   * {@code n} numbers, one after another from {@code x[xo]}: {@code out[c·n+d] += s·Σ_k
   * x[xo+k·n+c]·x[xo+k·n+d]} for from ≤ c ≤ d &lt; n. What lies below the diagonal is then of no
   * use. {@code n} and {@code from} are multiples of {@value #MOST_LANES}; X may be rows of {@code
   * out} above {@code from}.
   */
  public static void addGram(float s, float[] x, int xo, int count, int n, int from, float[] out) {
    KERNELS.addGram(s, x, xo, count, n, from, out);
  }

  /**
   * {@code Z −= XᵀY} for three blocks {@code [n × n]}, row by row, in doubles: {@code z[r·n+c] −=
   * Σ_k x[k·n+r]·y[k·n+c]}. {@code n} is a multiple of 24; Z is neither of the others.
   */
  static void subtractProduct(double[] x, double[] y, double[] z, int n) {
    KERNELS.subtractProduct(x, y, z, n);
  }

  /** The Euclidean length of {@code n} numbers. */
  public static float norm(float[] x, int xo, int n) {
    return (float) Math.sqrt(KERNELS.dot(x, xo, x, xo, n));
  }

  /** Brings {@code n} numbers to Euclidean length 1, in place; zeros stay zeros. */
  public static void normalize(float[] x, int xo, int n) {
    float norm = norm(x, xo, n);
    if (norm > 0) {
      KERNELS.scale(1 / norm, x, xo, n);
    }
  }

  /** The cosine of the angle between two vectors of one length; 0 where either is all zeros. */
  public static float cosine(float[] a, float[] b) {
    int n = sameLength(a, b);
    float norms = norm(a, 0, n) * norm(b, 0, n);
    return norms > 0 ? KERNELS.dot(a, 0, b, 0, n) / norms : 0;
  }

  private static int sameLength(float[] a, float[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "vectors of " + a.length + " and " + b.length + " numbers do not go together");
    }
    return a.length;
  }

  private static VectorKernels pick() {
    boolean wanted = !"false".equals(System.getProperty("trivium.simd"));
    if (wanted && ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
      VectorKernels simd = simd();
      LOG.info("vector arithmetic: {}", simd.name());
      return simd;
    }
    LOG.info(
        "vector arithmetic: scalar; java --add-modules jdk.incubator.vector makes it several times faster");
    return new ScalarKernels();
  }

  /** By name, so that a JVM without the incubator module never links the class. */
  private static VectorKernels simd() {
    try {
      return Class.forName("dev.trivium.core.math.SimdKernels")
          .asSubclass(VectorKernels.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ClassNotFoundException
        | InstantiationException
        | IllegalAccessException
        | NoSuchMethodException
        | InvocationTargetException e) {
      throw new IllegalStateException("the SIMD kernels are part of trivium-core", e);
    }
  }
}

package dev.trivium.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every implementation of the kernels keeps to, against sums in double. */
class VectorKernelsTest {
  private static final int WIDTH = 16;
  private final FastRandom random = new FastRandom(5);

  static Stream<VectorKernels> kernels() throws ReflectiveOperationException {
    return Stream.of(
        new ScalarKernels(),
        Class.forName("dev.trivium.core.math.SimdKernels")
            .asSubclass(VectorKernels.class)
            .getDeclaredConstructor()
            .newInstance());
  }

  /** Around every width of registers, and a few at random. */
  private List<Integer> lengths() {
    IntStream small = IntStream.range(0, 2 * WIDTH + 3);
    IntStream large = IntStream.of(63, 64, 65, 100, 127, 128, 129, 300);
    IntStream any = IntStream.range(0, 20).map(i -> random.nextInt(400));
    return Stream.of(small, large, any).flatMapToInt(s -> s).boxed().toList();
  }

  private float[] numbers(int n) {
    float[] a = new float[n];
    for (int i = 0; i < n; i++) {
      a[i] = 2 * random.nextFloat() - 1;
    }
    return a;
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void dotsAndDistancesAreSums(VectorKernels kernels) {
    for (int n : lengths()) {
      int ao = random.nextInt(5);
      int bo = random.nextInt(5);
      float[] a = numbers(ao + n + 3);
      float[] b = numbers(bo + n + 3);
      double dot = 0;
      double distance = 0;
      for (int i = 0; i < n; i++) {
        dot += (double) a[ao + i] * b[bo + i];
        distance += Math.pow((double) a[ao + i] - b[bo + i], 2);
      }
      assertThat((double) kernels.dot(a, ao, b, bo, n)).isCloseTo(dot, within(1e-5 * (n + 1)));
      assertThat((double) kernels.squaredDistance(a, ao, b, bo, n))
          .isCloseTo(distance, within(1e-5 * (n + 1)));
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void axpyAndScaleTouchTheirStretchOnly(VectorKernels kernels) {
    for (int n : lengths()) {
      int xo = random.nextInt(5);
      int yo = random.nextInt(5);
      float[] x = numbers(xo + n + 3);
      float[] y = numbers(yo + n + 3);
      float[] expected = y.clone();
      float[] scaled = x.clone();
      for (int i = 0; i < n; i++) {
        expected[yo + i] += 0.3f * x[xo + i];
        scaled[xo + i] *= -1.5f;
      }
      kernels.axpy(0.3f, x, xo, y, yo, n);
      kernels.scale(-1.5f, x, xo, n);
      assertThat(y).usingComparatorWithPrecision(1e-6f).containsExactly(expected);
      assertThat(x).usingComparatorWithPrecision(1e-6f).containsExactly(scaled);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void dotsOfSeveralRowsAreTheirDots(VectorKernels kernels) {
    for (int n : lengths()) {
      int count = random.nextInt(11);
      int[] offsets = offsets(count, n);
      float[] rows = numbers(count * n + 7);
      float[] x = numbers(n + 2);
      float[] out = numbers(count + 2);
      float[] expected = out.clone();
      for (int k = 0; k < count; k++) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
          sum += (double) x[2 + i] * rows[offsets[k] + i];
        }
        expected[1 + k] = (float) sum;
      }
      kernels.dots(x, 2, rows, offsets, count, n, out, 1);
      assertThat(out).usingComparatorWithPrecision(2e-5f * (n + 1)).containsExactly(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void combiningRowsAddsEachByItsFactor(VectorKernels kernels) {
    for (int n : lengths()) {
      int count = random.nextInt(11);
      int step = 1 + random.nextInt(3);
      int[] offsets = offsets(count, n);
      float[] rows = numbers(count * n + 7);
      float[] s = numbers(2 + count * step);
      float[] y = numbers(n + 4);
      float[] expected = y.clone();
      for (int i = 0; i < n; i++) {
        double sum = y[1 + i];
        for (int k = 0; k < count; k++) {
          sum += (double) s[2 + k * step] * rows[offsets[k] + i];
        }
        expected[1 + i] = (float) sum;
      }
      kernels.combine(s, 2, step, rows, offsets, count, y, 1, n);
      assertThat(y).usingComparatorWithPrecision(1e-5f).containsExactly(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void anExchangeIsOfTheNumbersBefore(VectorKernels kernels) {
    for (int n : lengths()) {
      float[] x = numbers(n + 3);
      float[] y = numbers(n + 3);
      float[] step = numbers(n + 3);
      float[] xs = x.clone();
      float[] ys = y.clone();
      for (int i = 0; i < n; i++) {
        float moved = x[1 + i] + step[1 + i];
        xs[1 + i] = moved + 0.3f * y[2 + i];
        ys[2 + i] = y[2 + i] + 0.3f * moved;
      }
      kernels.exchange(0.3f, x, 1, step, 1, y, 2, n);
      assertThat(x).usingComparatorWithPrecision(1e-6f).containsExactly(xs);
      assertThat(y).usingComparatorWithPrecision(1e-6f).containsExactly(ys);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void anAdaptiveExchangeIsAdaGradOfTheNumbersBefore(VectorKernels kernels) {
    for (int n : lengths()) {
      float[] x = numbers(2 * n + 3);
      float[] y = numbers(2 * n + 4);
      for (int i = 0; i < n; i++) {
        x[1 + n + i] = 1 + Math.abs(x[1 + n + i]);
        y[2 + n + i] = 1 + Math.abs(y[2 + n + i]);
      }
      float[] xs = x.clone();
      float[] ys = y.clone();
      for (int i = 0; i < n; i++) {
        double g = Math.max(-0.4, Math.min(0.4, -0.7 * y[2 + i]));
        double h = Math.max(-0.4, Math.min(0.4, -0.7 * x[1 + i]));
        xs[1 + i] = (float) (x[1 + i] - g / Math.sqrt(x[1 + n + i]));
        ys[2 + i] = (float) (y[2 + i] - h / Math.sqrt(y[2 + n + i]));
        xs[1 + n + i] = (float) (x[1 + n + i] + g * g);
        ys[2 + n + i] = (float) (y[2 + n + i] + h * h);
      }
      kernels.adaptiveExchange(-0.7f, 0.4f, x, 1, y, 2, n);
      assertThat(x).usingComparatorWithPrecision(1e-6f).containsExactly(xs);
      assertThat(y).usingComparatorWithPrecision(1e-6f).containsExactly(ys);
    }
  }

  /** Against one product, and one row added, after another. */
  @ParameterizedTest
  @MethodSource("kernels")
  void aTileIsItsProductsAndSums(VectorKernels kernels) {
    VectorKernels plain = new ScalarKernels();
    for (int n : lengths()) {
      int[] xo = offsets(4, n);
      int[] yo = offsets(5, n);
      float[] x = numbers(4 * n + 7);
      float[] y = numbers(5 * n + 7);
      float[] s = numbers(14);
      float[] steps = numbers(4 * n);
      float[] columns = y.clone();
      float[] rows = steps.clone();
      float[] products = new float[16];
      for (int k = 0; k < 3; k++) {
        for (int b = 0; b < 4; b++) {
          products[4 * k + b] = plain.dot(x, xo[b], y, yo[2 + k], n);
          plain.axpy(s[1 + 4 * k + b], columns, yo[2 + k], rows, b * n, n);
        }
        for (int b = 0; b < 4; b++) {
          plain.axpy(s[1 + 4 * k + b], x, xo[b], columns, yo[2 + k], n);
        }
      }
      for (int b = 0; b < 4; b++) {
        products[12 + b] = plain.dot(x, xo[b], y, yo[b], n);
      }
      float[] parts = numbers(16 * kernels.lanes());
      float[] out = new float[16];
      kernels.tileDots(x, xo, y, yo, 2, n, parts, 0);
      kernels.pairDots(x, xo, y, yo, n, parts, 12 * kernels.lanes());
      kernels.fold(parts, 16, out);
      assertThat(out).usingComparatorWithPrecision(2e-5f * (n + 1)).containsExactly(products);
      kernels.tileStep(s, 1, x, xo, y, yo, 2, n, steps);
      assertThat(y).usingComparatorWithPrecision(1e-5f).containsExactly(columns);
      assertThat(steps).usingComparatorWithPrecision(2e-5f).containsExactly(rows);
    }
  }

  /** Below the diagonal and above the first row nothing is asked. */
  @ParameterizedTest
  @MethodSource("kernels")
  void aGramAddsTheProductsOfColumns(VectorKernels kernels) {
    for (int n : new int[] {16, 32, 48, 96}) {
      for (int count : new int[] {0, 1, 5, 64}) {
        int from = 16 * random.nextInt(n / 16);
        float[] x = numbers(2 + count * n);
        float[] out = numbers(n * n);
        float[] sums = out.clone();
        kernels.addGram(-0.5f, x, 2, count, n, from, out);
        for (int c = from; c < n; c++) {
          for (int d = c; d < n; d++) {
            double sum = sums[c * n + d];
            for (int k = 0; k < count; k++) {
              sum -= 0.5 * x[2 + k * n + c] * x[2 + k * n + d];
            }
            assertThat((double) out[c * n + d]).isCloseTo(sum, within(1e-5));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void aProductOfBlocksIsSubtracted(VectorKernels kernels) {
    for (int n : List.of(24, 48, 120)) {
      double[] x = doubles(n * n);
      double[] y = doubles(n * n);
      double[] z = doubles(n * n);
      double[] expected = z.clone();
      for (int r = 0; r < n; r++) {
        for (int c = 0; c < n; c++) {
          for (int k = 0; k < n; k++) {
            expected[r * n + c] -= x[k * n + r] * y[k * n + c];
          }
        }
      }
      kernels.subtractProduct(x, y, z, n);
      assertThat(z).usingComparatorWithPrecision(1e-12).containsExactly(expected);
    }
  }

  private double[] doubles(int n) {
    return IntStream.range(0, n).mapToDouble(i -> random.nextGaussian()).toArray();
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void aSigmoidIsWithinAMillionthAndFlatBeyondTwelve(VectorKernels kernels) {
    float[] x = new float[4801];
    for (int i = 0; i < x.length; i++) {
      x[i] = (i - 2400) / 200f;
    }
    float[] y = x.clone();
    kernels.sigmoid(-2, y, 0, y.length);
    for (int i = 0; i < x.length; i++) {
      assertThat((double) y[i]).isCloseTo(-2 / (1 + Math.exp(-x[i])), within(1e-6));
    }
    float[] far = {13, 1e30f, Float.POSITIVE_INFINITY, -13, -1e30f, Float.NEGATIVE_INFINITY};
    kernels.sigmoid(1, far, 0, 6);
    for (int i = 0; i < 6; i++) {
      assertThat(far[i]).isBetween(i < 3 ? 0.99999f : 0f, i < 3 ? 1f : 1e-5f);
    }
    float[] nothing = {Float.NaN};
    kernels.sigmoid(1, nothing, 0, 1);
    assertThat(nothing[0]).isNaN();
  }

  /** Rows in any order, some twice, none that overlap in part. */
  private int[] offsets(int count, int n) {
    int[] offsets = new int[count];
    for (int k = 0; k < count; k++) {
      offsets[k] = random.nextInt(count) * n + 3;
    }
    return offsets;
  }

  /** In 16 bits, so that what overflows on the way comes back. */
  @ParameterizedTest
  @MethodSource("kernels")
  void blocksOfCodesAreMultipliedInSixteenBits(VectorKernels kernels) {
    for (int n : lengths()) {
      byte[] codes = new byte[7 + Vectors.BLOCK * n];
      short[] x = new short[n];
      for (int i = 0; i < codes.length; i++) {
        codes[i] = (byte) random.nextInt(256);
      }
      for (int j = 0; j < n; j++) {
        x[j] = (short) (random.nextInt(361) - 180);
      }
      short[] wanted = new short[Vectors.BLOCK];
      short most = Short.MIN_VALUE;
      for (int i = 0; i < wanted.length; i++) {
        long sum = 0;
        for (int j = 0; j < n; j++) {
          sum += (long) x[j] * codes[7 + Vectors.BLOCK * j + i];
        }
        wanted[i] = (short) sum;
        most = (short) Math.max(most, wanted[i]);
      }
      short[] out = new short[Vectors.BLOCK];
      assertThat(kernels.blockDots(x, codes, 7, n, most, out)).isTrue();
      assertThat(out).isEqualTo(wanted);
      if (most < Short.MAX_VALUE) {
        assertThat(kernels.blockDots(x, codes, 7, n, (short) (most + 1), out)).isFalse();
      }
    }
  }
}

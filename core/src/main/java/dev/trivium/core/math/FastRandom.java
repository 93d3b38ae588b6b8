package dev.trivium.core.math;

/**
 * A small, fast, seeded source of random numbers: xoshiro256** of Blackman and Vigna (2018), its
 * state filled by SplitMix64. Not for several threads at once: each thread, or each unit of work,
 * takes a stream of its own.
 */
public final class FastRandom {
  private long s0;
  private long s1;
  private long s2;
  private long s3;
  private double spareGaussian = Double.NaN;

  public FastRandom(long seed) {
    this(seed, 0);
  }

  /** Stream {@code stream} of a seed: streams of one seed have nothing to do with each other. */
  public FastRandom(long seed, long stream) {
    long z =
        mix(seed + 0x9E3779B97F4A7C15L) ^ mix(stream * 0xD1342543DE82EF95L + 0x632BE59BD9B4E019L);
    s0 = mix(z += 0x9E3779B97F4A7C15L);
    s1 = mix(z += 0x9E3779B97F4A7C15L);
    s2 = mix(z += 0x9E3779B97F4A7C15L);
    s3 = mix(z + 0x9E3779B97F4A7C15L) | 1;
  }

  /** 64 random bits. */
  public long nextLong() {
    long result = Long.rotateLeft(s1 * 5, 7) * 9;
    long t = s1 << 17;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = Long.rotateLeft(s3, 45);
    return result;
  }

  /**
   * A whole number in [0, bound), each as likely (Lemire 2019: a multiplication, no division but in
   * rare cases).
   */
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound is " + bound + "; it must be above 0");
    }
    long product = (nextLong() >>> 32) * bound;
    long low = product & 0xFFFFFFFFL;
    if (low < bound) {
      long threshold = (1L << 32) % bound;
      while (low < threshold) {
        product = (nextLong() >>> 32) * bound;
        low = product & 0xFFFFFFFFL;
      }
    }
    return (int) (product >>> 32);
  }

  /** A number in [0, 1), a multiple of 2⁻²⁴. */
  public float nextFloat() {
    return (nextLong() >>> 40) * 0x1p-24f;
  }

  /** A number in [0, 1), a multiple of 2⁻⁵³. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /** A draw from the normal law of mean 0 and variance 1 (Marsaglia's polar method). */
  public double nextGaussian() {
    if (!Double.isNaN(spareGaussian)) {
      double spare = spareGaussian;
      spareGaussian = Double.NaN;
      return spare;
    }
    double x;
    double y;
    double r;
    do {
      x = 2 * nextDouble() - 1;
      y = 2 * nextDouble() - 1;
      r = x * x + y * y;
    } while (r >= 1 || r == 0);
    double factor = Math.sqrt(-2 * Math.log(r) / r);
    spareGaussian = y * factor;
    return x * factor;
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}

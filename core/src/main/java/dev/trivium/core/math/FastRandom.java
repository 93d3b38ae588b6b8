package dev.trivium.core.math;

/**
 * A fast generator of random numbers, repeatable from its seed on every machine: SplitMix64
 * (Steele, Lea and Flood, <i>Fast splittable pseudorandom number generators</i>, OOPSLA 2014). One
 * word of state, about a nanosecond a draw, period 2⁶⁴. Not for secrets, not for sharing between
 * threads: make one stream for each piece of work with {@link #of(long, long, long, long)}, and
 * results do not depend on which thread does it.
 */
public final class FastRandom {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private long state;

  public FastRandom(long seed) {
    this.state = mix(seed + GOLDEN);
  }

  /** The stream that belongs to three numbers (say epoch, node, walk) under one seed. */
  public static FastRandom of(long seed, long a, long b, long c) {
    FastRandom random = new FastRandom(seed);
    random.restart(seed, a, b, c);
    return random;
  }

  /**
   * Goes to the beginning of the stream {@link #of(long, long, long, long)} without a new object.
   */
  public void restart(long seed, long a, long b, long c) {
    long s = mix(seed + GOLDEN);
    s = mix((s ^ a) + GOLDEN);
    s = mix((s ^ b) + GOLDEN);
    state = mix((s ^ c) + GOLDEN);
  }

  /** 64 random bits. */
  public long nextLong() {
    return mix(state += GOLDEN);
  }

  /** Uniform in [0, bound), bound ≥ 1; the bias is below 2⁻³². */
  public int nextInt(int bound) {
    return (int) Math.multiplyHigh(nextLong() >>> 1, (long) bound << 1);
  }

  /** Uniform in [0, 1), 24 bits. */
  public float nextFloat() {
    return (nextLong() >>> 40) * 0x1p-24f;
  }

  /** Uniform in [0, 1), 53 bits. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /** Normal with mean 0 and variance 1 (the polar method, one of the pair). */
  public double nextGaussian() {
    while (true) {
      double u = 2 * nextDouble() - 1;
      double v = 2 * nextDouble() - 1;
      double s = u * u + v * v;
      if (s > 0 && s < 1) {
        return u * Math.sqrt(-2 * Math.log(s) / s);
      }
    }
  }

  /** Puts the numbers into an order each as likely as any other (Fisher and Yates). */
  public void shuffle(int[] numbers) {
    for (int i = numbers.length - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      int swap = numbers[i];
      numbers[i] = numbers[j];
      numbers[j] = swap;
    }
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}

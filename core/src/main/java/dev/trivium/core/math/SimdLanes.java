package dev.trivium.core.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The registers in use, and how the sum of a register's lanes is taken. */
final class SimdLanes {
  static final VectorSpecies<Float> SPECIES = species();
  static final int WIDTH = SPECIES.length();
  // Lane i goes to lane i^h; for the sums of four vectors at once (see sums).
  private static final VectorShuffle<Float> HALVES = swap(WIDTH / 2);
  private static final VectorShuffle<Float> QUARTERS = swap(WIDTH / 4);
  private static final VectorShuffle<Float> EIGHTHS = swap(WIDTH / 8);
  private static final VectorShuffle<Float> SIXTEENTHS = swap(WIDTH / 16);
  private static final VectorMask<Float> UPPER_HALVES = upper(WIDTH / 2);
  private static final VectorMask<Float> UPPER_QUARTERS = upper(WIDTH / 4);

  private SimdLanes() {}

  /** The folding of sums needs 4 to 16 lanes. */
  private static VectorSpecies<Float> species() {
    int bits = FloatVector.SPECIES_PREFERRED.vectorBitSize();
    if (bits < 128) {
      return FloatVector.SPECIES_128;
    }
    return bits > 512 ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED;
  }

  static FloatVector at(float[] a, int offset) {
    return FloatVector.fromArray(SPECIES, a, offset);
  }

  /** The sum of the lanes, folded in halves (reduceLanes adds one lane after another). */
  static float sum(FloatVector v) {
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
  static FloatVector sums(FloatVector s0, FloatVector s1, FloatVector s2, FloatVector s3) {
    FloatVector sum = quarters(s0, s1, s2, s3);
    if (WIDTH >= 8) {
      sum = sum.add(sum.rearrange(EIGHTHS));
    }
    if (WIDTH >= 16) {
      sum = sum.add(sum.rearrange(SIXTEENTHS));
    }
    return sum;
  }

  /** Of the lanes of four vectors what sums to theirs: each in a quarter, in the order of sums. */
  private static FloatVector quarters(
      FloatVector s0, FloatVector s1, FloatVector s2, FloatVector s3) {
    FloatVector t01 = s0.blend(s1, UPPER_HALVES).add(s1.blend(s0, UPPER_HALVES).rearrange(HALVES));
    FloatVector t23 = s2.blend(s3, UPPER_HALVES).add(s3.blend(s2, UPPER_HALVES).rearrange(HALVES));
    return t01.blend(t23, UPPER_QUARTERS).add(t23.blend(t01, UPPER_QUARTERS).rearrange(QUARTERS));
  }

  /**
   * {@link VectorKernels#fold}: four registers into one, whose quarters are then summed from
   * memory. Lanes taken out of registers, and registers of a second size, are what C2 does not
   * always compile well.
   */
  static void fold(float[] parts, int count, float[] out) {
    for (int j = 0; j < count; j += 4) {
      int o = WIDTH * j;
      quarters(
              at(parts, o),
              at(parts, o + WIDTH),
              at(parts, o + 2 * WIDTH),
              at(parts, o + 3 * WIDTH))
          .intoArray(parts, o / 4);
    }
    for (int j = 0; j < count; j += 4) {
      int o = WIDTH / 4 * j;
      out[j] = quarter(parts, o);
      out[j + 1] = quarter(parts, o + WIDTH / 2);
      out[j + 2] = quarter(parts, o + WIDTH / 4);
      out[j + 3] = quarter(parts, o + WIDTH / 2 + WIDTH / 4);
    }
  }

  private static float quarter(float[] parts, int o) {
    if (WIDTH == 16) {
      return (parts[o] + parts[o + 1]) + (parts[o + 2] + parts[o + 3]);
    }
    return WIDTH == 8 ? parts[o] + parts[o + 1] : parts[o];
  }

  /** {@code 1/(1+e^−x)}, see {@link Sigmoid}. */
  static FloatVector sigmoid(FloatVector x) {
    x = x.max(-Sigmoid.LIMIT).min(Sigmoid.LIMIT);
    FloatVector square = x.mul(x);
    FloatVector p = FloatVector.broadcast(SPECIES, Sigmoid.P3);
    FloatVector q = FloatVector.broadcast(SPECIES, Sigmoid.Q3);
    p = p.fma(square, FloatVector.broadcast(SPECIES, Sigmoid.P2));
    q = q.fma(square, FloatVector.broadcast(SPECIES, Sigmoid.Q2));
    p = p.fma(square, FloatVector.broadcast(SPECIES, Sigmoid.P1));
    q = q.fma(square, FloatVector.broadcast(SPECIES, Sigmoid.Q1));
    p = p.fma(square, FloatVector.broadcast(SPECIES, Sigmoid.P0));
    q = q.fma(square, FloatVector.broadcast(SPECIES, 1));
    return x.mul(p).div(q).add(0.5f);
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
}

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

  /** Writes the four sums of {@link #sums}. */
  static void put(FloatVector sums, float[] out, int oo) {
    out[oo] = sums.lane(0);
    out[oo + 1] = sums.lane(WIDTH / 2);
    out[oo + 2] = sums.lane(WIDTH / 4);
    out[oo + 3] = sums.lane(WIDTH / 2 + WIDTH / 4);
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

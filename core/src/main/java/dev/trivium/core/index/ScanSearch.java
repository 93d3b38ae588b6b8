package dev.trivium.core.index;

import dev.trivium.core.math.Vectors;

/** One query on its way through the blocks. */
final class ScanSearch {
  /** The most that the code of a query may be long times that of a vector. */
  private static final double MOST = Short.MAX_VALUE;

  /** Twice what a sum of floats may be off by, for each term, as a share of the lengths. */
  private static final double ROUNDING = 0x1p-23;

  /**
   * Lengths between this, times the root of the dimension, and its inverse keep the digits of a
   * float when they are squared in floats.
   */
  private static final double SHORT = 0x1p-63;

  /** Where lengths multiply to less than this, no sum of products overflows. */
  private static final double LARGEST = 0x1p127;

  private final float[] query;
  private final boolean cosine;
  private final VectorScan.Filter filter;
  private final TopK top;
  private final int from;
  private final short[] code;
  private final double scale;
  private final double length;
  private final double codeError;
  private final short[] products = new short[Vectors.BLOCK];

  /** Of the vectors from a slot on. */
  ScanSearch(VectorScan.Query query, int dimension, int size, int from) {
    this.from = from;
    this.cosine = query.similarity() == Similarity.COSINE;
    this.query = ExactIndex.prepared(query.vector(), dimension, query.similarity());
    this.filter = query.filter();
    this.top = new TopK(Math.min(query.k(), size));
    this.code = new short[dimension];
    this.length = Math.sqrt(Lengths.squared(this.query, 0, dimension));
    double longest = MOST / ScanBlock.longestCode(dimension) - Math.sqrt(dimension) / 2;
    this.scale = length > 0 ? length / Math.max(1, longest) : 1;
    double errors = 0;
    for (int j = 0; j < dimension; j++) {
      code[j] = (short) Math.rint(this.query[j] / scale);
      double error = this.query[j] - scale * code[j];
      errors += error * error;
    }
    this.codeError = Math.sqrt(errors);
  }

  TopK best() {
    return top;
  }

  /** Looks at the vectors of a block that can still enter. */
  void read(ScanBlock block, int firstSlot) {
    double least = least(block);
    if (least > MOST) {
      return;
    }
    short floor = (short) Math.max(least, Short.MIN_VALUE);
    if (Vectors.blockDots(code, block.codes(), 0, query.length, floor, products)) {
      for (int i = 0; i < products.length; i++) {
        if (products[i] >= floor) {
          compare(block.array(), block.offsets()[i], firstSlot + i, block.numbers()[i]);
        }
      }
    }
  }

  /**
   * The product of the codes that a vector of the block must reach to enter: with {@code q = s b +
   * e} and {@code v = t a + f}, {@code q·v ≤ t (s a·b + |e||a|) + |q||f|}. Infinite where the
   * block's lengths alone forbid it; of a block where floats may overflow all are looked at.
   */
  private double least(ScanBlock block) {
    double least = SHORT * Math.sqrt(query.length);
    double longest = Math.max(least, block.longest());
    double reach = length * longest;
    double wanted = top.least();
    if (wanted == Double.NEGATIVE_INFINITY || !(longest < 1 / SHORT && reach < LARGEST)) {
      return Double.NEGATIVE_INFINITY;
    }
    if (cosine && wanted > 0) {
      wanted *= block.shortest() < least ? 0 : block.shortest(); // such lengths round to anything
    } else if (cosine) {
      wanted *= longest;
    }
    double vanishing = (query.length + longest) * Float.MIN_VALUE;
    wanted -= ROUNDING * (query.length + 4) * reach + vanishing;
    if (wanted > reach) {
      return Double.POSITIVE_INFINITY;
    }
    double ofCodes = (wanted - length * block.error()) / block.scale();
    return Math.floor((ofCodes - codeError * block.codeLength()) / scale);
  }

  /** Multiplies in floats, and lets it enter where it is good enough and may. */
  void compare(float[] array, int offset, int slot, int number) {
    float score = Vectors.dot(query, 0, array, offset, query.length);
    if (cosine) {
      score /= Math.max(Float.MIN_NORMAL, Vectors.norm(array, offset, query.length));
    }
    if (score >= top.least() && slot >= from && filter.test(slot, number)) {
      top.offer(number, score);
    }
  }
}

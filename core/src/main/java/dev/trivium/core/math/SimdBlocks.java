package dev.trivium.core.math;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** One vector with a block of rows: a lane for each row, so that no lanes are summed. */
final class SimdBlocks {
  private static final VectorSpecies<Short> SHORTS =
      VectorSpecies.of(short.class, SimdLanes.SPECIES.vectorShape());
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(SimdLanes.SPECIES.vectorBitSize() / 2));
  private static final int LANES = SHORTS.length();
  private static final int BLOCK = Vectors.BLOCK;

  private SimdBlocks() {}

  static boolean dots(short[] x, byte[] codes, int co, int n, short least, short[] out) {
    boolean any = false;
    for (int row = 0; row < BLOCK; row += 4 * LANES) {
      any |= dots4(x, codes, co + row, n, least, out, row);
    }
    return any;
  }

  /** Of the rows of four registers. */
  private static boolean dots4(
      short[] x, byte[] codes, int co, int n, short least, short[] out, int oo) {
    ShortVector s0 = ShortVector.zero(SHORTS);
    ShortVector s1 = s0;
    ShortVector s2 = s0;
    ShortVector s3 = s0;
    for (int j = 0; j < n; j++) {
      ShortVector q = ShortVector.broadcast(SHORTS, x[j]);
      int o = co + BLOCK * j;
      s0 = s0.add(at(codes, o).mul(q));
      s1 = s1.add(at(codes, o + LANES).mul(q));
      s2 = s2.add(at(codes, o + 2 * LANES).mul(q));
      s3 = s3.add(at(codes, o + 3 * LANES).mul(q));
    }
    s0.intoArray(out, oo);
    s1.intoArray(out, oo + LANES);
    s2.intoArray(out, oo + 2 * LANES);
    s3.intoArray(out, oo + 3 * LANES);
    return s0.max(s1).max(s2.max(s3)).compare(VectorOperators.GE, least).anyTrue();
  }

  private static ShortVector at(byte[] codes, int o) {
    return (ShortVector)
        ByteVector.fromArray(BYTES, codes, o).convertShape(VectorOperators.B2S, SHORTS, 0);
  }
}

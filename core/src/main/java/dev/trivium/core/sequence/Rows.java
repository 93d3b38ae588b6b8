package dev.trivium.core.sequence;

import dev.trivium.core.TriviumException;
import dev.trivium.core.math.Matrix;
import java.util.BitSet;

/**
 * Parameters while they are trained: rows at distances of whole cache lines, the first at the start
 * of one, so that a register is read and written in one go (a third less time on PPI than rows that
 * straddle lines). What fills a row up is zero and stays so. That the first row lies where it
 * should rests on the layout of the JVM we know (a header of 16 bytes, and arrays of more than half
 * a region of G1 at the start of a region); elsewhere training is slower and no less right.
 */
public final class Rows {
  private static final int LINE = 16;
  private static final int FIRST = 12;
  private static final int HALF_A_REGION = (1 << 22) + 1;
  private static final int FEW = 1 << 16;

  private final int count;
  private final int dimension;
  private final int stride;
  private final float[] array;

  /** All zeros. */
  public Rows(int count, int dimension) {
    this.count = count;
    this.dimension = dimension;
    this.stride = dimension < LINE ? dimension : (dimension + LINE - 1) / LINE * LINE;
    long length = FIRST + (long) count * stride;
    if (length > Integer.MAX_VALUE - 8) {
      throw new TriviumException(
          "%d vectors of %d numbers are more than one array holds, %d numbers; choose fewer dimensions or a smaller vocabulary"
              .formatted(count, dimension, Integer.MAX_VALUE - 8));
    }
    this.array = new float[(int) (length < FEW ? length : Math.max(length, HALF_A_REGION))];
  }

  /** Where the row of an id begins in {@link #array}. */
  public int of(int id) {
    return FIRST + id * stride;
  }

  /** How long a row is, with what fills it up. */
  public int stride() {
    return stride;
  }

  public int dimension() {
    return dimension;
  }

  public int count() {
    return count;
  }

  /** All rows, which training writes to. */
  public float[] array() {
    return array;
  }

  /** A copy without what fills them up. */
  public Matrix matrix() {
    BitSet all = new BitSet(count);
    all.set(0, count);
    return matrix(all);
  }

  /** A copy of some of the rows, the others being zeros. */
  Matrix matrix(BitSet some) {
    Matrix matrix = Matrix.zeros(count, dimension);
    for (int r = some.nextSetBit(0); r >= 0; r = some.nextSetBit(r + 1)) {
      System.arraycopy(array, of(r), matrix.array(), matrix.offset(r), dimension);
    }
    return matrix;
  }
}

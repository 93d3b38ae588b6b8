package dev.trivium.core.index;

import dev.trivium.core.math.Vectors;

/**
 * As many vectors as {@link Vectors#BLOCK}, and beside each its code: bytes, with one scale for the
 * block. Immutable.
 *
 * @param numbers what each is called
 * @param array where the vectors stand
 * @param offsets where each begins
 * @param codes column after column
 * @param scale what a step of the codes is worth
 * @param codeLength the longest code
 * @param error the furthest that a vector is from its code
 * @param shortest the shortest vector
 * @param longest the longest vector
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ScanBlock(
    int[] numbers,
    float[] array,
    int[] offsets,
    byte[] codes,
    double scale,
    double codeLength,
    double error,
    double shortest,
    double longest) {
  private static final int SIZE = Vectors.BLOCK;
  private static final int LARGEST_CODE = 127;

  /**
   * The length that the longest vector's code has but for rounding. What is left of 15 bits is the
   * query's.
   */
  private static final double CODE_LENGTH = 176;

  /** Makes the codes. */
  static ScanBlock of(int[] numbers, float[] array, int[] offsets, int dimension) {
    double longest = 0;
    double shortest = Double.POSITIVE_INFINITY;
    double largest = 0;
    for (int offset : offsets) {
      double length = Math.sqrt(Lengths.squared(array, offset, dimension));
      longest = Math.max(longest, length);
      shortest = Math.min(shortest, length);
      for (int j = 0; j < dimension; j++) {
        largest = Math.max(largest, Math.abs(array[offset + j]));
      }
    }
    double scale = Math.max(longest / CODE_LENGTH, largest / LARGEST_CODE);
    byte[] codes = new byte[SIZE * dimension];
    return coded(
        numbers, array, offsets, codes, scale > 0 ? scale : 1, new double[] {shortest, longest});
  }

  private static ScanBlock coded(
      int[] numbers, float[] array, int[] offsets, byte[] codes, double scale, double[] lengths) {
    int dimension = codes.length / SIZE;
    double inverse = 1 / scale;
    double codeSquares = 0;
    double errorSquares = 0;
    for (int i = 0; i < SIZE; i++) {
      double squares = 0;
      double errors = 0;
      for (int j = 0; j < dimension; j++) {
        double x = array[offsets[i] + j];
        double code = Math.rint(x * inverse);
        codes[j * SIZE + i] = (byte) code;
        squares += code * code;
        double error = x - scale * code;
        errors += error * error;
      }
      codeSquares = Math.max(codeSquares, squares);
      errorSquares = Math.max(errorSquares, errors);
    }
    return new ScanBlock(
        numbers,
        array,
        offsets,
        codes,
        scale,
        Math.sqrt(codeSquares),
        Math.sqrt(errorSquares),
        lengths[0],
        lengths[1]);
  }

  /** No code of vectors of this dimension is longer. */
  static double longestCode(int dimension) {
    return CODE_LENGTH + Math.sqrt(dimension) / 2;
  }
}

package dev.trivium.core.learn;

/** The rows that a linear model is fitted to, a 1 behind each for the intercept. */
interface Design {
  int rows();

  int columns();

  /** The mean square of each column, for the scale of steps. */
  double[] meanSquares();

  /**
   * The sum of all rows times their coefficients, of the columns and then of the 1.
   *
   * @param point d weights and the intercept
   * @param coefficient says what a row counts; asked once for each row, by several threads
   */
  double[] pass(double[] point, Coefficient coefficient);

  /** What a row counts. */
  interface Coefficient {
    /** Of row {@code row}, of whose features and 1 the product with the point is {@code z}. */
    float of(int row, float z);
  }
}

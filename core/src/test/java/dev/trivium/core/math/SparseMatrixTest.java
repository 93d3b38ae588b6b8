package dev.trivium.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SparseMatrixTest {
  private static final SparseMatrix MATRIX =
      SparseMatrix.of(
          4, new int[] {0, 2, 2, 5}, new int[] {1, 3, 0, 1, 2}, new float[] {2, -1, 4, 5, 6});
  private static final Matrix DENSE =
      Matrix.ofRows(new float[] {0, 2, 0, -1}, new float[] {0, 0, 0, 0}, new float[] {4, 5, 6, 0});

  @Test
  void itIsTheMatrixWithoutItsZeros() {
    assertThat(MATRIX.dense()).isEqualTo(DENSE);
    assertThat(MATRIX.rows()).isEqualTo(3);
    assertThat(MATRIX.isEmpty(1)).isTrue();
    assertThat(MATRIX.isEmpty(0)).isFalse();
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 4; c++) {
        assertThat(MATRIX.get(r, c)).isEqualTo(DENSE.get(r, c));
      }
    }
  }

  @Test
  void productsAndTransposeAreThoseOfTheDenseMatrix() {
    assertThat(MATRIX.transposed().dense()).isEqualTo(Matrices.transposed(DENSE));
    assertThat(MATRIX.transposed().transposed()).isEqualTo(MATRIX);
    double[] v = {1, 2, 3, 4, 99};
    assertThat(MATRIX.dot(0, v)).isEqualTo(0);
    assertThat(MATRIX.dot(2, v)).isEqualTo(32);
    assertThat(MATRIX.times(Matrices.transposed(DENSE)))
        .isEqualTo(Matrices.timesTransposed(DENSE, DENSE));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MATRIX.times(DENSE))
        .withMessage("a matrix of 4 columns has no product with one of 3 rows");
    Matrix products = Matrices.timesTransposed(DENSE, DENSE);
    for (int a = 0; a < 3; a++) {
      for (int b = 0; b < 3; b++) {
        assertThat(MATRIX.dot(a, MATRIX, b)).isEqualTo(products.get(a, b));
      }
    }
  }

  @Test
  void whatIsNoMatrixIsRefused() {
    refused(4, new int[] {0, 1}, new int[] {4}, "below 4");
    refused(4, new int[] {0, 2}, new int[] {1, 1}, "columns of a row rise");
    refused(4, new int[] {0, 2, 1}, new int[] {1}, "offsets never fall");
    refused(4, new int[] {0, 2}, new int[] {1}, "number of indices");
    refused(4, new int[0], new int[0], "offsets go from 0");
  }

  private static void refused(int columns, int[] offsets, int[] indices, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SparseMatrix.of(columns, offsets, indices, new float[indices.length]))
        .withMessageContaining(why);
  }
}

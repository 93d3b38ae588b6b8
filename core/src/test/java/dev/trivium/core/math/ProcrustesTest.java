package dev.trivium.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProcrustesTest {
  private static Matrix gaussian(int rows, int columns, long seed) {
    FastRandom random = new FastRandom(seed);
    Matrix m = Matrix.zeros(rows, columns);
    for (int i = 0; i < m.array().length; i++) {
      m.array()[i] = (float) random.nextGaussian();
    }
    return m;
  }

  private static double distance(Matrix a, Matrix w, Matrix b) {
    Matrix aw = Matrices.times(a, w);
    return Math.sqrt(Vectors.squaredDistance(aw.array(), 0, b.array(), 0, b.array().length));
  }

  @Test
  void aRotationIsFoundAgain() {
    Matrix w = Procrustes.rotation(gaussian(50, 6, 1), gaussian(50, 6, 2));
    Matrix identity = Matrices.timesTransposed(w, w);
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < 6; j++) {
        assertThat(identity.get(i, j)).isCloseTo(i == j ? 1 : 0, within(1e-6f));
      }
    }
    Matrix a = gaussian(9000, 6, 3);
    Matrix again = Procrustes.rotation(a, Matrices.times(a, w));
    for (int i = 0; i < 36; i++) {
      assertThat(again.array()[i]).isCloseTo(w.array()[i], within(1e-5f));
    }
  }

  /** No small turn in any plane brings the rows nearer: where the distance is least. */
  @Test
  void noTurnIsBetter() {
    Matrix a = gaussian(40, 5, 4);
    Matrix b = gaussian(40, 5, 5);
    Matrix w = Procrustes.rotation(a, b);
    double least = distance(a, w, b);
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < i; j++) {
        for (double angle : new double[] {-0.1, 0.1}) {
          Matrix turn = Matrix.zeros(5, 5);
          for (int k = 0; k < 5; k++) {
            turn.array()[6 * k] = 1;
          }
          turn.array()[6 * i] = (float) Math.cos(angle);
          turn.array()[6 * j] = (float) Math.cos(angle);
          turn.array()[5 * i + j] = (float) Math.sin(angle);
          turn.array()[5 * j + i] = (float) -Math.sin(angle);
          assertThat(distance(a, Matrices.times(w, turn), b)).isGreaterThan(least);
        }
      }
    }
  }

  /** In two dimensions the best of all rotations and reflections can be tried out. */
  @Test
  void inThePlaneItIsTheBestOfAll() {
    Matrix a = gaussian(20, 2, 6);
    Matrix b = gaussian(20, 2, 7);
    double least = distance(a, Procrustes.rotation(a, b), b);
    for (int i = 0; i < 3600; i++) {
      float cos = (float) Math.cos(i * Math.PI / 1800);
      float sin = (float) Math.sin(i * Math.PI / 1800);
      for (int sign = -1; sign <= 1; sign += 2) {
        Matrix w = Matrix.of(2, 2, new float[] {cos, sin, -sign * sin, sign * cos});
        assertThat(distance(a, w, b)).isGreaterThan(least - 1e-4);
      }
    }
  }

  @Test
  void shapesMustAgree() {
    assertThatThrownBy(() -> Procrustes.rotation(gaussian(3, 2, 1), gaussian(4, 2, 1)))
        .hasMessageContaining("[3 × 2] cannot be brought to [4 × 2]");
  }
}

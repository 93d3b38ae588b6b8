package dev.trivium.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HalfFloatsTest {
  /** IEEE 754, section 3.4, in doubles: nothing of the bits of a float is used. */
  private static double formula(int half) {
    double sign = half >= 0x8000 ? -1.0 : 1.0;
    int exponent = half / 1024 % 32;
    int fraction = half % 1024;
    if (exponent == 31) {
      return fraction == 0 ? sign / 0.0 : Double.NaN;
    }
    return exponent == 0
        ? sign * Math.pow(2, -14) * (fraction / 1024.0)
        : sign * Math.pow(2, exponent - 15) * (1 + fraction / 1024.0);
  }

  @Test
  void everyPatternIsTheFormulasNumber() {
    for (int half = 0; half < 1 << 16; half++) {
      float got = HalfFloats.toFloat((short) half);
      assertThat(Double.compare(got, formula(half))).as("pattern %04x is %s", half, got).isZero();
    }
  }
}

package dev.trivium.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivium.core.math.FastRandom;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatTextTest {
  private static String text(float x) {
    byte[] out = new byte[FloatText.LONGEST + 1];
    return new String(out, 0, FloatText.write(x, out, 0), StandardCharsets.US_ASCII);
  }

  private static void readsBack(float x) {
    String text = text(x);
    assertThat(Float.floatToRawIntBits(Float.parseFloat(text)))
        .as("%s written as %s", x, text)
        .isEqualTo(Float.floatToRawIntBits(x));
    assertThat(text.length()).isLessThan(FloatText.LONGEST);
  }

  @Test
  void anyFloatReadsBackAsItself() {
    FastRandom random = new FastRandom(5);
    for (int i = 0; i < 300_000; i++) {
      float x = Float.intBitsToFloat((int) random.nextLong());
      if (Float.isFinite(x)) {
        readsBack(x);
      }
      readsBack(random.nextFloat() - 0.5f);
    }
  }

  /** Where the next float below is nearer than the one above, and beside powers of ten. */
  @Test
  void edgesReadBackAsThemselves() {
    for (int e = -149; e < 128; e++) {
      float power = (float) Math.scalb(1.0, e);
      readsBack(power);
      readsBack(-Math.nextDown(power));
      readsBack(Math.nextUp(power));
    }
    for (int e = -45; e < 39; e++) {
      float ten = Float.parseFloat("1e" + e);
      readsBack(ten);
      readsBack(Math.nextDown(ten));
      readsBack(-Math.nextUp(ten));
    }
    readsBack(0);
    readsBack(-0f);
    readsBack(Float.MAX_VALUE);
  }

  @ParameterizedTest
  @CsvSource({"0.5,0.5", "-1,-1.0", "0.1,0.1", "100,100.0", "0.00390625,0.00390625"})
  void shortNumbersAreShort(float x, String expected) {
    assertThat(text(x)).isEqualTo(expected);
  }
}

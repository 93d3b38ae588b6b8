package dev.trivium.text.words;

import dev.trivium.core.math.Matrix;
import java.util.List;

/** A model of four words, n-grams of 2 to 3 in 7 buckets, 3 numbers, all of them 64ths. */
final class TinyModel {
  static final List<String> WORDS = List.of("</s>", "the", "été", "🙂");
  static final FastTextSettings SETTINGS = FastTextSettings.of(3).with(new Subwords(2, 3, 7));

  private TinyModel() {}

  static FastTextModel get() {
    return new FastTextModel(
        SETTINGS, WORDS, new long[] {9, 5, 3, 1}, 18, numbers(11, 3, 37), numbers(4, 3, 41));
  }

  static Matrix numbers(int rows, int columns, int step) {
    Matrix m = Matrix.zeros(rows, columns);
    for (int i = 0; i < m.array().length; i++) {
      m.array()[i] = (i * step % 101 - 50) / 64f;
    }
    return m;
  }
}

package dev.trivium.core.sequence;

/** {@code 1/(1+e^−x)} from a table with straight lines between: within 4e-6, flat beyond ±12. */
final class Sigmoid {
  private static final int LIMIT = 12;
  private static final int STEPS = 64;
  private static final float[] TABLE = table();

  private Sigmoid() {}

  static float of(float x) {
    float place = (x + LIMIT) * STEPS;
    if (place <= 0) {
      return TABLE[0];
    }
    int i = (int) place;
    if (i >= 2 * LIMIT * STEPS) {
      return TABLE[2 * LIMIT * STEPS];
    }
    float low = TABLE[i];
    return low + (place - i) * (TABLE[i + 1] - low);
  }

  private static float[] table() {
    float[] table = new float[2 * LIMIT * STEPS + 1];
    for (int i = 0; i < table.length; i++) {
      table[i] = (float) (1 / (1 + Math.exp(LIMIT - (double) i / STEPS)));
    }
    return table;
  }
}

package dev.trivium.core.tensor;

/**
 * IEEE 754 half precision: 1 sign bit, 5 of exponent, 10 of fraction. ({@code Float.float16ToFloat}
 * is Java 20's.)
 */
final class HalfFloats {
  private HalfFloats() {}

  /** The float of these 16 bits, exactly. */
  static float toFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = (half >>> 10) & 0x1f;
    int fraction = half & 0x3ff;
    if (exponent == 0x1f) {
      return Float.intBitsToFloat(sign | 0x7f800000 | fraction << 13);
    }
    if (exponent == 0) {
      float magnitude = fraction * 0x1p-24f;
      return sign == 0 ? magnitude : -magnitude;
    }
    return Float.intBitsToFloat(sign | (exponent + 112) << 23 | fraction << 13);
  }
}

package dev.trivium.core.tensor;

import java.nio.ByteBuffer;

/** The formats of numbers in weight files, and how each becomes a float. */
enum FloatFormat {
  F64(8),
  F32(4),
  F16(2),
  /** The upper half of a float. */
  BF16(2);

  private final int bytes;

  FloatFormat(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one number. */
  int bytes() {
    return bytes;
  }

  /** Reads {@code n} numbers from the beginning of {@code from}, in its byte order. */
  void read(ByteBuffer from, float[] to, int at, int n) {
    switch (this) {
      case F32 -> from.asFloatBuffer().get(to, at, n);
      case F64 -> {
        for (int i = 0; i < n; i++) {
          to[at + i] = (float) from.getDouble(8 * i);
        }
      }
      case F16 -> {
        for (int i = 0; i < n; i++) {
          to[at + i] = HalfFloats.toFloat(from.getShort(2 * i));
        }
      }
      case BF16 -> {
        for (int i = 0; i < n; i++) {
          to[at + i] = Float.intBitsToFloat(from.getShort(2 * i) << 16);
        }
      }
    }
  }
}

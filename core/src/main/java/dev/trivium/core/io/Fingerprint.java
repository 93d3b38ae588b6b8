package dev.trivium.core.io;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A short name for content: the first 16 hexadecimal digits of the SHA-256 of all that was added,
 * in order.
 */
public final class Fingerprint {
  private static final int CHUNK = 1 << 16;

  private final MessageDigest digest;

  public Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Adds a string, with its length, so that two strings are not one. */
  public Fingerprint add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  public Fingerprint add(byte[] bytes) {
    digest.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
    digest.update(bytes);
    return this;
  }

  public Fingerprint add(long number) {
    digest.update(ByteBuffer.allocate(8).putLong(number).flip());
    return this;
  }

  public Fingerprint add(int[] numbers) {
    add(numbers.length);
    ByteBuffer buffer = ByteBuffer.allocate(4 * Math.min(CHUNK, numbers.length));
    for (int from = 0; from < numbers.length; from += CHUNK) {
      int n = Math.min(CHUNK, numbers.length - from);
      buffer.clear().asIntBuffer().put(numbers, from, n);
      digest.update(buffer.limit(4 * n));
    }
    return this;
  }

  public Fingerprint add(float[] numbers) {
    add(numbers.length);
    ByteBuffer buffer = ByteBuffer.allocate(4 * Math.min(CHUNK, numbers.length));
    for (int from = 0; from < numbers.length; from += CHUNK) {
      int n = Math.min(CHUNK, numbers.length - from);
      buffer.clear().asFloatBuffer().put(numbers, from, n);
      digest.update(buffer.limit(4 * n));
    }
    return this;
  }

  /** The name of what was added so far; more may be added after. */
  public String hex() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest(), 0, 8);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("every Java's SHA-256 can be cloned", e);
    }
  }
}

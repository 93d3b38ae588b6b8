package dev.trivium.graph;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 over large arrays, a chunk at a time. */
final class Digest {
  private final MessageDigest sha;
  private final ByteBuffer chunk = ByteBuffer.allocate(1 << 16);

  Digest() {
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  Digest ids(List<String> ids) {
    for (String id : ids) {
      byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
      put(bytes.length);
      flush();
      sha.update(bytes);
    }
    return this;
  }

  Digest ints(int[] numbers) {
    put(numbers.length);
    for (int n : numbers) {
      put(n);
    }
    return this;
  }

  Digest floats(float[] numbers) {
    put(numbers.length);
    for (float n : numbers) {
      put(Float.floatToIntBits(n));
    }
    return this;
  }

  String hex() {
    flush();
    return HexFormat.of().formatHex(sha.digest());
  }

  private void put(int n) {
    if (!chunk.hasRemaining()) {
      flush();
    }
    chunk.putInt(n);
  }

  private void flush() {
    sha.update(chunk.array(), 0, chunk.position());
    chunk.clear();
  }
}

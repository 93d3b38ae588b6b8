package dev.trivium.core.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers to a stream, in little-endian order. */
public final class ByteOutput {
  private static final int CHUNK = 1 << 14;

  private final OutputStream out;
  private final ByteBuffer buffer = ByteBuffer.allocate(4 * CHUNK).order(ByteOrder.LITTLE_ENDIAN);

  public ByteOutput(OutputStream out) {
    this.out = out;
  }

  public void write(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  public void writeByte(int b) throws IOException {
    out.write(b);
  }

  public void writeInt(int x) throws IOException {
    buffer.clear().putInt(x);
    flush();
  }

  public void writeLong(long x) throws IOException {
    buffer.clear().putLong(x);
    flush();
  }

  public void writeDouble(double x) throws IOException {
    buffer.clear().putDouble(x);
    flush();
  }

  /** The numbers {@code x[from .. from+count)}. */
  public void writeFloats(float[] x, int from, int count) throws IOException {
    for (int done = 0; done < count; done += CHUNK) {
      int n = Math.min(CHUNK, count - done);
      buffer.clear().asFloatBuffer().put(x, from + done, n);
      out.write(buffer.array(), 0, 4 * n);
    }
  }

  private void flush() throws IOException {
    out.write(buffer.array(), 0, buffer.position());
  }
}

package dev.trivium.core.io;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CancellationException;

/** Ends writing when its thread is interrupted, which the streams of {@code Files} do not. */
final class InterruptibleOutput extends FilterOutputStream {
  static final String INTERRUPTED = "writing was interrupted; nothing was kept";

  private static final int STRETCH = 1 << 20;

  InterruptibleOutput(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int b) throws IOException {
    check();
    out.write(b);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    for (int done = 0; done < length; done += STRETCH) {
      check();
      out.write(bytes, from + done, Math.min(STRETCH, length - done));
    }
  }

  private static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException(INTERRUPTED);
    }
  }
}

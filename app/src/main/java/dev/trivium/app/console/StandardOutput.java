package dev.trivium.app.console;

import dev.trivium.core.Interrupts;
import dev.trivium.core.TriviumException;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.core.io.Reason;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard output, as a stream of bytes that ends with an error where nobody reads it any more, and
 * at an interrupt.
 */
final class StandardOutput extends OutputStream {
  private StandardOutput() {}

  static void write(AtomicFiles.Content content) {
    try (OutputStream out = new BufferedOutputStream(new StandardOutput(), 1 << 16)) {
      content.writeTo(out);
    } catch (IOException e) {
      throw new TriviumException("cannot write standard output: " + Reason.of(e), e);
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    Interrupts.check("writing");
    System.out.write(bytes, from, length);
    if (System.out.checkError()) {
      throw new IOException("who reads it has ended");
    }
  }
}

package dev.trivium.graph;

import dev.trivium.core.Progress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells how far a file is read, about once for each hundredth of it. */
final class MeteredInput extends FilterInputStream {
  private final long size;
  private final Progress progress;
  private long done;
  private long told;

  /**
   * @param size of the file in bytes; 0 where it has none, as a pipe
   */
  MeteredInput(InputStream in, long size, Progress progress) {
    super(in);
    this.size = size;
    this.progress = progress;
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    tell(b < 0 ? 0 : 1);
    return b;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int n = super.read(bytes, from, length);
    tell(Math.max(0, n));
    return n;
  }

  private void tell(int n) {
    done += n;
    if (n > 0 && size > 0 && (done - told >= size / 100 || done == size)) {
      told = done;
      progress.at(done, Math.max(done, size));
    }
  }
}

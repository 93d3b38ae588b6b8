package dev.trivium.text.words;

import dev.trivium.core.TriviumException;
import dev.trivium.core.io.ByteInput;
import dev.trivium.core.math.Matrix;
import java.io.IOException;
import java.util.Arrays;

/**
 * fastText's compressed matrices, written out: each row is cut into parts, a part is one of 256
 * centroids, and the row's length may be one of 256 too (Joulin et al., <i>FastText.zip</i>, 2016).
 */
final class ProductQuantizedReader {
  private static final int CENTROIDS = 256;

  private final ByteInput in;
  private final String what;

  ProductQuantizedReader(ByteInput in, String what) {
    this.in = in;
    this.what = what;
  }

  Matrix matrix() throws IOException {
    boolean withNorms = in.readByte(what) != 0;
    long rows = in.readLong(what);
    long columns = in.readLong(what);
    int codeBytes = in.readInt(what);
    long bytesOfARow = rows > 0 ? codeBytes / rows : 0;
    FastTextReader.requireRoom(in, what, rows, columns, Math.max(1, bytesOfARow));
    if (codeBytes < 0 || codeBytes != bytesOfARow * rows) {
      throw damaged(codeBytes + " bytes of code for " + rows + " rows");
    }
    byte[] codes = bytes(codeBytes);
    Codebook parts = Codebook.read(in, what);
    if (parts.dimension != columns || parts.count != bytesOfARow) {
      throw damaged("a codebook of " + parts.dimension + " numbers for rows of " + columns);
    }
    Matrix matrix = Matrix.zeros((int) rows, (int) columns);
    float[] norms = new float[(int) rows];
    Arrays.fill(norms, 1);
    if (withNorms) {
      byte[] normCodes = bytes((int) rows);
      Codebook book = Codebook.read(in, what);
      for (int r = 0; r < norms.length; r++) {
        norms[r] = book.centroids[normCodes[r] & 0xFF];
      }
    }
    for (int r = 0; r < rows; r++) {
      parts.addRow(codes, r, norms[r], matrix.array(), r * (int) columns);
    }
    return matrix;
  }

  private byte[] bytes(int n) throws IOException {
    byte[] bytes = new byte[n];
    for (int i = 0; i < n; i++) {
      bytes[i] = in.readByte(what);
    }
    return bytes;
  }

  private TriviumException damaged(String how) {
    return new TriviumException(
        in.file() + ": " + what + " has " + how + "; fetch or write it again");
  }

  /** The centroids of all parts; the last part may be shorter. */
  private static final class Codebook {
    private final int dimension;
    private final int count;
    private final int width;
    private final int lastWidth;
    private final float[] centroids;

    private Codebook(int dimension, int count, int width, int lastWidth, float[] centroids) {
      this.dimension = dimension;
      this.count = count;
      this.width = width;
      this.lastWidth = lastWidth;
      this.centroids = centroids;
    }

    static Codebook read(ByteInput in, String what) throws IOException {
      int dimension = in.readInt(what);
      int count = in.readInt(what);
      int width = in.readInt(what);
      int lastWidth = in.readInt(what);
      boolean whole = (count - 1L) * width + lastWidth == dimension;
      if (!whole || count < 1 || width < 1 || lastWidth < 1 || lastWidth > width) {
        throw new TriviumException(
            "%s: %s is cut into %d parts of %d and %d numbers, which are not %d; fetch or write it again"
                .formatted(in.file(), what, count, width, lastWidth, dimension));
      }
      FastTextReader.requireRoom(in, what, CENTROIDS, dimension, 4L * dimension);
      float[] centroids = new float[CENTROIDS * dimension];
      in.readFloats(centroids, 0, centroids.length, what);
      return new Codebook(dimension, count, width, lastWidth, centroids);
    }

    void addRow(byte[] codes, int row, float norm, float[] into, int at) {
      for (int part = 0; part < count; part++) {
        int n = part == count - 1 ? lastWidth : width;
        int code = codes[row * count + part] & 0xFF;
        int from = part * CENTROIDS * width + code * n;
        for (int i = 0; i < n; i++) {
          into[at + part * width + i] += norm * centroids[from + i];
        }
      }
    }
  }
}

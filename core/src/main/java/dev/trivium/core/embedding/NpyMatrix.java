package dev.trivium.core.embedding;

import dev.trivium.core.io.AtomicFiles;
import dev.trivium.core.io.ByteOutput;
import dev.trivium.core.math.Matrix;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * NumPy's format for one array, version 1.0: the bytes {@code \x93NUMPY 1 0}, the length of the
 * header, the header (a Python dictionary of type, order and shape, filled up with blanks so that
 * the numbers begin at a multiple of 64), then the numbers, little-endian, row by row. {@code
 * numpy.load} reads it, also by {@code mmap_mode}.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the
 *     format</a>
 */
public final class NpyMatrix {
  private static final int LINE = 64;

  /** Bytes before the header. */
  private static final int FIRST = 10;

  private NpyMatrix() {}

  /** Writes a matrix {@code [n × d]} of 32-bit floats; the file is there when it is whole. */
  public static void write(Matrix matrix, Path file) {
    AtomicFiles.write(
        file,
        out -> {
          ByteOutput bytes = new ByteOutput(out);
          bytes.write(header(matrix));
          bytes.writeFloats(matrix.array(), 0, matrix.array().length);
        });
  }

  /**
   * Writes the rows of a table, and beside them their ids, one a line, in {@code NAME.ids.txt} for
   * {@code NAME.npy}; in an id, a backslash and the ends of lines are escaped as in {@link
   * TableFolder}.
   */
  public static void write(EmbeddingTable table, Path file) {
    write(table.matrix(), file);
    byte[] lines =
        String.join("", table.ids().stream().map(id -> TableFolder.escape(id) + "\n").toList())
            .getBytes(StandardCharsets.UTF_8);
    AtomicFiles.write(ids(file), out -> out.write(lines));
  }

  /** Where the ids of a table lie whose rows lie in {@code file}. */
  public static Path ids(Path file) {
    String name = String.valueOf(file.getFileName());
    return file.resolveSibling(name.replaceFirst("\\.npy$", "") + ".ids.txt");
  }

  private static byte[] header(Matrix matrix) {
    String shape = "(%d, %d)".formatted(matrix.rows(), matrix.columns());
    String said = "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }";
    int length = Math.floorDiv(FIRST + said.length(), LINE) * LINE + LINE - FIRST;
    String header = said + " ".repeat(length - said.length() - 1) + "\n";
    char[] first = {
      0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (char) (length & 0xff), (char) (length >> 8)
    };
    return (String.valueOf(first) + header).getBytes(StandardCharsets.ISO_8859_1);
  }
}

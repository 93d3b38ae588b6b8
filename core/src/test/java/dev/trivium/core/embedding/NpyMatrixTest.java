package dev.trivium.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivium.core.math.Matrix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpyMatrixTest {
  @TempDir Path dir;

  /**
   * Byte by byte what NumPy 1.24.2 writes: {@code numpy.save(f, numpy.array([[1, -2.5, 3], [0,
   * 1e-3, 7]], dtype='<f4'))}.
   */
  @Test
  void theBytesAreNumPys() throws IOException {
    Path file = dir.resolve("a.npy");
    NpyMatrix.write(Matrix.of(2, 3, new float[] {1, -2.5f, 3, 0, 1e-3f, 7}), file);
    String expected =
        "934e554d5059010076007b276465736372273a20273c6634272c2027666f727472616e5f"
            + "6f72646572273a2046616c73652c20277368617065273a2028322c2033292c207d202020"
            + "202020202020202020202020202020202020202020202020202020202020202020202020"
            + "202020202020202020202020202020202020200a0000803f000020c00000404000000000"
            + "6f12833a0000e040";
    assertThat(Files.readAllBytes(file)).isEqualTo(HexFormat.of().parseHex(expected));
  }

  /**
   * The header fills up whole lines of 64 bytes whatever the shape, with a line feed at its end.
   */
  @ParameterizedTest
  @CsvSource({"0,3", "1,1", "12345,1", "100000,10", "1,123456"})
  void theNumbersBeginAtAMultipleOf64(int rows, int columns) throws IOException {
    Path file = dir.resolve("b.npy");
    NpyMatrix.write(Matrix.zeros(rows, columns), file);
    byte[] bytes = Files.readAllBytes(file);
    int header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getShort(8);
    assertThat((10 + header) % 64).isZero();
    assertThat(bytes).hasSize(10 + header + 4 * rows * columns);
    assertThat(new String(bytes, 10, header, StandardCharsets.US_ASCII))
        .startsWith(
            "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }"
                .formatted(rows, columns))
        .endsWith("\n");
  }

  @Test
  void idsLieBesideTheirRows() throws IOException {
    EmbeddingTable table =
        EmbeddingTable.of(
            List.of("a", "b\nc", "ü\\"), Matrix.zeros(3, 2), Provenance.of("test", "test"));
    NpyMatrix.write(table, dir.resolve("t.npy"));
    assertThat(Files.readAllLines(dir.resolve("t.ids.txt"))).containsExactly("a", "b\\nc", "ü\\\\");
    assertThat(NpyMatrix.ids(Path.of("x"))).isEqualTo(Path.of("x.ids.txt"));
  }
}

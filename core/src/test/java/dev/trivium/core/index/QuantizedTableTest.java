package dev.trivium.core.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Provenance;
import dev.trivium.core.embedding.QuantizedTable;
import dev.trivium.core.embedding.TableFolder;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantizedTableTest {
  private static final int D = 16;

  @TempDir Path dir;

  /** Rows around 20 centres, of several lengths, and one of zeros. */
  private static EmbeddingTable table() {
    FastRandom random = new FastRandom(3);
    Matrix m = Matrix.zeros(600, D);
    for (int i = 0; i < 599 * D; i++) {
      int centre = i / D % 20;
      double middle = new FastRandom(centre * D + i % D).nextGaussian();
      m.array()[i] = (float) ((1 + i / D % 3) * (middle + 0.2 * random.nextGaussian()));
    }
    List<String> ids = IntStream.range(0, 600).mapToObj(i -> "w" + i).toList();
    return EmbeddingTable.of(ids, m, Provenance.of("s", "m"));
  }

  private static QuantizedTable quantized(String kind) {
    return kind.equals("int8")
        ? QuantizedTable.int8(table())
        : QuantizedTable.product(table(), 4, 1);
  }

  @Test
  void aByteIsHalfAStepAwayAtMost() {
    QuantizedTable bytes = QuantizedTable.int8(table());
    for (String id : table().ids()) {
      float[] x = table().vector(id);
      float largest = 0;
      for (float number : x) {
        largest = Math.max(largest, Math.abs(number));
      }
      for (int i = 0; i < D; i++) {
        assertThat(bytes.vector(id)[i]).isCloseTo(x[i], within(largest / 254 * 1.001f));
      }
    }
    assertThat(bytes.bytes()).isEqualTo(600 * D + 600 * 4);
  }

  /** No other choice of centroids is nearer in any part; all rows keep their lengths nearly. */
  @Test
  void partsAreTheirNearestCentroids() {
    QuantizedTable product = quantized("product");
    EmbeddingTable near = product.toTable();
    double error = 0;
    double all = 0;
    for (int r = 0; r < 599; r++) {
      error +=
          Vectors.squaredDistance(table().matrix().array(), r * D, near.matrix().array(), r * D, D);
      all += Math.pow(Vectors.norm(table().matrix().array(), r * D, D), 2);
    }
    assertThat(error / all).isLessThan(0.02);
    assertThat(Vectors.norm(product.vector("w599"), 0, D)).isZero();
    assertThat(product.bytes()).isEqualTo(600 * 4 + 600 * 4 + 1024 * D);
    assertThat(QuantizedTable.product(table(), 4, 1).toTable().matrix()).isEqualTo(near.matrix());
  }

  @ParameterizedTest
  @ValueSource(strings = {"int8", "product"})
  void cosinesAreThoseOfTheApproximateVectors(String kind) {
    QuantizedTable table = quantized(kind);
    float[] query = table().vector("w7");
    float[] cosines = table.cosines(query);
    for (int r = 0; r < 600; r++) {
      float[] row = table.vector("w" + r);
      assertThat(cosines[r]).isCloseTo(Vectors.cosine(query, row), within(1e-5f));
    }
    ExactIndex exact = new ExactIndex(table.toTable(), Similarity.COSINE);
    assertThat(new QuantizedIndex(table).search(query, 1, r -> r != 7).get(0).row() % 20)
        .isEqualTo(7);
    assertThat(new QuantizedIndex(table).search(query, 600)).hasSize(600);
    assertThat(new QuantizedIndex(table).search(query, 3).get(0).score())
        .isCloseTo(exact.search(query, 1).get(0).score(), within(1e-5f));
    assertThatThrownBy(() -> table.cosines(new float[3])).hasMessageContaining("3 numbers");
  }

  @ParameterizedTest
  @ValueSource(strings = {"int8", "product"})
  void aFolderGivesBackTheTable(String kind) throws IOException {
    QuantizedTable table = quantized(kind);
    table.write(dir.resolve("q"));
    QuantizedTable read = QuantizedTable.read(dir.resolve("q"));
    assertThat(read.ids()).isEqualTo(table.ids());
    assertThat(read.toTable().matrix()).isEqualTo(table.toTable().matrix());
    assertThat(read.provenance()).isEqualTo(table.provenance());
    assertThatThrownBy(() -> TableFolder.read(dir.resolve("q")))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("embedding-table");
    try (Stream<Path> files = Files.list(dir.resolve("q"))) {
      for (Path file : files.filter(f -> !f.endsWith(".trivium")).toList()) {
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {0, 1, whole.length / 2, whole.length - 2}) {
          Files.write(file, Arrays.copyOf(whole, length));
          assertThatThrownBy(() -> QuantizedTable.read(dir.resolve("q")))
              .as("%s cut to %d", file, length)
              .isInstanceOf(TriviumException.class);
        }
        Files.write(file, whole);
      }
    }
    QuantizedTable.read(dir.resolve("q"));
  }

  @Test
  void settingsSayWhatIsWrong() {
    assertThatThrownBy(() -> QuantizedTable.product(table(), 5, 1))
        .hasMessageContaining("parts is 5, which does not divide the dimension 16");
    assertThatThrownBy(() -> QuantizedTable.int8(table()).vector("gone"))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("'gone'");
  }
}

package dev.trivium.recommender;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoriesFileTest {
  /** Larger files are mapped in parts; here the parts are small. */
  @Test
  void partsMakeUpTheWhole(@TempDir Path dir) {
    Histories written =
        new Histories(
            new int[] {0, 3, 3, 8},
            new int[] {0, 2, 5, 0, 1, 2, 3, 5},
            new float[] {1, 2, 3, 4, 5, 6, 7, 8},
            new long[] {-1, 2, Long.MAX_VALUE, 4, 5, 6, 7, 8});
    Path file = dir.resolve("histories.bin");
    HistoriesFile.write(written, file);
    for (int part = 1; part <= 9; part++) {
      Histories read = HistoriesFile.read(file, 3, 6, part);
      assertThat(read.offsets()).isEqualTo(written.offsets());
      assertThat(read.items()).isEqualTo(written.items());
      assertThat(read.weights()).isEqualTo(written.weights());
      assertThat(read.times()).isEqualTo(written.times());
    }
  }
}

package dev.trivium.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few rounds of the program that kills a service many times. */
class KilledServiceTest {
  @TempDir Path dir;

  @Test
  void nothingAcknowledgedIsLost() throws Exception {
    assertThat(KilledService.run(dir.resolve("model"), 4, 7)).startsWith("4 kills, ");
  }
}

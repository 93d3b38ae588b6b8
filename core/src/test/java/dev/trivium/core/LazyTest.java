package dev.trivium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LazyTest {
  /** Many threads ask for what is made by the same threads. */
  @Test
  void whatIsMadeInParallelMayBeAskedForInParallel() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int round = 0; round < 200; round++) {
            Lazy<Object> lazy =
                new Lazy<>(
                    () -> {
                      IntStream.range(0, 64).parallel().forEach(i -> Thread.onSpinWait());
                      return new Object();
                    });
            List<Object> got =
                IntStream.range(0, 64).parallel().mapToObj(i -> lazy.get()).distinct().toList();
            assertThat(got).as("one for all").hasSize(1);
          }
        });
  }
}

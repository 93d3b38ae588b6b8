package dev.trivium.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.TriviumException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StagesTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private String said() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aStageIsOneLineWhereNobodyWatches() {
    int answer =
        new Stages(out, 0)
            .stage(
                "count to three",
                progress -> {
                  progress.at(1, 3);
                  progress.at(3, 3);
                  return 3;
                });
    assertThat(answer).isEqualTo(3);
    assertThat(said()).matches("count to three {26} +\\d+\\.\\d s\\R");
  }

  @Test
  void aStageIsABarOnATerminal() {
    new Stages(out, 80)
        .stage(
            "count to three",
            progress -> {
              progress.at(1, 3);
              for (int i = 0; i < 100 && !said().contains("1/3"); i++) {
                sleep(100);
              }
              return progress;
            });
    assertThat(said()).contains("count to three", "33%", "1/3");
    assertThat(said().lines().reduce((a, b) -> b).orElseThrow())
        .endsWith(" s")
        .contains("count to three   ");
  }

  @Test
  void aBarThatIsOverIsNotDrawnAgain() {
    for (int i = 0; i < 20; i++) {
      new Stages(out, 80).stage("nothing", progress -> "done");
    }
    String[] lines = said().split("\n", -1);
    assertThat(lines).hasSize(21).endsWith("");
    for (int i = 0; i < 20; i++) {
      assertThat(lines[i].substring(lines[i].lastIndexOf('\r') + 1))
          .matches("nothing {33} +\\d\\.\\d s");
    }
  }

  @Test
  void theWarningOfJavaIsErasedOnlyWhereItStandsOnOneLine() {
    IncubatorWarning.erase(out, 0, true);
    IncubatorWarning.erase(out, 40, true);
    IncubatorWarning.erase(out, 80, false);
    assertThat(said()).isEmpty();
    IncubatorWarning.erase(out, 80, true);
    assertThat(said()).isEqualTo("\033[1A\033[2K");
  }

  @Test
  void aFailureLeavesNoLine() {
    assertThatThrownBy(
            () ->
                new Stages(out, 0)
                    .stage(
                        "fail",
                        progress -> {
                          throw new TriviumException("no");
                        }))
        .hasMessage("no");
    assertThat(said()).isEmpty();
  }

  @Test
  void aLongStageSaysHowFarItIs() {
    try (LineMeter meter = new LineMeter(out, "walk", Duration.ZERO)) {
      meter.at(1, 2);
      meter.at(2, 2);
    }
    assertThat(said().strip()).isEqualTo("walk: 1 of 2");
  }

  @Test
  void theCacheIsWhereTheEnvironmentSays() {
    String home = "/home/ada";
    assertThat(CacheOption.folder(Map.of(), home)).isEqualTo(Path.of("/home/ada/.cache/trivium"));
    assertThat(CacheOption.folder(Map.of("XDG_CACHE_HOME", "/x"), home))
        .isEqualTo(Path.of("/x/trivium"));
    assertThat(CacheOption.folder(Map.of("XDG_CACHE_HOME", "relative"), home))
        .isEqualTo(Path.of("/home/ada/.cache/trivium"));
    assertThat(CacheOption.folder(Map.of("XDG_CACHE_HOME", "/x", "TRIVIUM_CACHE", "/t"), home))
        .isEqualTo(Path.of("/t"));
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

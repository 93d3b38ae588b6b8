package dev.trivium.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, ended from outside while they are at work. */
@DisabledOnOs(OS.WINDOWS) // where a process is ended without being told
class InterruptionTest {
  private static final String FORMER = "what a former run has left\n";

  @TempDir Path dir;
  private Path out;

  @BeforeEach
  void formerAnswer() throws IOException {
    Files.writeString(
        dir.resolve("ring.edges"),
        IntStream.range(0, 5000)
            .boxed()
            .flatMap(v -> IntStream.rangeClosed(1, 5).mapToObj(i -> v + " " + (v + i) % 5000))
            .collect(Collectors.joining("\n")));
    out = Files.writeString(dir.resolve("out.txt"), FORMER);
  }

  private Process start(String verb, String... more) throws IOException {
    List<String> graph =
        new ArrayList<>(List.of("graph", verb, "--edges", dir.resolve("ring.edges").toString()));
    graph.addAll(List.of(more));
    return start(graph);
  }

  /** Runs a command line, {@code --out} added; its standard input stays open. */
  private Process start(List<String> line) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path", ""),
                TriviumCommand.class.getName()));
    command.addAll(line);
    command.addAll(List.of("--out", out.toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(dir.resolve("said").toFile())
        .start();
  }

  private interface Sign {
    boolean seen() throws IOException;
  }

  private void endWhen(Sign sign, Process process) throws IOException, InterruptedException {
    for (int i = 0; i < 600 && !sign.seen(); i++) {
      assertThat(process.isAlive()).as(Files.readString(dir.resolve("said"))).isTrue();
      pause(50);
    }
    long start = System.nanoTime();
    process.toHandle().destroy(); // the process itself would close its input too
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(System.nanoTime() - start).as("nanoseconds").isLessThan(1_900_000_000L);
    assertThat(process.exitValue()).isNotZero();
    assertThat(dir.resolve("out.txt")).hasContent(FORMER);
    assertThat(files()).containsExactlyInAnyOrder("out.txt", "ring.edges", "said");
    assertThat(Files.readString(dir.resolve("said")))
        .contains("interrupted; what was not whole is not kept");
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files.map(f -> String.valueOf(f.getFileName())).toList();
    }
  }

  @Test
  void trainingLeavesWhatWasThere() throws Exception {
    Process process = start("embed", "--walks", "5000");
    endWhen(
        () -> {
          boolean read = Files.readString(dir.resolve("said")).contains("5,000 nodes");
          if (read) {
            pause(200); // training follows at once
          }
          return read;
        },
        process);
  }

  @Test
  void writingVectorsLeavesWhatWasThere() throws Exception {
    Process process = start("embed", "--algorithm", "fastrp", "--dimensions", "4096");
    endWhen(this::writing, process);
  }

  private boolean writing() throws IOException {
    return files().stream().anyMatch(name -> name.startsWith(".out.txt."));
  }

  @Test
  void writingWalksLeavesWhatWasThere() throws Exception {
    Process process = start("walks", "--walks", "1000000");
    endWhen(this::writing, process);
  }

  @Test
  void waitingForInputLeavesWhatWasThere() throws Exception {
    Process process = start(List.of("text", "embed", "--encoder", "minilm", "--in", "-"));
    endWhen(this::writing, process);
  }

  @Test
  void anExperimentLeavesNothing() throws Exception {
    out = dir.resolve("links");
    Process process =
        start("link-prediction", "--algorithm", "fastrp", "--dimensions", "1024", "--seeds", "50");
    endWhen(
        () -> {
          boolean embedded = Files.readString(dir.resolve("said")).contains("fastrp, seed 1");
          if (embedded) {
            pause(300); // regressions follow
          }
          return embedded;
        },
        process);
  }
}

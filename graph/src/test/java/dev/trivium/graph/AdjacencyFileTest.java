package dev.trivium.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.TriviumException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdjacencyFileTest {
  @TempDir Path folder;

  private static Adjacency small() {
    return Adjacency.builder(List.of("7", "é", "", "08", "東"), false)
        .edge(0, 1, 2.5)
        .edge(1, 3)
        .edge(4, 4)
        .build();
  }

  @Test
  void whatIsLoadedIsWhatWasSaved() throws IOException {
    Path file = folder.resolve("a.graph");
    List<Adjacency> graphs =
        List.of(
            small(),
            Graphs.karate(),
            Graphs.random(300, 2000, true, false, 1),
            Graphs.random(300, 2000, false, true, 2),
            Adjacency.builder(List.of(), false).build());
    for (Adjacency graph : graphs) {
      graph.save(file);
      byte[] bytes = Files.readAllBytes(file);
      Adjacency loaded = Adjacency.load(file);
      assertThat(loaded.ids()).isEqualTo(graph.ids());
      assertThat(loaded.fingerprint()).isEqualTo(graph.fingerprint());
      assertThat(loaded.toString()).isEqualTo(graph.toString());
      loaded.save(file);
      assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }
    assertThat(folder).isDirectoryNotContaining(f -> !f.equals(file));
  }

  @Test
  void anInterruptLeavesTheFormerFile() {
    Path file = folder.resolve("a.graph");
    Graphs.karate().save(file);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> small().save(file)).isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(Adjacency.load(file).size()).isEqualTo(34);
    assertThat(folder).isDirectoryNotContaining(f -> !f.equals(file));
  }

  @Test
  void aFileOfManyPiecesIsLoaded() {
    Adjacency graph = Graphs.random(1000, 600_000, true, true, 3);
    Path file = folder.resolve("a.graph");
    graph.save(file);
    Adjacency loaded = Adjacency.load(file);
    assertThat(loaded.fingerprint()).isEqualTo(graph.fingerprint());
    assertThat(loaded.node("n999")).isEqualTo(999);
  }

  @Test
  void aDamagedFileGetsItsSentence() throws IOException {
    Path file = folder.resolve("a.graph");
    small().save(file);
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 0; i < bytes.length; i++) {
      byte[] broken = bytes.clone();
      broken[i] ^= 0x40;
      requireRefused(file, broken);
      requireRefused(file, Arrays.copyOf(bytes, i));
    }
    requireRefused(file, Arrays.copyOf(bytes, bytes.length + 1));
  }

  private static void requireRefused(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes);
    assertThatThrownBy(() -> Adjacency.load(file))
        .isInstanceOf(TriviumException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageMatching(
            ".* (is no graph that this version has saved; read it as a file of edges or save it again"
                + "|it is damaged, save the graph again)");
  }

  @Test
  void aMissingFileGetsItsSentence() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> Adjacency.load(missing))
        .isInstanceOf(TriviumException.class)
        .hasMessage("cannot read " + missing + ": there is no file or folder " + missing);
    assertThatThrownBy(() -> Adjacency.load(folder)).isInstanceOf(TriviumException.class);
  }
}

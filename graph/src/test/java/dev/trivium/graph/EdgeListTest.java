package dev.trivium.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EdgeListTest {
  @TempDir Path folder;

  @Test
  void nodesAreNumberedAsTheyAppear() throws IOException {
    Path file =
        Files.writeString(folder.resolve("a.edges"), "# who knows whom\n7 3\n\n3 x\r\n03 7");
    EdgeList edges = EdgeList.read(file, EdgeListSettings.DEFAULT);
    assertThat(edges.ids()).containsExactly("7", "3", "x", "03");
    assertThat(edges.size()).isEqualTo(3);
    assertThat(edges.from(2)).isEqualTo(3);
    assertThat(edges.to(2)).isZero();
    assertThat(edges.toAdjacency().toString()).isEqualTo("Adjacency[4 nodes, 6 undirected arcs]");
  }
}

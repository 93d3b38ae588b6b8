package dev.trivium.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Provenance;
import dev.trivium.core.eval.Report;
import dev.trivium.core.learn.LogisticSettings;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeClassificationTest {
  private static final List<Long> SEEDS = List.of(1L, 2L, 3L);

  @TempDir private Path folder;

  private NodeLabels read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("x.labels"), text);
    return NodeLabels.read(file, Graphs.karate());
  }

  @Test
  void labelsAreRead() throws IOException {
    NodeLabels labels = read("# comment\nn0 red blue\n\nn1,blue\r\nn2\tred\nn0 green red\n");
    assertThat(labels.nodes()).containsExactly("n0", "n1", "n2");
    assertThat(labels.labels()).containsExactly("blue", "green", "red");
    assertThat(labels.of(0)).containsExactly(0, 1, 2);
    assertThat(labels.of(1)).containsExactly(0);
    assertThat(labels.of(2)).containsExactly(2);
  }

  @Test
  void aMarkCommentsAndPackingAreNoLabels() throws IOException {
    String text = "\ufeff% comment\nn0 red\n";
    assertThat(read(text).nodes()).containsExactly("n0");
    assertThat(read("\ufeffn1 red\n%n0 blue\n").nodes()).containsExactly("n1");
    Path packed = folder.resolve("x.labels.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(NodeLabels.read(packed).labels()).containsExactly("red");
    byte[] bytes = Files.readAllBytes(packed);
    Files.write(packed, Arrays.copyOf(bytes, bytes.length - 9));
    assertThatThrownBy(() -> NodeLabels.read(packed))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("x.labels.gz is damaged: its gzip data are cut short");
  }

  @Test
  void aShareGivenTwiceIsRefused() throws IOException {
    NodeLabels labels = read("n0 red\n");
    assertThatThrownBy(
            () -> new NodeClassification("x", labels, List.of(0.5, 0.5), LogisticSettings.DEFAULT))
        .hasMessage("trainShare is [0.5, 0.5]; give each once");
  }

  @Test
  void brokenLabelsGetTheirSentence() throws IOException {
    assertThatThrownBy(() -> read("n0 a\nn1\nn2 b\n"))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("x.labels:2: expected a node and one or more labels, found 'n1'");
    assertThatThrownBy(() -> read("n0 a\nn1,,b\nn2 b\n,c"))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("x.labels:4: expected a node");
    assertThatThrownBy(() -> read("n0 a\nstranger b\n"))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("x.labels:2: node 'stranger' has a label but is not in the graph");
    assertThatThrownBy(() -> read("# nothing\n"))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("has no labels");
    assertThatThrownBy(() -> NodeLabels.read(folder.resolve("none")))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("cannot read the labels: there is no file");
    Path latin = folder.resolve("latin");
    Files.write(latin, "n0 caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> NodeLabels.read(latin))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("not UTF-8");
    NodeLabels lenient = NodeLabels.read(Files.writeString(latin, "stranger a\nn3 b\n"));
    assertThat(lenient.unknown(Graphs.karate())).containsExactly("stranger");
  }

  /** 200 nodes of up to 3 of 5 labels, a vector that is 1 for each label, with some noise. */
  private static Map<String, List<String>> labels() {
    FastRandom random = new FastRandom(1);
    Map<String, List<String>> labels = new LinkedHashMap<>();
    for (int v = 0; v < 200; v++) {
      List<String> own = new ArrayList<>();
      for (int l = 0; l < 1 + v % 3; l++) {
        own.add("l" + random.nextInt(5));
      }
      labels.put("n" + v, own);
    }
    return labels;
  }

  private static EmbeddingTable table(Map<String, List<String>> labels, double noise, double rows) {
    FastRandom random = new FastRandom(2);
    List<String> ids = List.copyOf(labels.keySet()).subList(0, (int) (rows * labels.size()));
    Matrix matrix = Matrix.zeros(ids.size(), 5);
    for (int r = 0; r < ids.size(); r++) {
      for (int l = 0; l < 5; l++) {
        boolean has = labels.getOrDefault(ids.get(r), List.of()).contains("l" + l);
        matrix.array()[5 * r + l] = (float) ((has ? 1 : 0) + noise * random.nextGaussian());
      }
    }
    return EmbeddingTable.of(ids, matrix, Provenance.of("test", "test"));
  }

  @Test
  void whatTheVectorsSayIsFoundAndNoMore() {
    Map<String, List<String>> labels = labels();
    EmbeddingTable clear = table(labels, 0.05, 1);
    EmbeddingTable noise = table(labels, 1000, 1);
    Report report =
        new NodeClassification(
                "planted", NodeLabels.of(labels), List.of(0.1, 0.5), LogisticSettings.DEFAULT)
            .embedding("clear", seed -> clear)
            .embedding("noise", seed -> noise)
            .embedding("half", seed -> table(labels, 0.05, 0.5))
            .run(SEEDS);
    assertThat(report.figure("clear, 50 % train", "micro-F1").value()).isEqualTo(1);
    assertThat(report.figure("clear, 50 % train", "macro-F1").value()).isEqualTo(1);
    assertThat(report.figure("noise, 50 % train", "micro-F1").value()).isBetween(0.2, 0.5);
    assertThat(report.figure("half, 50 % train", "micro-F1").value()).isBetween(0.5, 0.85);
    assertThat(report.rows()).hasSize(6);
    assertThat(report.figure("clear, 10 % train", "micro-F1").n()).isEqualTo(3);
  }

  @Test
  void communitiesAreTheClusters() {
    Map<String, List<String>> labels = new LinkedHashMap<>();
    for (int v = 0; v < 100; v++) {
      labels.put("n" + v, v < 90 ? List.of("l" + v % 5) : List.of("l0", "l" + v % 5, "l3"));
    }
    EmbeddingTable clear = table(labels, 0.1, 1);
    EmbeddingTable noise = table(labels, 1000, 1);
    Report report =
        new Communities("planted", NodeLabels.of(labels))
            .embedding("clear", seed -> clear)
            .embedding("noise", seed -> noise)
            .run(SEEDS);
    assertThat(report.figure("clear", "NMI").value()).isGreaterThan(0.999);
    assertThat(report.figure("noise", "NMI").value()).isLessThan(0.2);
    assertThat(report.configuration()).containsEntry("nodes", "90");
    NodeLabels several = NodeLabels.of(Map.of("a", List.of("x", "y")));
    assertThatThrownBy(() -> new Communities("t", several))
        .hasMessageContaining("each of the 1 nodes has several labels");
  }

  @Test
  void settingsSayWhatIsWrong() {
    NodeLabels labels = NodeLabels.of(Map.of("a", List.of("x"), "b", List.of("y")));
    assertThatThrownBy(
            () -> new NodeClassification("t", labels, List.of(1.0), LogisticSettings.DEFAULT))
        .hasMessageContaining("trainShare is 1.0; choose");
    NodeClassification few =
        new NodeClassification("t", labels, List.of(0.1), LogisticSettings.DEFAULT)
            .embedding("e", seed -> table(Map.of("a", List.of()), 1, 1));
    assertThatThrownBy(() -> few.run(SEEDS)).hasMessageContaining("0 of 2 labelled nodes");
    assertThatThrownBy(() -> few.run(List.of())).hasMessageContaining("no seed");
    assertThatThrownBy(() -> NodeLabels.of(Map.of("a", List.of())))
        .hasMessageContaining("node 'a' has no label");
  }
}

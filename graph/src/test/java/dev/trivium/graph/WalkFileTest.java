package dev.trivium.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WalkFileTest {
  @TempDir Path folder;

  @Test
  void oneWalkALineInTheOrderOfTheStreamAtAnyNumberOfThreads() throws IOException {
    List<String> ids = new ArrayList<>(Graphs.names(200));
    ids.set(3, "Wörterbuch/mit_sehr_langem_Namen,über_acht_Byte");
    ids.set(4, "𝄞");
    ids.set(5, "12345678");
    Adjacency graph = Graphs.random(200, 500, true, false, 1);
    RandomWalks walks = new RandomWalks(graph, new WalkSettings(20, 23, 0.5, 2), 3);
    List<String> expected = new ArrayList<>();
    walks.stream(
        2,
        0,
        1,
        (w, from, to) ->
            expected.add(
                Arrays.stream(w, from, to).mapToObj(ids::get).collect(Collectors.joining(" "))));
    for (int threads : new int[] {1, 2, 4}) {
      Path file = folder.resolve(threads + ".txt");
      List<Long> told = new ArrayList<>();
      new WalkFile(walks, ids, threads).write(file, 2, (done, total) -> told.add(done));
      assertThat(Files.readString(file)).isEqualTo(String.join("\n", expected) + "\n");
      assertThat(told).isSorted().last().isEqualTo(walks.walks());
    }
  }

  @Test
  void manyThreadsAndLongWalksAreWritten() throws IOException {
    Adjacency graph = Graphs.karate();
    RandomWalks walks = new RandomWalks(graph, new WalkSettings(70_000, 2, 1, 1), 3);
    Path one = folder.resolve("one");
    Path many = folder.resolve("many");
    List<Long> told = new ArrayList<>();
    new WalkFile(walks, graph.ids(), 1).write(one, 0, (done, total) -> told.add(done));
    assertThat(told).as("chunks of a walk or two").hasSizeGreaterThan(30);
    new WalkFile(walks, graph.ids(), 1 << 30).write(many, 0, Progress.NONE);
    assertThat(many).hasSameBinaryContentAs(one);
    assertThat(Files.readAllLines(one)).hasSize(68);
  }

  @Test
  void growsUpToTheLargestArray() {
    assertThat(EdgeColumns.grown(1_500_000_000)).isEqualTo(EdgeColumns.MAX);
    assertThat(WalkText.room(1_500_000_000)).isEqualTo(EdgeColumns.MAX);
    assertThatThrownBy(() -> WalkText.room(1L << 31))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("take more than 2 GiB as text");
  }

  @Test
  void anInterruptLeavesNothing() throws IOException {
    Path file = folder.resolve("walks.txt");
    WalkFile walks = walks(Graphs.names(34));
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> walks.write(file, 0, Progress.NONE))
        .isInstanceOf(CancellationException.class)
        .hasMessage("writing was interrupted; nothing was kept");
    assertThat(Thread.interrupted()).isTrue();
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void itSaysWhatIsWrong() {
    List<String> blank = new ArrayList<>(Graphs.names(34));
    blank.set(7, "two words");
    assertThatThrownBy(() -> walks(blank))
        .isInstanceOf(TriviumException.class)
        .hasMessage(
            "the node id 'two words' is empty or holds a blank, which separates ids in a file of walks; rename the node");
    blank.set(7, "");
    assertThatThrownBy(() -> walks(blank)).hasMessageContaining("the node id '' is empty");
    assertThatThrownBy(() -> walks(Graphs.names(3))).hasMessageContaining("3 ids for 34 nodes");
    RandomWalks walks = new RandomWalks(Graphs.karate(), WalkSettings.DEFAULT, 1);
    assertThatThrownBy(() -> new WalkFile(walks, Graphs.names(34), 0))
        .hasMessage("threads is 0; choose 1 or more");
  }

  private static WalkFile walks(List<String> ids) {
    return new WalkFile(new RandomWalks(Graphs.karate(), WalkSettings.DEFAULT, 1), ids, 2);
  }
}

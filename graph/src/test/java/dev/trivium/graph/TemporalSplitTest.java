package dev.trivium.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.TriviumException;
import dev.trivium.core.math.FastRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TemporalSplitTest {
  @TempDir private Path folder;

  private EdgeList read(String lines, boolean weighted, boolean directed) throws IOException {
    Path file = Files.writeString(folder.resolve("timed.edges"), lines);
    return EdgeList.read(
        file,
        EdgeListSettings.DEFAULT.withTimed(true).withWeighted(weighted).withDirected(directed));
  }

  private static Set<String> named(Adjacency graph, NodePairs pairs) {
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < pairs.size(); i++) {
      names.add(graph.ids().get(pairs.from(i)) + graph.ids().get(pairs.to(i)));
    }
    return names;
  }

  @Test
  void laterEdgesBetweenKnownNodesAreAskedFor() throws IOException {
    String lines =
        "a b 1 1\nb c 1 2\nc d 1 3\nd e 1 3\ne a 1 4\n" // training, with b c again
            + "c b 1 4\na c 1 5\nc a 1 6\na b 1 6\nz a 1 7\nb d 1 7\nb b 1 8\n";
    EdgeSplit split =
        EdgeSplit.before(read(lines.replace("\\\n", "\n"), false, false), 5, Negatives.UNIFORM, 1);
    assertThat(split.train().ids()).containsExactly("a", "b", "c", "d", "e");
    assertThat(split.train().weighted()).isFalse();
    assertThat(named(split.train(), NodePairs.edges(split.train())))
        .containsExactly("ab", "ae", "bc", "cd", "de");
    assertThat(named(split.train(), split.positives())).containsExactly("ac", "bd");
    assertThat(split.negatives().size()).isEqualTo(2);
    for (String none : named(split.train(), split.negatives())) {
      assertThat(none).isIn("ad", "be", "ce");
    }
  }

  @Test
  void aDirectedWeightedGraphStaysSo() throws IOException {
    String lines = "a b 2 1\nb c 1 1\na b 3 2\nc d 1 2\nc a 1 3\na b 1 3\n";
    EdgeSplit split = EdgeSplit.before(read(lines, true, true), 3, Negatives.UNIFORM, 1);
    assertThat(split.train().weight(0, 0)).isEqualTo(5);
    assertThat(named(split.train(), split.positives())).containsExactly("ca");
  }

  @Test
  void anArcBackIsNotAskedForWhereTrainingHasTheArcThere() throws IOException {
    String lines = "a b 1 1\nb c 1 1\nc d 1 1\nb a 1 2\na c 1 2\nc a 1 2\n";
    for (int seed = 0; seed < 20; seed++) {
      EdgeSplit split = EdgeSplit.before(read(lines, false, true), 2, Negatives.UNIFORM, seed);
      assertThat(named(split.train(), split.positives())).containsExactly("ac", "ca");
      assertThat(named(split.train(), split.negatives())).doesNotContain("ba", "cb", "dc");
    }
  }

  @ParameterizedTest
  @EnumSource
  void edgesOfOneTimeStayTogetherAndNothingLeaks(Negatives kind) throws IOException {
    FastRandom random = new FastRandom(2);
    for (int t = 0; t < 15; t++) {
      StringBuilder lines = new StringBuilder();
      double[] times = new double[400];
      for (int i = 0; i < times.length; i++) {
        times[i] = random.nextInt(8);
        lines.append(random.nextInt(40)).append(' ').append(random.nextInt(40));
        lines.append(" 1 ").append(times[i]).append('\n');
      }
      EdgeList edges = read(lines.toString(), false, t % 2 == 0);
      double cut = TemporalSplit.cut(edges, 0.6);
      int before = 0;
      int through = 0;
      for (double time : times) {
        before += time < cut ? 1 : 0;
        through += time <= cut ? 1 : 0;
      }
      assertThat(before).isBetween(1, 240);
      assertThat(through).isGreaterThan(240);
      EdgeSplit split = EdgeSplit.temporal(edges, 0.6, kind, t);
      Adjacency train = split.train();
      assertThat(train.isolated()).isZero();
      for (int i = 0; i < split.positives().size(); i++) {
        assertThat(train.hasArc(split.positives().from(i), split.positives().to(i))).isFalse();
      }
      Adjacency whole = edges.toAdjacency();
      for (int i = 0; i < split.negatives().size(); i++) {
        int u = whole.node(train.ids().get(split.negatives().from(i)));
        int v = whole.node(train.ids().get(split.negatives().to(i)));
        assertThat(whole.hasArc(u, v)).isFalse();
      }
    }
  }

  @Test
  void whatCannotBeSplitIsSaid() throws IOException {
    EdgeList one = read("a b 1 5\nb c 1 5\n", false, false);
    assertThatThrownBy(() -> EdgeSplit.temporal(one, 0.5, Negatives.UNIFORM, 1))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("the 2 edges have no two different times");
    EdgeList apart = read("a b 1 1\nc d 1 2\n", false, false);
    assertThatThrownBy(() -> EdgeSplit.temporal(apart, 0.5, Negatives.UNIFORM, 1))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining(
            "none of the 1 edges from time 2.0 on is new and between nodes that have an edge before");
    assertThatThrownBy(() -> EdgeSplit.before(apart, 0, Negatives.UNIFORM, 1))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("none of the 2 edges from time 0.0 on");
    assertThatThrownBy(() -> EdgeSplit.temporal(one, 0, Negatives.UNIFORM, 1))
        .hasMessageContaining("trainShare is 0.0; choose");
  }
}

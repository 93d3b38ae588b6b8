package dev.trivium.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trivium.core.TriviumException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomWalksTest {
  /** The whole law of the step after t→v, written out as the paper has it. */
  private static double[] law(Adjacency graph, int t, int v, double p, double q) {
    double[] law = new double[graph.size()];
    for (int x = 0; x < law.length; x++) {
      double factor = x == t ? 1 / p : Graphs.weight(graph, t, x) > 0 ? 1 : 1 / q;
      law[x] = Graphs.weight(graph, v, x) * factor;
    }
    return law;
  }

  private static List<int[]> walks(RandomWalks walks, int shards) {
    List<int[]> all = new ArrayList<>();
    for (int s = 0; s < shards; s++) {
      walks.stream(0, s, shards, (ids, from, to) -> all.add(Arrays.copyOfRange(ids, from, to)));
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "0.5, 2",
    "0.25, 4",
    "4, 0.25",
    "0.01, 1",
    "100, 1",
    "1, 100",
    "1, 0.01",
    "1000, 1000",
    "0.001, 0.001",
    "3, 0.1"
  })
  void stepsFollowTheExactLaw(double p, double q) {
    for (int kind = 0; kind < 4; kind++) {
      Adjacency graph = Graphs.random(12, 34, kind % 2 == 1, kind >= 2, 11 + kind);
      long[][][] seen = new long[12][12][12];
      RandomWalks walks = new RandomWalks(graph, new WalkSettings(40, 1000, p, q), 5);
      walks.stream(
          0,
          0,
          1,
          (w, from, to) -> {
            for (int i = from + 2; i < to; i++) {
              seen[w[i - 2]][w[i - 1]][w[i]]++;
            }
          });
      Chi chi = new Chi();
      for (int t = 0; t < 12; t++) {
        for (int v = 0; v < 12; v++) {
          double[] law = law(graph, t, v, p, q);
          if (graph.hasArc(t, v) && Arrays.stream(law).sum() > 0) {
            chi.add(seen[t][v], law);
          }
        }
      }
      assertThat(chi.z()).as("kind %d", kind).isBetween(-4.0, 4.0);
    }
  }

  @Test
  void firstOrderWalksVisitInProportionToStrength() {
    for (boolean weighted : new boolean[] {false, true}) {
      Adjacency graph = Graphs.random(15, 60, false, weighted, 3);
      double[] strength = new double[15];
      double all = 0;
      for (int v = 0; v < 15; v++) {
        for (int i = 0; i < graph.degree(v); i++) {
          strength[v] += graph.weight(v, i);
        }
        all += strength[v];
      }
      double[] visits = new double[15];
      int length = 400_000;
      int[] walk = new int[length];
      new RandomWalks(graph, new WalkSettings(length, 1, 1, 1), 1).walk(0, 0, 0, walk);
      for (int v : walk) {
        visits[v] += 1.0 / length;
      }
      for (int v = 0; v < 15; v++) {
        assertThat(visits[v]).isCloseTo(strength[v] / all, within(0.006));
      }
    }
  }

  @Test
  void everyHopIsAnArcAndOnlyDeadEndsEndAWalk() {
    for (int seed = 0; seed < 40; seed++) {
      Adjacency graph = Graphs.random(20, 10 + seed, seed % 2 == 0, seed % 3 == 0, seed);
      WalkSettings settings = new WalkSettings(15, 3, seed % 5 + 0.3, 2);
      List<int[]> walks = walks(new RandomWalks(graph, settings, seed), 1);
      int[] starts = new int[20];
      for (int[] walk : walks) {
        starts[walk[0]]++;
        for (int i = 1; i < walk.length; i++) {
          assertThat(graph.hasArc(walk[i - 1], walk[i])).isTrue();
        }
        if (walk.length < 15) {
          assertThat(graph.degree(walk[walk.length - 1])).isZero();
        }
      }
      assertThat(starts).containsOnly(3);
    }
  }

  @Test
  void anIsolatedNodeWalksAlone() {
    Adjacency graph = Adjacency.builder(Graphs.names(3), false).edge(0, 1).build();
    RandomWalks walks = new RandomWalks(graph, WalkSettings.DEFAULT, 1);
    assertThat(walks.walk(0, 2, 0, new int[80])).isEqualTo(1);
    assertThat(walks.counts()[2]).isEqualTo(10);
    assertThat(walks.counts()[0]).isEqualTo(800);
  }

  @Test
  void theSameWalksComeWhateverTheShardsAndTheOrder() {
    Adjacency graph = Graphs.random(30, 100, false, true, 9);
    WalkSettings settings = new WalkSettings(20, 4, 0.5, 2);
    RandomWalks walks = new RandomWalks(graph, settings, 7);
    List<String> one = lines(walks(walks, 1));
    for (int shards : new int[] {2, 7, 120, 500}) {
      assertThat(lines(walks(walks, shards))).isEqualTo(one);
    }
    assertThat(lines(walks(new RandomWalks(graph, settings, 8), 1))).isNotEqualTo(one);
    int[] walk = new int[20];
    walks.walk(0, 13, 2, walk);
    assertThat(one).contains(Arrays.toString(walk));
    walks.walk(1, 13, 2, walk);
    assertThat(one).doesNotContain(Arrays.toString(walk));
  }

  private static List<String> lines(List<int[]> walks) {
    return walks.stream().map(Arrays::toString).toList();
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 0", "0.5, 2, 0", "0.01, 3, 0.2", "1, 1, 0.3", "50, 0.02, 0"})
  void walksSideBySideAreThoseOneAtATime(double p, double q, double restart) {
    for (int kind = 0; kind < 4; kind++) {
      Adjacency graph = Graphs.random(70, 160, kind % 2 == 1, kind >= 2, kind);
      RandomWalks walks = new RandomWalks(graph, new WalkSettings(9, 2, p, q, restart), 4);
      int[] numbers = new int[70];
      walks.stream(
          3,
          0,
          1,
          (ids, from, to) -> {
            int[] alone = new int[9];
            int length = walks.walk(3, ids[from], numbers[ids[from]]++, alone);
            assertThat(Arrays.copyOf(alone, length)).isEqualTo(Arrays.copyOfRange(ids, from, to));
          });
      assertThat(numbers).containsOnly(2);
    }
  }

  @Test
  void roundsBeginInDifferentOrders() {
    RandomWalks walks = new RandomWalks(Graphs.karate(), new WalkSettings(1, 3, 1, 1), 1);
    List<String> starts = lines(walks(walks, 1));
    assertThat(starts.subList(0, 34)).doesNotHaveDuplicates();
    assertThat(starts.subList(34, 68)).doesNotHaveDuplicates().isNotEqualTo(starts.subList(0, 34));
    assertThat(walks.walks()).isEqualTo(102);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "0.25, 4"})
  void aRestartIsAJumpToTheStart(double p, double q) {
    double r = 0.3;
    for (int kind = 0; kind < 4; kind++) {
      Adjacency graph = Graphs.random(10, 40, kind % 2 == 1, kind >= 2, 21 + kind);
      // Start, the two before the step, the step: only where no jump can hide among them.
      long[][][][] seen = new long[10][10][10][10];
      long[][][] first = new long[10][10][10];
      RandomWalks walks = new RandomWalks(graph, new WalkSettings(30, 3000, p, q, r), 5);
      walks.stream(
          0,
          0,
          1,
          (w, from, to) -> {
            for (int i = from + 1; i < to; i++) {
              if (i > from + 1 && w[i - 1] != w[from]) {
                seen[w[from]][w[i - 2]][w[i - 1]][w[i]]++;
              } else if (i == from + 1) {
                first[w[from]][w[i - 1]][w[i]]++;
              }
            }
          });
      Chi chi = new Chi();
      for (int s = 0; s < 10; s++) {
        chi.add(first[s][s], restarting(law(graph, s, s, 1, 1), s, r));
        for (int t = 0; t < 10; t++) {
          for (int v = 0; v < 10; v++) {
            if (v != s && graph.hasArc(t, v) && graph.degree(v) > 0) {
              chi.add(seen[s][t][v], restarting(law(graph, t, v, p, q), s, r));
            }
          }
        }
      }
      assertThat(chi.z()).as("kind %d", kind).isBetween(-4.0, 4.0);
    }
  }

  private static double[] restarting(double[] law, int start, double r) {
    double sum = Arrays.stream(law).sum();
    double[] mixed = Arrays.stream(law).map(w -> (1 - r) * w / sum).toArray();
    mixed[start] += r;
    return mixed;
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void aMetapathLeadsFromTypeToType(boolean weighted) {
    // Authors 0–4, papers 5–11, venues 12–13; node 4 has no paper.
    List<String> types = new ArrayList<>(Collections.nCopies(5, "author"));
    types.addAll(Collections.nCopies(7, "paper"));
    types.addAll(Collections.nCopies(2, "venue"));
    AdjacencyBuilder builder = Adjacency.builder(Graphs.names(14), false).edge(0, 1).edge(5, 6);
    for (int paper = 5; paper < 12; paper++) {
      builder.edge(paper % 4, paper, weighted ? paper : 1).edge((paper + 1) % 3, paper);
      builder.edge(12 + paper % 2, paper, weighted ? 0.5 : 1);
    }
    Adjacency graph = builder.edge(12, 7, 3).build();
    List<String> path = List.of("author", "paper", "venue", "paper", "author");
    WalkSettings settings = new WalkSettings(21, 5000, 1, 1);
    RandomWalks walks = RandomWalks.metapath(graph, types, path, settings, 3);
    long[][][] seen = new long[4][14][14];
    int[] starts = new int[14];
    walks.stream(
        0,
        0,
        1,
        (w, from, to) -> {
          starts[w[from]]++;
          assertThat(to - from).isEqualTo(w[from] == 4 ? 1 : 21);
          for (int i = from + 1; i < to; i++) {
            seen[(i - 1 - from) % 4][w[i - 1]][w[i]]++;
          }
        });
    assertThat(Arrays.copyOf(starts, 5)).containsOnly(5000);
    assertThat(Arrays.stream(starts).sum()).isEqualTo(25_000).isEqualTo((int) walks.walks());
    Chi chi = new Chi();
    for (int step = 0; step < 4; step++) {
      for (int v = 0; v < 14; v++) {
        double[] law = law(graph, v, v, 1, 1);
        for (int x = 0; x < 14; x++) {
          law[x] *= types.get(x).equals(path.get(step + 1)) ? 1 : 0;
        }
        if (types.get(v).equals(path.get(step)) && v != 4) {
          chi.add(seen[step][v], law);
        }
      }
    }
    assertThat(chi.z()).isBetween(-4.0, 4.0);
    assertThat(lines(walks(walks, 9))).isEqualTo(lines(walks(walks, 1)));
  }

  @Test
  void aRestartBeginsTheMetapathAnew() {
    List<String> types = List.of("a", "b", "c");
    Adjacency graph = Adjacency.builder(Graphs.names(3), false).edge(0, 1).edge(1, 2).build();
    RandomWalks walks =
        RandomWalks.metapath(
            graph, types, List.of("a", "b", "c", "b", "a"), new WalkSettings(9, 400, 1, 1, 0.3), 1);
    for (int[] walk : walks(walks, 1)) {
      assertThat(walk).hasSize(9);
      int step = 0;
      for (int i = 1; i < 9; i++) {
        boolean onPath = walk[i] == new int[] {1, 2, 1, 0}[step];
        assertThat(onPath || walk[i] == 0).isTrue();
        step = onPath ? (step + 1) % 4 : 0;
      }
    }
  }

  @Test
  void aMetapathSaysWhatIsWrong() {
    Adjacency graph = Adjacency.builder(Graphs.names(2), false).edge(0, 1).build();
    List<String> types = List.of("a", "b");
    WalkSettings plain = WalkSettings.DEFAULT;
    assertThatThrownBy(
            () -> RandomWalks.metapath(graph, types, List.of("a", "b", "a"), plain.withP(2), 1))
        .hasMessageContaining("p is 2.0 and q is 1.0; a metapath's walks know neither");
    assertThatThrownBy(() -> RandomWalks.metapath(graph, types, List.of("a", "b"), plain, 1))
        .hasMessageContaining("metapath is [a, b]; choose");
    assertThatThrownBy(() -> RandomWalks.metapath(graph, types, List.of("a", "x", "a"), plain, 1))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("no node has the type 'x' of the metapath [a, x, a]");
    assertThatThrownBy(() -> RandomWalks.metapath(graph, List.of("a"), List.of("a", "a"), plain, 1))
        .hasMessageContaining("1 types for 2 nodes");
  }

  @Test
  void aTinyReturnParameterOnAStarCostsNoMore() {
    AdjacencyBuilder builder = Adjacency.builder(Graphs.names(20_001), false);
    for (int leaf = 1; leaf <= 20_000; leaf++) {
      builder.edge(0, leaf);
    }
    RandomWalks walks = new RandomWalks(builder.build(), new WalkSettings(80, 1, 1e-6, 2), 1);
    long[] hops = new long[2];
    walks.stream(
        0,
        0,
        1,
        (w, from, to) -> {
          for (int i = from + 2; i < to; i++) {
            hops[w[i - 1] == 0 && w[i] != w[i - 2] ? 1 : 0]++;
          }
        });
    // From the hub back to the leaf it came from: 1e6 against 19,999 leaves of weight 1/2.
    double fromHub = 20_000 * 39.0;
    double law = 19_999 * 0.5 / (19_999 * 0.5 + 1e6);
    assertThat((double) hops[1]).isCloseTo(fromHub * law, within(4 * Math.sqrt(fromHub * law)));
  }

  @Test
  void aNodeAloneAndASelfLoop() {
    Adjacency alone = Adjacency.builder(Graphs.names(1), false).build();
    Adjacency loop = Adjacency.builder(Graphs.names(1), false).edge(0, 0).build();
    for (double q : new double[] {1, 2}) {
      WalkSettings settings = new WalkSettings(5, 2, 0.5, q, 0.5);
      assertThat(walks(new RandomWalks(alone, settings, 1), 1))
          .hasSize(2)
          .allMatch(w -> w.length == 1);
      assertThat(walks(new RandomWalks(loop, settings, 1), 1))
          .hasSize(2)
          .allMatch(w -> w.length == 5);
    }
    Adjacency none = Adjacency.builder(List.of(), false).build();
    assertThat(walks(new RandomWalks(none, WalkSettings.DEFAULT, 1), 3)).isEmpty();
  }

  @Test
  void countsAreThoseOfTheWalks() {
    Adjacency graph = Graphs.karate();
    RandomWalks walks = new RandomWalks(graph, new WalkSettings(80, 1, 0.5, 2), 1);
    long[] counts = new long[34];
    walks.stream(
        0,
        0,
        1,
        (w, from, to) -> {
          for (int i = from; i < to; i++) {
            counts[w[i]]++;
          }
        });
    assertThat(walks.counts()).isEqualTo(counts);
  }

  @Test
  void longWalksGoInFewerLanes() {
    assertThat(WalkBatch.lanes(32, 80)).isEqualTo(32);
    assertThat(WalkBatch.lanes(32, 100_000)).isEqualTo(10);
    assertThat(WalkBatch.lanes(32, Integer.MAX_VALUE)).isEqualTo(1);
    assertThat(WalkBatch.lanes(0, Integer.MAX_VALUE)).isZero();
  }

  /** An author of a thousand papers, few of which a walk meets. */
  @Test
  void countsLeaveOutNoNodeThatAMetapathMayVisit() {
    List<String> types = new ArrayList<>(List.of("author", "venue"));
    types.addAll(Collections.nCopies(1000, "paper"));
    AdjacencyBuilder builder = Adjacency.builder(Graphs.names(1002), false);
    for (int paper = 2; paper < 1002; paper++) {
      builder.edge(0, paper).edge(1, paper);
    }
    RandomWalks walks =
        RandomWalks.metapath(
            builder.build(),
            types,
            List.of("author", "paper", "author"),
            new WalkSettings(9, 2, 1, 1),
            1);
    long[] counts = walks.counts();
    walks.stream(
        0,
        0,
        1,
        (w, from, to) -> {
          for (int i = from; i < to; i++) {
            assertThat(counts[w[i]]).isPositive();
          }
        });
    assertThat(Arrays.stream(counts, 2, 1002).min()).hasValue(1);
    assertThat(counts[1]).as("of no type on the path").isZero();
  }

  @Test
  void settingsSayWhatIsWrong() {
    assertThatThrownBy(() -> WalkSettings.DEFAULT.withP(0))
        .hasMessage("p is 0.0; choose a number from 1e-6 to 1e6, 1 for no preference");
    assertThatThrownBy(() -> WalkSettings.DEFAULT.withQ(Double.NaN)).hasMessageContaining("q is");
    assertThatThrownBy(() -> WalkSettings.DEFAULT.withWalkLength(0))
        .hasMessageContaining("walkLength is 0; choose");
    assertThatThrownBy(() -> WalkSettings.DEFAULT.withRestart(1))
        .hasMessage("restart is 1.0; choose a number from 0 to below 1, say 0.15");
  }
}

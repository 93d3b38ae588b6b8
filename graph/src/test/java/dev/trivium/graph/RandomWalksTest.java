package dev.trivium.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
    List<String> one = sorted(walks(walks, 1));
    assertThat(sorted(walks(walks, 2))).isEqualTo(one);
    assertThat(sorted(walks(walks, 7))).isEqualTo(one);
    assertThat(sorted(walks(new RandomWalks(graph, settings, 8), 1))).isNotEqualTo(one);
    int[] walk = new int[20];
    walks.walk(0, 13, 2, walk);
    assertThat(one).contains(Arrays.toString(walk));
    walks.walk(1, 13, 2, walk);
    assertThat(one).doesNotContain(Arrays.toString(walk));
  }

  private static List<String> sorted(List<int[]> walks) {
    List<String> lines = new ArrayList<>(walks.stream().map(Arrays::toString).toList());
    Collections.sort(lines);
    return lines;
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
  void settingsSayWhatIsWrong() {
    assertThatThrownBy(() -> WalkSettings.DEFAULT.withP(0))
        .hasMessage("p is 0.0; choose a number from 1e-6 to 1e6, 1 for no preference");
    assertThatThrownBy(() -> WalkSettings.DEFAULT.withQ(Double.NaN)).hasMessageContaining("q is");
    assertThatThrownBy(() -> WalkSettings.DEFAULT.withWalkLength(0))
        .hasMessageContaining("walkLength is 0; choose");
  }
}

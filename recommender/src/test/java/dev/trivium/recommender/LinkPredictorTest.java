package dev.trivium.recommender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.trivium.core.TriviumException;
import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.math.Vectors;
import dev.trivium.recommender.space.Content;
import dev.trivium.recommender.space.EdgeObjective;
import dev.trivium.recommender.space.FactorSettings;
import dev.trivium.recommender.space.SharedSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LinkPredictorTest {
  private static final EdgeObjective EDGES =
      new EdgeObjective(new FactorSettings(4, 0.05, 0.1, 1, 1, 6));

  /** A ring of twelve nodes, each joined to the next two. */
  private static SharedSpace ring() {
    List<String> nodes = Worlds.ids("n", 12);
    List<Interaction> edges = new ArrayList<>();
    for (int v = 0; v < 12; v++) {
      for (int step = 1; step <= 2; step++) {
        edges.add(new Interaction("n" + v, "n" + (v + step) % 12));
        edges.add(new Interaction("n" + (v + step) % 12, "n" + v));
      }
    }
    return EDGES.fit(Content.none(), Interactions.of(nodes, nodes, edges), 1);
  }

  @Test
  void anEdgeBothWaysScoresTheMeanOfBoth() {
    SharedSpace space = ring();
    LinkPredictor links = new LinkPredictor(space);
    float forth = Vectors.dot(space.users().vector("n1"), space.items().vector("n2"));
    float back = Vectors.dot(space.users().vector("n2"), space.items().vector("n1"));
    assertThat(links.score("n1", "n2")).isCloseTo((forth + back) / 2, offset(1e-6f));
    assertThat(links.score("n2", "n1")).isEqualTo(links.score("n1", "n2"));
    assertThat(links.score("n1", "n2")).isGreaterThan(links.score("n1", "n7"));
  }

  @Test
  void predictsTheLikeliestOfAllButTheExcluded() {
    LinkPredictor links = new LinkPredictor(ring());
    List<Recommendation> all = links.predict("n0", 99, Set.of());
    assertThat(all).hasSize(11).isSortedAccordingTo((a, b) -> Float.compare(b.score(), a.score()));
    assertThat(all.subList(0, 4).stream().map(Recommendation::item))
        .containsExactlyInAnyOrder("n1", "n2", "n10", "n11");
    Set<String> joined = Set.of("n1", "n2", "n10", "n11");
    assertThat(links.predict("n0", 3, joined)).isEqualTo(all.subList(4, 7));
    all.forEach(r -> assertThat(r.score()).isEqualTo(links.score("n0", r.item())));
  }

  @Test
  void theTwoPartsOfABipartiteGraphAreJoinedOneWay() {
    Interactions r = Worlds.random(20, 10, 0.4, 1);
    SharedSpace space = EDGES.fit(Content.none(), r, 1);
    LinkPredictor links = new LinkPredictor(space);
    float score = Vectors.dot(space.users().vector("u3"), space.items().vector("i4"));
    assertThat(links.score("u3", "i4")).isEqualTo(score);
    assertThat(links.score("i4", "u3")).isEqualTo(score);
    assertThat(links.predict("u3", 99, Set.of())).hasSize(10);
    assertThatThrownBy(() -> links.score("u3", "u4"))
        .isInstanceOf(TriviumException.class)
        .hasMessage("no edge between 'u3' and 'u4' can be scored: the space does not know both");
    assertThatThrownBy(() -> links.predict("nobody", 3, Set.of()))
        .isInstanceOf(TriviumException.class);
  }
}

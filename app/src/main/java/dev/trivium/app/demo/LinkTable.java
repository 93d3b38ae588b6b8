package dev.trivium.app.demo;

import dev.trivium.core.data.Interactions;
import dev.trivium.core.data.Split;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.eval.Experiment;
import dev.trivium.core.eval.Report;
import dev.trivium.core.eval.ScoreMetrics;
import dev.trivium.core.eval.Scores;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Vectors;
import dev.trivium.recommender.LinkPredictor;
import dev.trivium.recommender.space.Content;
import dev.trivium.recommender.space.EdgeObjective;
import dev.trivium.recommender.space.FactorSettings;
import dev.trivium.recommender.space.SharedSpace;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The table of links: which keyword belongs to which emoji, for keywords held out and as many that
 * never were.
 */
final class LinkTable {
  private static final String DEGREES = "preferential attachment";
  private static final String GRAPH_ONLY = "graph only (node2vec, cosine)";

  private record Pair(String tag, String emoji) {}

  private interface Scorer {
    float score(Pair pair);
  }

  private LinkTable() {}

  /** Judges both; {@code content} is of keywords and of emoji, as training may know them. */
  static Report run(
      Interactions all, Split split, Content content, FactorSettings settings, long seed) {
    List<Pair> positives =
        split.test().events().stream().map(e -> new Pair(e.user(), e.item())).toList();
    List<Pair> negatives = negatives(all, positives.size(), seed);
    int[] itemDegrees = split.train().itemDegrees();
    EmbeddingTable graph = content.table(TagGraph.GRAPH);
    return new Experiment<Scores>(
            "links", List.of(ScoreMetrics.auc(), ScoreMetrics.averagePrecision()), seed)
        .configured("positives", positives.size())
        .configured("negatives", "uniform")
        .contender(
            DEGREES,
            () -> scores(positives, negatives, p -> degreeProduct(split.train(), itemDegrees, p)))
        .contender(GRAPH_ONLY, () -> scores(positives, negatives, p -> cosine(graph, p)))
        .contender(
            ItemTables.OURS,
            () -> {
              SharedSpace space = new EdgeObjective(settings).fit(content, split.train(), seed);
              LinkPredictor links = new LinkPredictor(space);
              return scores(positives, negatives, p -> links.score(p.tag, p.emoji));
            })
        .run();
  }

  /** How often both were seen, multiplied (Newman 2001). */
  private static float degreeProduct(Interactions train, int[] itemDegrees, Pair p) {
    return (float) train.degree(train.user(p.tag)) * itemDegrees[train.item(p.emoji)];
  }

  /** What training has not seen is as far as can be said from anything. */
  private static float cosine(EmbeddingTable graph, Pair p) {
    return graph.contains(p.tag) && graph.contains(p.emoji)
        ? Vectors.cosine(graph.vector(p.tag), graph.vector(p.emoji))
        : 0;
  }

  private static Scores scores(List<Pair> positives, List<Pair> negatives, Scorer scorer) {
    return new Scores(scores(positives, scorer), scores(negatives, scorer));
  }

  private static float[] scores(List<Pair> pairs, Scorer scorer) {
    float[] scores = new float[pairs.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = scorer.score(pairs.get(i));
    }
    return scores;
  }

  /** Different pairs, drawn evenly from those that are nowhere, in training or test. */
  private static List<Pair> negatives(Interactions all, int count, long seed) {
    long free = (long) all.userCount() * all.itemCount() - all.size();
    FastRandom random = FastRandom.of(seed, 7, 0, 0);
    Set<Pair> negatives = new LinkedHashSet<>();
    while (negatives.size() < Math.min(count, free / 2)) {
      int u = random.nextInt(all.userCount());
      int i = random.nextInt(all.itemCount());
      if (!all.contains(u, i)) {
        negatives.add(new Pair(all.users().get(u), all.items().get(i)));
      }
    }
    return new ArrayList<>(negatives);
  }
}

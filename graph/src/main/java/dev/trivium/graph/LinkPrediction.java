package dev.trivium.graph;

import dev.trivium.core.Progress;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.eval.Experiment;
import dev.trivium.core.eval.Metric;
import dev.trivium.core.eval.Report;
import dev.trivium.core.eval.ScoreMetrics;
import dev.trivium.core.eval.Scores;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * An experiment in link prediction: several scorers on the same splits, once for each seed, in one
 * report with a confidence interval for each figure. Scorers learn on the training side of {@link
 * EdgeSplit} alone; each embedding is made once a seed, on the training graph, for all its scorers.
 *
 * <pre>{@code
 * new LinkPrediction("friends", seed -> EdgeSplit.of(graph, 0.5, Negatives.DEGREE, seed))
 *     .embedding("node2vec", seed -> new Node2Vec(walks, training.withSeed(seed)),
 *         List.of(VectorScorer.COSINE, VectorScorer.HADAMARD))
 *     .scorer("Jaccard", LinkIndex.JACCARD)
 *     .run(List.of(1L, 2L, 3L), Progress.NONE)
 * }</pre>
 */
public final class LinkPrediction {
  /** AUC, AP, Hits@50 and MRR, the last two of each positive among all negatives. */
  public static final List<Metric<Scores>> METRICS =
      List.of(
          ScoreMetrics.auc(),
          ScoreMetrics.averagePrecision(),
          ScoreMetrics.hits(50),
          ScoreMetrics.mrr());

  private final String title;
  private final LongFunction<EdgeSplit> splits;
  private final List<Metric<Scores>> metrics;
  private final SortedMap<String, String> configuration = new TreeMap<>();
  private final List<Embedding> embeddings = new ArrayList<>();
  private final Map<String, LinkScorer> scorers = new LinkedHashMap<>();

  /**
   * @param splits what to learn from and what to tell apart, for each seed
   */
  public LinkPrediction(
      String title, LongFunction<EdgeSplit> splits, List<Metric<Scores>> metrics) {
    this.title = title;
    this.splits = splits;
    this.metrics = List.copyOf(metrics);
  }

  /** With {@link #METRICS}. */
  public LinkPrediction(String title, LongFunction<EdgeSplit> splits) {
    this(title, splits, METRICS);
  }

  /** Notes a setting in the report. */
  public LinkPrediction configured(String setting, Object value) {
    configuration.put(setting, value.toString());
    return this;
  }

  /**
   * Adds an embedding, and a contender for each of its scorers: "name scorer".
   *
   * @param bySeed makes the embedding that draws from a seed
   */
  public LinkPrediction embedding(
      String name, LongFunction<NodeEmbedding> bySeed, List<VectorScorer> scorers) {
    if (embeddings.stream().anyMatch(embedding -> embedding.name.equals(name))) {
      throw new IllegalArgumentException(
          "two embeddings are called '" + name + "'; give each a name of its own");
    }
    if (new HashSet<>(scorers).size() < scorers.size()) {
      throw new IllegalArgumentException(
          "scorers is " + scorers + " for '" + name + "'; give each once");
    }
    embeddings.add(new Embedding(name, bySeed, List.copyOf(scorers)));
    return this;
  }

  /** Adds a contender: a {@link LinkIndex}, vectors from elsewhere, or one's own. */
  public LinkPrediction scorer(String name, LinkScorer scorer) {
    if (scorers.putIfAbsent(name, scorer) != null) {
      throw new IllegalArgumentException(
          "two scorers are called '" + name + "'; give each a name of its own");
    }
    return this;
  }

  /**
   * Runs all contenders once for each seed.
   *
   * @param seeds each for a split, the embeddings and the scorers; at least one, and two for an
   *     interval
   * @param progress hears of each embedding in turn
   */
  public Report run(List<Long> seeds, Progress progress) {
    if (seeds.isEmpty()) {
      throw new IllegalArgumentException("there is no seed to run with; give at least one");
    }
    return Report.mean(seeds.stream().map(seed -> run(seed, progress)).toList());
  }

  private Report run(long seed, Progress progress) {
    EdgeSplit split = splits.apply(seed);
    Experiment<Scores> experiment = new Experiment<>(title, metrics, seed);
    configuration.forEach(experiment::configured);
    for (Embedding embedding : embeddings) {
      long start = System.nanoTime();
      EmbeddingTable table = embedding.bySeed.apply(seed).embed(split.train(), progress);
      double seconds = (System.nanoTime() - start) / 1e9;
      for (VectorScorer scorer : embedding.scorers) {
        experiment.contender(
            embedding.name + " " + scorer, seconds, () -> scores(split, scorer.of(table), seed));
      }
    }
    scorers.forEach((name, s) -> experiment.contender(name, () -> scores(split, s, seed)));
    return experiment.run();
  }

  private static Scores scores(EdgeSplit split, LinkScorer scorer, long seed) {
    LinkScorer.PairScores learnt = scorer.fit(split.train(), split.trainNegatives(), seed);
    return new Scores(learnt.of(split.positives()), learnt.of(split.negatives()));
  }

  private record Embedding(
      String name, LongFunction<NodeEmbedding> bySeed, List<VectorScorer> scorers) {}
}

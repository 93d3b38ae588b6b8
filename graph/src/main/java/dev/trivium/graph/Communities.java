package dev.trivium.graph;

import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.eval.Experiment;
import dev.trivium.core.eval.PartitionMetrics;
import dev.trivium.core.eval.Partitions;
import dev.trivium.core.eval.Report;
import dev.trivium.core.learn.KMeans;
import dev.trivium.core.learn.KMeansSettings;
import dev.trivium.core.math.Matrix;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/**
 * How well the clusters of nodes' vectors are their communities: k-means with as many clusters as
 * there are labels, over vectors brought to length 1, against the labels by NMI, with confidence
 * intervals over the seeds. Nodes with several labels take part in the clustering, and are not
 * judged.
 */
public final class Communities {
  private final String title;
  private final NodeLabels labels;
  private final int[] judged;
  private final Map<String, LongFunction<EmbeddingTable>> embeddings = new LinkedHashMap<>();

  /**
   * @param labels the community of each node, of which at least one has one label
   */
  public Communities(String title, NodeLabels labels) {
    this.title = title;
    this.labels = labels;
    this.judged = IntStream.range(0, labels.size()).filter(i -> labels.of(i).length == 1).toArray();
    if (judged.length == 0) {
      throw new IllegalArgumentException(
          "each of the %d nodes has several labels; communities want nodes of one"
              .formatted(labels.size()));
    }
  }

  /**
   * Adds a contender.
   *
   * @param bySeed gives the vectors for a seed
   */
  public Communities embedding(String name, LongFunction<EmbeddingTable> bySeed) {
    if (embeddings.putIfAbsent(name, bySeed) != null) {
      throw new IllegalArgumentException(
          "two embeddings are called '" + name + "'; give each a name of its own");
    }
    return this;
  }

  /**
   * Runs all contenders once for each seed.
   *
   * @param seeds each for the first centres; at least one, and two for an interval
   */
  public Report run(List<Long> seeds) {
    if (seeds.isEmpty()) {
      throw new IllegalArgumentException("there is no seed to run with; give at least one");
    }
    return Report.mean(seeds.stream().map(this::run).toList());
  }

  private Report run(long seed) {
    Experiment<Partitions> experiment =
        new Experiment<>(title, List.of(PartitionMetrics.nmi()), seed)
            .configured("nodes", judged.length)
            .configured("clusters", labels.labels().size());
    embeddings.forEach(
        (name, bySeed) -> experiment.contender(name, () -> cluster(bySeed.apply(seed), seed)));
    return experiment.run();
  }

  private Partitions cluster(EmbeddingTable table, long seed) {
    Matrix rows = NodeVectors.rows(labels.nodes(), table).normalizedRows();
    int[] clusters =
        new KMeans(KMeansSettings.of(labels.labels().size(), seed)).fit(rows).clusters();
    return new Partitions(
        IntStream.of(judged).map(i -> labels.of(i)[0]).toArray(),
        IntStream.of(judged).map(i -> clusters[i]).toArray());
  }
}

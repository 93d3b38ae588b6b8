package dev.trivium.graph;

import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.eval.Experiment;
import dev.trivium.core.eval.LabelMetrics;
import dev.trivium.core.eval.LabelSets;
import dev.trivium.core.eval.Report;
import dev.trivium.core.index.TopK;
import dev.trivium.core.learn.LogisticModel;
import dev.trivium.core.learn.LogisticRegression;
import dev.trivium.core.learn.LogisticSettings;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/**
 * An experiment in node classification, by the protocol of DeepWalk (Perozzi, Al-Rfou and Skiena,
 * KDD 2014): on a random share of the labelled nodes, logistic regression learns each label against
 * the rest from the nodes' vectors; each other node is then given as many labels as it has, the
 * likeliest. Micro- and macro-F1, with confidence intervals over the seeds.
 */
public final class NodeClassification {
  private final String title;
  private final NodeLabels labels;
  private final double[] trainShares;
  private final LogisticSettings settings;
  private final Map<String, String> configuration = new LinkedHashMap<>();
  private final Map<String, LongFunction<EmbeddingTable>> embeddings = new LinkedHashMap<>();

  /**
   * @param trainShares of the labelled nodes, each more than 0 and less than 1; DeepWalk's are 0.1,
   *     0.2 … 0.9
   * @param settings of the regression; DeepWalk's are {@link LogisticSettings#DEFAULT}, features
   *     standardised make it free of the vectors' length
   */
  public NodeClassification(
      String title, NodeLabels labels, List<Double> trainShares, LogisticSettings settings) {
    this.title = title;
    this.labels = labels;
    this.trainShares = trainShares.stream().mapToDouble(Double::doubleValue).toArray();
    this.settings = settings;
    if (new HashSet<>(trainShares).size() < trainShares.size()) {
      throw new IllegalArgumentException("trainShare is " + trainShares + "; give each once");
    }
    for (double share : this.trainShares) {
      if (!(share > 0 && share < 1)) {
        throw new IllegalArgumentException(
            "trainShare is " + share + "; choose more than 0 and less than 1, say 0.5");
      }
    }
  }

  /** Notes a setting in the report. */
  public NodeClassification configured(String setting, Object value) {
    configuration.put(setting, value.toString());
    return this;
  }

  /**
   * Adds vectors, and a contender for each share of training. A labelled node without a vector
   * counts as a vector of zeros.
   *
   * @param bySeed gives the vectors for a seed: always the same, or those of an embedding that
   *     draws from it
   */
  public NodeClassification embedding(String name, LongFunction<EmbeddingTable> bySeed) {
    if (embeddings.putIfAbsent(name, bySeed) != null) {
      throw new IllegalArgumentException(
          "two embeddings are called '" + name + "'; give each a name of its own");
    }
    return this;
  }

  /**
   * Runs all contenders once for each seed, on the same splits.
   *
   * @param seeds each for a split of the labelled nodes; at least one, and two for an interval
   */
  public Report run(List<Long> seeds) {
    if (seeds.isEmpty()) {
      throw new IllegalArgumentException("there is no seed to run with; give at least one");
    }
    return Report.mean(seeds.stream().map(this::run).toList());
  }

  private Report run(long seed) {
    Experiment<LabelSets> experiment =
        new Experiment<>(title, List.of(LabelMetrics.microF1(), LabelMetrics.macroF1()), seed)
            .configured("nodes", labels.size())
            .configured("labels", labels.labels().size())
            .configured("c", settings.c())
            .configured("standardize", settings.standardize());
    configuration.forEach(experiment::configured);
    embeddings.forEach(
        (name, bySeed) -> {
          long start = System.nanoTime();
          Matrix features = NodeVectors.rows(labels.nodes(), bySeed.apply(seed));
          double seconds = (System.nanoTime() - start) / 1e9;
          for (double share : trainShares) {
            experiment.contender(
                name + ", " + percent(share) + " % train",
                seconds,
                () -> predict(features, share, seed));
          }
        });
    return experiment.run();
  }

  private static String percent(double share) {
    return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString();
  }

  private LabelSets predict(Matrix features, double share, long seed) {
    int[] order = IntStream.range(0, labels.size()).toArray();
    new FastRandom(seed).shuffle(order);
    int trained = (int) Math.round(share * order.length);
    if (trained == 0 || trained == order.length) {
      throw new IllegalArgumentException(
          "trainShare is %s, %d of %d labelled nodes; choose one that leaves some on either side"
              .formatted(share, trained, order.length));
    }
    int[] train = Arrays.copyOf(order, trained);
    int[] test = Arrays.copyOfRange(order, trained, order.length);
    LogisticModel model =
        new LogisticRegression(settings).fit(features.select(train), members(train));
    Matrix decisions = model.decisions(features.select(test));
    int[][] truth = Arrays.stream(test).mapToObj(labels::of).toArray(int[][]::new);
    int[][] predicted = new int[test.length][];
    Arrays.setAll(predicted, i -> TopK.of(decisions.row(i), truth[i].length));
    return new LabelSets(truth, predicted, labels.labels().size());
  }

  /** For each label the rows of training that have it. */
  private List<BitSet> members(int[] train) {
    List<BitSet> members = labels.labels().stream().map(label -> new BitSet()).toList();
    for (int r = 0; r < train.length; r++) {
      for (int label : labels.of(train[r])) {
        members.get(label).set(r);
      }
    }
    return members;
  }
}

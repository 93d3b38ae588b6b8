package dev.trivium.recommender;

import dev.trivium.core.Progress;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.data.Split;
import dev.trivium.core.eval.Metric;
import dev.trivium.core.eval.RankingMetrics;
import dev.trivium.core.eval.RankingMetrics.ItemSimilarity;
import dev.trivium.core.eval.Rankings;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.LongFunction;

/**
 * Several recommenders judged by the same splits: each is fitted to every split and asked for the
 * best of all candidates for every user of whom something was held out (full ranking). What is told
 * of it, in a {@link RecommenderReport}: quality, how far it goes beyond the popular, what a fit
 * costs, how sure the figures are, and how they differ over users and items.
 */
public final class RecommenderExperiment {
  /** Pairs of items whose likeness is kept, for lists are much alike; some 80 MB. */
  private static final int MOST_PAIRS = 1 << 20;

  private final String title;
  private final LongFunction<Split> splits;
  private final List<Integer> ks;
  private final Map<String, LongFunction<RecommenderTrainer>> models = new LinkedHashMap<>();
  private BiConsumer<String, Answers> listener = (model, answers) -> {};

  /**
   * @param title what reports call it
   * @param splits a split for each seed; one that is given gives itself for every seed
   * @param ks how many recommendations are judged, such as 10 and 20
   */
  public RecommenderExperiment(String title, LongFunction<Split> splits, List<Integer> ks) {
    if (ks.isEmpty() || ks.stream().anyMatch(k -> k < 1)) {
      throw new IllegalArgumentException("k is " + ks + "; choose 1 or more, such as 10, 20");
    }
    this.title = title;
    this.splits = splits;
    this.ks = ks.stream().distinct().sorted().toList();
  }

  /** Adds a model; names must differ. */
  public RecommenderExperiment model(String name, LongFunction<RecommenderTrainer> trainer) {
    if (models.putIfAbsent(name, trainer) != null) {
      throw new IllegalArgumentException(
          "two models are called '" + name + "'; give each a name of its own");
    }
    return this;
  }

  /** Lets someone see what each model answers, as soon as it has. */
  public RecommenderExperiment listen(BiConsumer<String, Answers> consumer) {
    listener = consumer;
    return this;
  }

  /**
   * What a model answered once.
   *
   * @param split what it was fitted to and asked of
   * @param rankings its answers, one for each of {@link Evaluation#users}
   * @param fitSeconds by the clock
   * @param cpuSeconds of all threads of the process, while it was fitted
   * @param peakBytes the most of Java's heap in use meanwhile, data and garbage included
   */
  public record Answers(
      long seed,
      Split split,
      Rankings rankings,
      double fitSeconds,
      double cpuSeconds,
      long peakBytes) {}

  /** Runs every model on the split of every seed. */
  public RecommenderReport run(List<Long> seeds, Progress progress) {
    Map<String, List<Answers>> answers = new LinkedHashMap<>();
    int done = 0;
    for (long seed : seeds) {
      Split split = splits.apply(seed);
      for (var model : models.entrySet()) {
        Answers those = ask(model.getValue().apply(seed), split, seed);
        answers.computeIfAbsent(model.getKey(), name -> new ArrayList<>()).add(those);
        listener.accept(model.getKey(), those);
        progress.at(++done, (long) seeds.size() * models.size());
      }
    }
    return new ReportMaker(title, ks, answers).report();
  }

  private Answers ask(RecommenderTrainer trainer, Split split, long seed) {
    heap().forEach(MemoryPoolMXBean::resetPeakUsage);
    long cpu = cpuNanos();
    long start = System.nanoTime();
    Recommender fitted = trainer.train(split.train());
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpuSeconds = (cpuNanos() - cpu) / 1e9;
    long peak = heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    Rankings rankings = Evaluation.rank(fitted, split, ks.get(ks.size() - 1));
    return new Answers(seed, split, rankings, seconds, cpuSeconds, peak);
  }

  private static List<MemoryPoolMXBean> heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  private static long cpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }

  /**
   * The measures of the main table.
   *
   * @param known whether any candidate was taken up in training; where none was, all are equally
   *     new and nothing is known of how alike they are, and novelty and diversity are left out
   */
  static List<Metric<Rankings>> metrics(List<Integer> ks, Split split, boolean known) {
    List<Metric<Rankings>> metrics = new ArrayList<>(accuracy(ks));
    int last = ks.get(0);
    metrics.add(RankingMetrics.coverage(last));
    if (known) {
      metrics.add(RankingMetrics.novelty(last, split.train().itemDegrees()));
    }
    metrics.add(RankingMetrics.gini(last));
    if (known) {
      metrics.add(RankingMetrics.intraListDiversity(last, together(split)));
    }
    return metrics;
  }

  /** The measures that are means over users: those that intervals, tests and slices are of. */
  static List<Metric<Rankings>> accuracy(List<Integer> ks) {
    List<Metric<Rankings>> metrics = new ArrayList<>();
    for (int k : ks) {
      metrics.add(RankingMetrics.ndcg(k));
      metrics.add(RankingMetrics.recall(k));
    }
    return metrics;
  }

  /** The cosine of two items' columns of ones: how many who took up one took up the other too. */
  static ItemSimilarity together(Split split) {
    Interactions byItem = split.train().transposed();
    Map<Long, Double> known = new ConcurrentHashMap<>();
    return (a, b) -> {
      long pair = (long) Math.min(a, b) << 32 | Math.max(a, b);
      Double before = known.get(pair);
      if (before != null) {
        return before;
      }
      int common = common(byItem, a, b);
      double cosine =
          common == 0 ? 0 : common / Math.sqrt((double) byItem.degree(a) * byItem.degree(b));
      if (known.size() < MOST_PAIRS) {
        known.put(pair, cosine);
      }
      return cosine;
    };
  }

  /** How many stand in both rows, which rise. */
  private static int common(Interactions rows, int a, int b) {
    int common = 0;
    int i = rows.from(a);
    int j = rows.from(b);
    while (i < rows.to(a) && j < rows.to(b)) {
      int one = rows.itemAt(i);
      int other = rows.itemAt(j);
      common += one == other ? 1 : 0;
      i += one <= other ? 1 : 0;
      j += other <= one ? 1 : 0;
    }
    return common;
  }
}

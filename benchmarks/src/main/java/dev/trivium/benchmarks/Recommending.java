package dev.trivium.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.data.Split;
import dev.trivium.core.eval.RankingMetrics;
import dev.trivium.core.eval.Rankings;
import dev.trivium.core.sequence.SkipGramSettings;
import dev.trivium.recommender.Evaluation;
import dev.trivium.recommender.Recommendation;
import dev.trivium.recommender.Recommender;
import dev.trivium.recommender.RecommenderTrainer;
import dev.trivium.recommender.baseline.BprMf;
import dev.trivium.recommender.baseline.BprSettings;
import dev.trivium.recommender.baseline.Ease;
import dev.trivium.recommender.baseline.ImplicitAls;
import dev.trivium.recommender.baseline.Item2Vec;
import dev.trivium.recommender.baseline.ItemKnn;
import dev.trivium.recommender.baseline.LightGcn;
import dev.trivium.recommender.baseline.LightGcnSettings;
import dev.trivium.recommender.baseline.Popularity;
import dev.trivium.recommender.space.FactorSettings;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Trains recommenders on one file and judges them by another, a line of JSON for each: NDCG@10,
 * Recall@20, and the seconds that the training took, CPU of all threads and wall.
 *
 * <pre>
 * Recommending TRAIN TEST OUT MODEL[:name=value,...] ...   MODEL: popularity knn ease ials bpr lightgcn item2vec
 * </pre>
 *
 * Files hold {@code user TAB item [TAB time]}; the best 20 of the last model are written to OUT
 * unless that is {@code -}.
 */
public final class Recommending {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final int SHOWN = 20;

  private Recommending() {}

  public static void main(String[] args) throws IOException {
    Split split = split(Path.of(args[0]), Path.of(args[1]));
    for (int a = 3; a < args.length; a++) {
      double cpu = SYSTEM.getProcessCpuTime() / 1e9;
      double wall = System.nanoTime() / 1e9;
      Recommender recommender = Spec.of(args[a]).trainer().train(split.train());
      cpu = SYSTEM.getProcessCpuTime() / 1e9 - cpu;
      wall = System.nanoTime() / 1e9 - wall;
      Rankings rankings = Evaluation.rank(recommender, split, SHOWN);
      System.out.printf(
          "{\"model\": \"%s\", \"ndcg@10\": %.5f, \"recall@20\": %.5f, \"cpu\": %.3f, \"wall\": %.3f}%n",
          args[a],
          RankingMetrics.ndcg(10).of(rankings).value(),
          RankingMetrics.recall(SHOWN).of(rankings).value(),
          cpu,
          wall);
      if (a == args.length - 1 && !args[2].equals("-")) {
        write(recommender, split, Path.of(args[2]));
      }
    }
  }

  private static Split split(Path train, Path test) throws IOException {
    List<Interaction> known = read(train);
    List<Interaction> held = read(test);
    Set<String> users = new LinkedHashSet<>();
    Set<String> items = new LinkedHashSet<>();
    for (List<Interaction> part : List.of(known, held)) {
      for (Interaction e : part) {
        users.add(e.user());
        items.add(e.item());
      }
    }
    BitSet all = new BitSet();
    all.set(0, items.size());
    List<String> u = List.copyOf(users);
    List<String> i = List.copyOf(items);
    return new Split("files", Interactions.of(u, i, known), Interactions.of(u, i, held), all);
  }

  private static List<Interaction> read(Path file) throws IOException {
    List<Interaction> events = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] parts = line.split("\t", -1);
      long time = parts.length > 2 ? Long.parseLong(parts[2]) : 0;
      events.add(new Interaction(parts[0], parts[1], 1, time));
    }
    return events;
  }

  private static void write(Recommender recommender, Split split, Path out) throws IOException {
    try (BufferedWriter to = Files.newBufferedWriter(out)) {
      for (int u = 0; u < split.test().userCount(); u++) {
        if (split.test().degree(u) > 0) {
          String user = split.test().users().get(u);
          for (Recommendation r : recommender.recommend(user, SHOWN)) {
            to.write(user + "\t" + r.item() + "\n");
          }
        }
      }
    }
  }

  /** A model and what is set of it. */
  private record Spec(String model, Map<String, String> settings) {
    static Spec of(String written) {
      String[] parts = written.split(":", 2);
      Map<String, String> settings = new HashMap<>();
      if (parts.length > 1) {
        for (String setting : parts[1].split(",", -1)) {
          String[] pair = setting.split("=", 2);
          settings.put(pair[0], pair[1]);
        }
      }
      return new Spec(parts[0], settings);
    }

    private double number(String name, double otherwise) {
      return Double.parseDouble(settings.getOrDefault(name, Double.toString(otherwise)));
    }

    private int whole(String name, int otherwise) {
      return (int) number(name, otherwise);
    }

    private long seed() {
      return whole("seed", 1);
    }

    RecommenderTrainer trainer() {
      return switch (model) {
        case "popularity" -> new Popularity();
        case "knn" -> new ItemKnn(whole("neighbors", 100), number("shrinkage", 0));
        case "ease" -> new Ease(number("regularization", 200));
        case "ials" -> new ImplicitAls(factors(), seed());
        case "bpr" -> new BprMf(bpr(), seed());
        case "lightgcn" -> new LightGcn(lightGcn(), seed());
        case "item2vec" -> new Item2Vec(skipGram(), whole("ordered", 0) == 1);
        default -> throw new IllegalArgumentException("no model " + model);
      };
    }

    private FactorSettings factors() {
      FactorSettings d = FactorSettings.DEFAULT;
      return d.withDimension(whole("dimension", d.dimension()))
          .withRegularization(number("regularization", d.regularization()))
          .withUnobservedWeight(number("unobservedWeight", d.unobservedWeight()))
          .withFrequencyExponent(number("frequencyExponent", d.frequencyExponent()))
          .withSweeps(whole("sweeps", d.sweeps()));
    }

    private BprSettings bpr() {
      BprSettings d = BprSettings.DEFAULT;
      return new BprSettings(
          whole("dimension", d.dimension()),
          whole("epochs", d.epochs()),
          number("learningRate", d.learningRate()),
          number("regularization", d.regularization()),
          number("negativeExponent", d.negativeExponent()),
          whole("candidates", d.candidates()));
    }

    private LightGcnSettings lightGcn() {
      LightGcnSettings d = LightGcnSettings.DEFAULT;
      return new LightGcnSettings(
          whole("dimension", d.dimension()),
          whole("layers", d.layers()),
          whole("epochs", d.epochs()),
          whole("batch", d.batch()),
          number("learningRate", d.learningRate()),
          number("regularization", d.regularization()),
          number("negativeExponent", d.negativeExponent()));
    }

    private SkipGramSettings skipGram() {
      SkipGramSettings d = Item2Vec.BASKETS;
      return d.withDimension(whole("dimension", d.dimension()))
          .withWindow(whole("window", d.window()))
          .withNegatives(whole("negatives", d.negatives()))
          .withEpochs(whole("epochs", d.epochs()))
          .withLearningRate((float) number("learningRate", d.learningRate()))
          .withSubsampling(number("subsampling", d.subsampling()))
          .withNoiseExponent(number("noiseExponent", d.noiseExponent()))
          .withSeed(seed());
    }
  }
}

package dev.trivium.app.demo;

import dev.trivium.core.data.Interactions;
import dev.trivium.core.data.Split;
import dev.trivium.core.eval.RankingMetrics;
import dev.trivium.recommender.Evaluation;
import dev.trivium.recommender.RecommenderTrainer;
import dev.trivium.recommender.SharedSpaceRecommender;
import dev.trivium.recommender.baseline.Ease;
import dev.trivium.recommender.baseline.ImplicitAls;
import dev.trivium.recommender.baseline.ItemKnn;
import dev.trivium.recommender.space.Content;
import dev.trivium.recommender.space.FactorSettings;
import dev.trivium.recommender.space.InteractionObjective;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The sizes of every contender, each chosen by NDCG@10.
 *
 * @param plain of iALS
 * @param shared of the shared space, for each set of modalities that it is judged with
 */
record Choice(
    ItemKnn knn, Ease ease, FactorSettings plain, Map<Set<String>, FactorSettings> shared) {
  private static final FactorSettings START = new FactorSettings(320, 0.003, 0.05, 1, 0.3, 5);
  private static final List<ItemKnn> KNN =
      List.of(
          new ItemKnn(20, 0),
          new ItemKnn(50, 0),
          new ItemKnn(100, 0),
          new ItemKnn(100, 2),
          new ItemKnn(200, 0));
  private static final List<Ease> EASE = List.of(new Ease(3), new Ease(6), new Ease(12));
  private static final List<FactorSettings> PLAIN =
      List.of(START, START.withDimension(192), START.withRegularization(0.006));

  /** Tries each size on the split. */
  static Choice by(Split inner, ContentOf content, long seed) {
    Content known = content.of(inner.train());
    FactorSettings plain = best(PLAIN, s -> ndcg(new ImplicitAls(s, seed), inner));
    Map<Set<String>, FactorSettings> shared = new HashMap<>();
    for (Set<String> modalities : judged(known)) {
      Content part = known.only(modalities);
      shared.put(modalities, best(sizes(modalities), s -> ndcg(shared(s, part, seed), inner)));
    }
    return new Choice(
        best(KNN, knn -> ndcg(knn, inner)),
        best(EASE, ease -> ndcg(ease, inner)),
        plain,
        Map.copyOf(shared));
  }

  /** Two sizes; beside names and words, pictures and the graph want four times the ridge. */
  private static List<FactorSettings> sizes(Set<String> modalities) {
    FactorSettings start =
        modalities.size() == 1
            ? START
            : START
                .withRidge(EmojiContent.IMAGE, 4 * START.ridge())
                .withRidge(TagGraph.GRAPH, 4 * START.ridge());
    return List.of(start, start.withDimension(192));
  }

  /** Each modality alone, then all. */
  static List<Set<String>> judged(Content content) {
    List<Set<String>> sets = new ArrayList<>();
    content.modalities().keySet().forEach(m -> sets.add(Set.of(m)));
    sets.add(Set.copyOf(content.modalities().keySet()));
    return sets;
  }

  /** The settings for all modalities together. */
  FactorSettings together() {
    return shared.entrySet().stream()
        .max(Comparator.comparingInt(e -> e.getKey().size()))
        .map(Map.Entry::getValue)
        .orElse(plain);
  }

  /** The content of emoji and of keywords, as training may know it. */
  interface ContentOf {
    Content of(Interactions train);
  }

  /** The shared space as a contender. */
  static SharedTrainer shared(FactorSettings settings, Content content, long seed) {
    return new SharedTrainer(settings, content, seed);
  }

  /** Fits the shared space to interactions. */
  record SharedTrainer(FactorSettings settings, Content content, long seed)
      implements RecommenderTrainer {
    @Override
    public String name() {
      List<String> known =
          Stream.of(EmojiContent.TEXT, EmojiContent.IMAGE, TagGraph.GRAPH)
              .filter(m -> content.modalities().containsKey(m))
              .toList();
      return known.size() == 1 ? known.get(0) + " alone" : String.join(" + ", known);
    }

    @Override
    public SharedSpaceRecommender train(Interactions interactions) {
      return SharedSpaceRecommender.of(
          new InteractionObjective(settings)
              .withUserContent(content)
              .fit(content, interactions, seed),
          interactions);
    }
  }

  private static double ndcg(RecommenderTrainer trainer, Split split) {
    return RankingMetrics.ndcg(10)
        .of(Evaluation.rank(trainer.train(split.train()), split, 10))
        .value();
  }

  /** The first of the best; they are tried side by side. */
  private static <T> T best(List<T> sizes, ToDoubleFunction<T> score) {
    double[] reached = sizes.parallelStream().mapToDouble(score).toArray();
    int best = 0;
    for (int i = 1; i < reached.length; i++) {
      best = reached[i] > reached[best] ? i : best;
    }
    return sizes.get(best);
  }
}

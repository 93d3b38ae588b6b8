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
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The sizes of every contender, each chosen by NDCG@10 on a fifth of the training entries.
 *
 * @param neighbors of item-kNN
 * @param ease the regularisation of EASE
 * @param plain of iALS
 * @param shared of the shared space, all modalities together
 */
record Choice(int neighbors, double ease, FactorSettings plain, FactorSettings shared) {
  private static final FactorSettings START = new FactorSettings(384, 0.003, 0.05, 1, 0.3, 8);

  /** Tries each size on a split of {@code train} of its own. */
  static Choice by(Interactions train, ContentOf content, long seed) {
    Split inner = Split.randomPerUser(train, 0.2, seed);
    Content known = content.of(inner.train());
    ToDoubleFunction<RecommenderTrainer> score = t -> ndcg(t, inner);
    FactorSettings plain =
        best(
            List.of(
                START,
                START.withDimension(256),
                START.withRegularization(0.006),
                START.withRegularization(0.0015)),
            s -> score.applyAsDouble(new ImplicitAls(s, seed)));
    FactorSettings shared =
        best(
            List.of(plain, plain.withRidge(1), plain.withRidge(0.1)),
            s -> score.applyAsDouble(shared(s, known, seed)));
    return new Choice(
        best(List.of(20, 50, 100, 200), n -> score.applyAsDouble(new ItemKnn(n, 0))),
        best(List.of(3.0, 6.0, 12.0), lambda -> score.applyAsDouble(new Ease(lambda))),
        plain,
        shared);
  }

  /** The content of the emoji, as training may know it. */
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
          new InteractionObjective(settings).fit(content, interactions, seed), interactions);
    }
  }

  private static double ndcg(RecommenderTrainer trainer, Split split) {
    return RankingMetrics.ndcg(10)
        .of(Evaluation.rank(trainer.train(split.train()), split, 10))
        .value();
  }

  private static <T> T best(List<T> sizes, ToDoubleFunction<T> score) {
    T best = sizes.get(0);
    double highest = Double.NEGATIVE_INFINITY;
    for (T size : sizes) {
      double reached = score.applyAsDouble(size);
      if (reached > highest) {
        highest = reached;
        best = size;
      }
    }
    return best;
  }
}

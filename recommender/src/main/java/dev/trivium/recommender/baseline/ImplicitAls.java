package dev.trivium.recommender.baseline;

import dev.trivium.core.data.Interactions;
import dev.trivium.recommender.RecommenderTrainer;
import dev.trivium.recommender.VectorRecommender;
import dev.trivium.recommender.space.Content;
import dev.trivium.recommender.space.FactorSettings;
import dev.trivium.recommender.space.FoldIn;
import dev.trivium.recommender.space.InteractionObjective;
import dev.trivium.recommender.space.SharedSpace;

/**
 * Implicit ALS (Hu, Koren and Volinsky 2008; Rendle et al. 2021, with the regularisation scaled by
 * frequency): the shared space of items that are known by nothing but who took them up. A new user
 * is one more exact row. Time a sweep as {@link InteractionObjective}; the same bytes at any number
 * of threads.
 */
public record ImplicitAls(FactorSettings settings, long seed) implements RecommenderTrainer {
  @Override
  public String name() {
    return "iALS";
  }

  @Override
  public VectorRecommender train(Interactions interactions) {
    SharedSpace space = new InteractionObjective(settings).fit(Content.none(), interactions, seed);
    FoldIn foldIn = new FoldIn(space, interactions);
    return VectorRecommender.of(space.users(), space.items(), interactions, foldIn::user);
  }
}

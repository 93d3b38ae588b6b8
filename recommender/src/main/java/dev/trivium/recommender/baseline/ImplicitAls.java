package dev.trivium.recommender.baseline;

import dev.trivium.core.data.Interactions;
import dev.trivium.recommender.Recommender;
import dev.trivium.recommender.RecommenderTrainer;
import dev.trivium.recommender.SharedSpaceRecommender;
import dev.trivium.recommender.space.Content;
import dev.trivium.recommender.space.FactorSettings;
import dev.trivium.recommender.space.InteractionObjective;

/**
 * Implicit ALS (Hu, Koren and Volinsky 2008; Rendle et al. 2021): the shared space of items that
 * are known by nothing but who took them up.
 */
public record ImplicitAls(FactorSettings settings, long seed) implements RecommenderTrainer {
  @Override
  public String name() {
    return "iALS";
  }

  @Override
  public Recommender train(Interactions interactions) {
    return SharedSpaceRecommender.of(
        new InteractionObjective(settings).fit(Content.none(), interactions, seed), interactions);
  }
}

package dev.trivium.recommender;

import dev.trivium.core.data.Interactions;
import dev.trivium.recommender.space.Content;
import dev.trivium.recommender.space.FactorSettings;
import dev.trivium.recommender.space.InteractionObjective;

/**
 * Fits the shared space to interactions: {@linkplain InteractionObjective implicit ALS with a
 * content prior}. Without content it is iALS, with content on some items those are drawn to it.
 *
 * @param items what items are known by; may hold items that nobody took up yet, and miss others
 * @param users what users are known by
 */
public record SharedSpaceTrainer(FactorSettings settings, Content items, Content users, long seed)
    implements RecommenderTrainer {
  /** Of items that are known by something, and users by what they took up. */
  public SharedSpaceTrainer(FactorSettings settings, Content items, long seed) {
    this(settings, items, Content.none(), seed);
  }

  @Override
  public String name() {
    return "shared space";
  }

  @Override
  public SharedSpaceRecommender train(Interactions interactions) {
    return SharedSpaceRecommender.of(
        new InteractionObjective(settings).withUserContent(users).fit(items, interactions, seed),
        interactions,
        items);
  }
}

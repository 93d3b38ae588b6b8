package dev.trivium.app.recommend;

import dev.trivium.recommender.RecommenderTrainer;
import dev.trivium.recommender.SharedSpaceTrainer;
import dev.trivium.recommender.baseline.BprMf;
import dev.trivium.recommender.baseline.BprSettings;
import dev.trivium.recommender.baseline.Ease;
import dev.trivium.recommender.baseline.Item2Vec;
import dev.trivium.recommender.baseline.ItemKnn;
import dev.trivium.recommender.baseline.LightGcn;
import dev.trivium.recommender.baseline.LightGcnSettings;
import dev.trivium.recommender.baseline.Popularity;
import dev.trivium.recommender.space.Content;
import dev.trivium.recommender.space.FactorSettings;
import java.util.Locale;

/** The models, as options name them. */
enum ModelName {
  POPULARITY,
  ITEM_KNN,
  EASE,
  IALS,
  BPR,
  LIGHTGCN,
  ITEM2VEC,
  SHARED;

  private static final Ease DEFAULT_EASE = new Ease(200);

  /**
   * What trains it.
   *
   * @param all settings of any models; only its own count
   * @param items what items are known by, for the models that ask
   */
  RecommenderTrainer trainer(ModelSettings all, Content items, long seed) {
    ModelSettings settings = all.of(this);
    return switch (this) {
      case POPULARITY -> new Popularity();
      case ITEM_KNN -> settings.over(new ItemKnn());
      case EASE -> settings.over(DEFAULT_EASE);
      case IALS ->
          new SharedSpaceTrainer(settings.over(FactorSettings.DEFAULT), Content.none(), seed);
      case BPR -> new BprMf(settings.over(BprSettings.DEFAULT), seed);
      case LIGHTGCN -> new LightGcn(settings.over(LightGcnSettings.DEFAULT), seed);
      case ITEM2VEC -> new Item2Vec(settings.over(Item2Vec.BASKETS.withSeed(seed)), false);
      case SHARED -> new SharedSpaceTrainer(settings.over(FactorSettings.DEFAULT), items, seed);
    };
  }

  /** Whether it stands for users or items by vectors, whose dimension can be chosen. */
  boolean hasVectors() {
    return this != POPULARITY && this != ITEM_KNN && this != EASE;
  }

  /** As options have it: {@code item-knn}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

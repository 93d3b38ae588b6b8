package dev.trivium.recommender.baseline;

import dev.trivium.core.data.Interactions;
import dev.trivium.recommender.Recommender;
import dev.trivium.recommender.RecommenderTrainer;

/** Recommends to everyone what most users took up. */
public final class Popularity implements RecommenderTrainer {
  @Override
  public String name() {
    return "popularity";
  }

  @Override
  public Recommender train(Interactions interactions) {
    int[] degrees = interactions.itemDegrees();
    float[] scores = new float[degrees.length];
    for (int i = 0; i < degrees.length; i++) {
      scores[i] = degrees[i];
    }
    return new HistoryRecommender(interactions, false, items -> scores);
  }
}

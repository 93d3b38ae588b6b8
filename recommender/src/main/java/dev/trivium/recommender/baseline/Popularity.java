package dev.trivium.recommender.baseline;

import dev.trivium.core.data.Interactions;
import dev.trivium.core.tensor.Weights;
import dev.trivium.recommender.Recommender;
import java.util.Map;

/** Recommends to everyone what most users took up. */
public final class Popularity implements Baseline<Recommender> {
  @Override
  public String name() {
    return "popularity";
  }

  @Override
  public Weights learn(Interactions interactions) {
    return Learnt.of(this, Map.of()); // the interactions say it all
  }

  @Override
  public Recommender restore(Interactions interactions, Weights learnt) {
    int[] degrees = interactions.itemDegrees();
    float[] scores = new float[degrees.length];
    for (int i = 0; i < degrees.length; i++) {
      scores[i] = degrees[i];
    }
    return new HistoryRecommender(interactions, false, items -> scores);
  }
}

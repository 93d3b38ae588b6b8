package dev.trivium.recommender;

import dev.trivium.core.data.Interactions;

/** Makes recommenders out of interactions. */
public interface RecommenderTrainer {
  /** As tables name it: {@code EASE}. */
  String name();

  Recommender train(Interactions interactions);
}

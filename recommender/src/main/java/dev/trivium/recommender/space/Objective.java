package dev.trivium.recommender.space;

import dev.trivium.core.data.Interactions;

/** What a shared space is fitted to. */
public interface Objective {
  /** As tables name it. */
  String name();

  /**
   * Fits a space.
   *
   * @param content what things are known by
   * @param relations who took up what, or which node points to which; where the objective needs
   *     none, they may be empty
   * @param seed what is drawn at random follows from it
   */
  SharedSpace fit(Content content, Interactions relations, long seed);
}

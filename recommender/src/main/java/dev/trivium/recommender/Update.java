package dev.trivium.recommender;

import dev.trivium.core.data.Interaction;
import java.util.List;
import java.util.SortedMap;

/** A change of a {@link SharedSpaceRecommender}, as its journal holds it. */
sealed interface Update {
  /** An item, new or in place of an old one, by its raw vectors. */
  record Put(String item, SortedMap<String, float[]> vectors) implements Update {}

  record Remove(String item) implements Update {}

  /** Users took up items. */
  record Observe(List<Interaction> events) implements Update {}

  /** A user did not take up an item after all. */
  record Forget(String user, String item) implements Update {}

  /** A user as a former process left one: what was taken up, each item once, and where it led. */
  record Restore(User user) implements Update {}

  /**
   * A user of whom more is known than when the space was fitted.
   *
   * @param history each item once
   * @param prior where content draws the user; empty for the origin
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record User(String id, List<Interaction> history, float[] vector, float[] prior) {
    public User {
      history = List.copyOf(history);
    }
  }
}

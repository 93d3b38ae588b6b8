package dev.trivium.recommender;

import dev.trivium.core.data.Interaction;
import java.util.List;
import java.util.function.Predicate;

/** Ranks items for users. Immutable, and safe for use by several threads at once. */
public interface Recommender {
  /**
   * The {@code k} best items for a known user among those that the filter lets pass, best first,
   * without the items of the user's history; fewer where there are fewer.
   */
  List<Recommendation> recommend(String user, int k, Predicate<String> filter);

  /**
   * The same for someone never seen, of whom only these interactions are known, in any order. Items
   * that were not trained on are passed over; of someone of whom nothing is left nothing follows,
   * unless all are recommended the same.
   */
  List<Recommendation> recommend(List<Interaction> history, int k, Predicate<String> filter);

  /** The {@code k} items most like a known one, without itself. */
  List<Recommendation> similar(String item, int k);

  default List<Recommendation> recommend(String user, int k) {
    return recommend(user, k, item -> true);
  }

  default List<Recommendation> recommend(List<Interaction> history, int k) {
    return recommend(history, k, item -> true);
  }
}

package dev.trivium.core.index;

import java.util.List;
import java.util.function.IntPredicate;

/** Finds the nearest vectors of a table. Immutable, and safe for use by several threads at once. */
public interface VectorIndex {
  /**
   * The {@code k} rows most similar to the query among those that the filter lets pass, best first;
   * of equal scores the lower row first. Fewer where there are fewer.
   *
   * @param query {@code [d]}
   * @param filter takes a row's number
   */
  List<Neighbor> search(float[] query, int k, IntPredicate filter);

  /** The {@code k} rows most similar to the query. */
  default List<Neighbor> search(float[] query, int k) {
    return search(query, k, row -> true);
  }
}

package dev.trivium.recommender.space;

import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Provenance;

/**
 * One latent space: where users, or sources, and items, or targets, already stand in it, and how
 * content of things never seen is projected into it. What it scores is the inner product of one of
 * each. Immutable.
 *
 * @param users vectors of users {@code [users × f]}; without rows where the objective knows none
 * @param items vectors of items {@code [items × f]}
 * @param userFusion content to user vectors; without patterns where users have no content
 * @param itemFusion content to item vectors
 */
public record SharedSpace(
    EmbeddingTable users, EmbeddingTable items, Fusion userFusion, Fusion itemFusion) {
  public SharedSpace {
    users.requireSameSpace(items);
    if (users.dimension() != items.dimension()
        || userFusion.dimension() != items.dimension()
        || itemFusion.dimension() != items.dimension()) {
      throw new IllegalArgumentException(
          "a space has one dimension, not "
              + users.dimension()
              + ", "
              + items.dimension()
              + ", "
              + userFusion.dimension()
              + " and "
              + itemFusion.dimension());
    }
  }

  /** f. */
  public int dimension() {
    return items.dimension();
  }

  public Provenance provenance() {
    return items.provenance();
  }
}

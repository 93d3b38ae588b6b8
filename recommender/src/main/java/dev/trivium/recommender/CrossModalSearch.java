package dev.trivium.recommender;

import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.index.ExactIndex;
import dev.trivium.core.index.Neighbor;
import dev.trivium.core.index.Similarity;
import dev.trivium.core.index.VectorIndex;
import dev.trivium.core.math.Matrix;
import dev.trivium.recommender.space.Projection;
import dev.trivium.recommender.space.SharedSpace;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Finds things of one modality by another: pictures by words, words by pictures. The gallery is
 * projected into the space once; a query is projected and compared by cosine. Immutable.
 */
public final class CrossModalSearch {
  private final SharedSpace space;
  private final VectorIndex index;

  private CrossModalSearch(SharedSpace space, VectorIndex index) {
    this.space = space;
    this.index = index;
  }

  /** Over raw vectors of one modality, compared one by one. */
  public static CrossModalSearch of(SharedSpace space, String modality, EmbeddingTable gallery) {
    return of(space, modality, gallery, ExactIndex::new);
  }

  /** Over raw vectors of one modality, in an index of the caller's choice. */
  public static CrossModalSearch of(
      SharedSpace space,
      String modality,
      EmbeddingTable gallery,
      BiFunction<EmbeddingTable, Similarity, VectorIndex> index) {
    Matrix projected = projection(space, modality).apply(gallery.matrix());
    EmbeddingTable table = EmbeddingTable.of(gallery.ids(), projected, space.provenance());
    return new CrossModalSearch(space, index.apply(table, Similarity.COSINE));
  }

  /**
   * The {@code k} things of the gallery nearest to a raw vector of a modality, best first, with
   * their cosines.
   */
  public List<Neighbor> search(String modality, float[] query, int k) {
    return index.search(projection(space, modality).apply(query), k);
  }

  private static Projection projection(SharedSpace space, String modality) {
    Projection projection = space.itemFusion().projections(Set.of(modality)).get(modality);
    if (projection == null) {
      throw new IllegalArgumentException(
          "the space has no projection of '"
              + modality
              + "' alone; it was fitted to "
              + space.itemFusion().patterns());
    }
    return projection;
  }
}

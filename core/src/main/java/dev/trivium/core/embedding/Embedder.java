package dev.trivium.core.embedding;

import dev.trivium.core.math.Matrix;
import java.util.List;

/**
 * Turns raw things of one modality into vectors. Safe for use by several threads at once; closing
 * frees what is native.
 *
 * @param <T> the raw thing: a string, a picture, a sound
 */
public interface Embedder<T> extends AutoCloseable {
  /**
   * The name of the space the vectors live in: the model and all that changes its numbers. The key
   * of caches.
   */
  String space();

  /** Numbers in a vector. */
  int dimension();

  /** One row for each thing, in order: {@code [things × dimension]}. */
  Matrix embed(List<? extends T> things);

  /** The same rows under ids. */
  default EmbeddingTable embed(List<String> ids, List<? extends T> things) {
    if (ids.size() != things.size()) {
      throw new IllegalArgumentException(
          ids.size() + " ids for " + things.size() + " things; give one for each");
    }
    return EmbeddingTable.of(ids, embed(things), Provenance.of(space(), "encoder"));
  }

  @Override
  void close();
}

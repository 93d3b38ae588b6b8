package dev.trivium.core.embedding;

import dev.trivium.core.math.Matrix;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Vectors of one space by key, as they come in. */
final class VectorStore {
  private final String space;
  private final int dimension;
  private final Map<String, float[]> vectors = new LinkedHashMap<>();

  VectorStore(String space, int dimension) {
    this.space = space;
    this.dimension = dimension;
  }

  static VectorStore of(EmbeddingTable table) {
    VectorStore store = new VectorStore(table.space(), table.dimension());
    store.addAbsent(table);
    return store;
  }

  String space() {
    return space;
  }

  int dimension() {
    return dimension;
  }

  int size() {
    return vectors.size();
  }

  boolean contains(String key) {
    return vectors.containsKey(key);
  }

  /** Whether these may stand with the vectors of {@code embedder}. */
  boolean agreesWith(Embedder<?> embedder) {
    return space.equals(embedder.space()) && dimension == embedder.dimension();
  }

  void add(List<String> keys, Matrix rows) {
    for (int r = 0; r < keys.size(); r++) {
      vectors.put(keys.get(r), rows.row(r));
    }
  }

  /** Takes over what is not here yet from a table, if it is one of the same space. */
  void addAbsent(EmbeddingTable table) {
    if (table.space().equals(space) && table.dimension() == dimension) {
      for (int r = 0; r < table.size(); r++) {
        vectors.putIfAbsent(table.ids().get(r), table.matrix().row(r));
      }
    }
  }

  /** One row for each key, all of which must be here. */
  Matrix rows(List<String> keys) {
    Matrix rows = Matrix.zeros(keys.size(), dimension);
    for (int r = 0; r < keys.size(); r++) {
      System.arraycopy(get(keys.get(r)), 0, rows.array(), rows.offset(r), dimension);
    }
    return rows;
  }

  private float[] get(String key) {
    float[] vector = vectors.get(key);
    if (vector == null) {
      throw new IllegalStateException("no vector for key '" + key + "'");
    }
    return vector;
  }

  EmbeddingTable table(String identity) {
    List<String> keys = List.copyOf(vectors.keySet());
    Provenance provenance =
        new Provenance(
            space, "cache", new TreeMap<>(Collections.singletonMap("identity", identity)), 0);
    return EmbeddingTable.of(keys, rows(keys), provenance);
  }
}

package dev.trivium.core.index;

import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Compares the query with every row: exact, the oracle of the others. Cost: n × d multiplications a
 * query, no memory.
 */
public final class ExactIndex implements VectorIndex {
  private final EmbeddingTable table;
  private final Matrix rows;
  private final Similarity similarity;

  public ExactIndex(EmbeddingTable table, Similarity similarity) {
    this.table = table;
    this.similarity = similarity;
    this.rows = similarity == Similarity.COSINE ? table.matrix().normalizedRows() : table.matrix();
  }

  @Override
  public List<Neighbor> search(float[] query, int k, IntPredicate filter) {
    float[] q = prepared(query, table.dimension(), similarity);
    int d = table.dimension();
    float[] scores = new float[table.size()];
    TopK top = new TopK(Math.min(Math.max(k, 0), table.size()));
    for (int r = 0; r < scores.length; r++) {
      if (filter.test(r)) {
        scores[r] = Vectors.dot(rows.array(), r * d, q, 0, d);
        top.offer(r, scores[r]);
      }
    }
    List<Neighbor> found = new ArrayList<>();
    for (int r : top.ids()) {
      found.add(new Neighbor(table.ids().get(r), r, scores[r]));
    }
    return found;
  }

  /** Checks a query and brings it to length 1 for the cosine. */
  static float[] prepared(float[] query, int dimension, Similarity similarity) {
    if (query.length != dimension) {
      throw new IllegalArgumentException(
          "the query has " + query.length + " numbers, the index " + dimension);
    }
    float[] q = query;
    if (similarity == Similarity.COSINE) {
      q = query.clone();
      Vectors.normalize(q, 0, q.length);
    }
    return q;
  }
}

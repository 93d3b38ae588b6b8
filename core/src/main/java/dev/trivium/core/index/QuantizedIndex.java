package dev.trivium.core.index;

import dev.trivium.core.embedding.QuantizedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Compares the query with every row of a quantised table by the cosine: a little wrong, in a
 * fraction of the memory.
 */
public final class QuantizedIndex implements VectorIndex {
  private final QuantizedTable table;

  public QuantizedIndex(QuantizedTable table) {
    this.table = table;
  }

  @Override
  public List<Neighbor> search(float[] query, int k, IntPredicate filter) {
    float[] cosines = table.cosines(query);
    TopK top = new TopK(Math.min(Math.max(k, 0), table.size()));
    for (int r = 0; r < cosines.length; r++) {
      if (filter.test(r)) {
        top.offer(r, cosines[r]);
      }
    }
    List<Neighbor> found = new ArrayList<>();
    for (int r : top.ids()) {
      found.add(new Neighbor(table.ids().get(r), r, cosines[r]));
    }
    return found;
  }
}

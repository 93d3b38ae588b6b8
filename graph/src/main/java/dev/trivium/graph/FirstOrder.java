package dev.trivium.graph;

import dev.trivium.core.math.AliasTable;
import dev.trivium.core.math.FastRandom;
import org.jspecify.annotations.Nullable;

/**
 * The step that forgets: a neighbour in proportion to the weight of the arc, uniform where
 * unweighted. Constant time; 8 bytes an arc where weighted, nothing where not.
 */
final class FirstOrder {
  private final int[] offsets;
  private final @Nullable AliasTable alias;

  FirstOrder(Adjacency graph) {
    offsets = graph.offsets();
    alias = graph.weighted() ? AliasTable.ofRows(offsets, graph.weights()) : null;
  }

  /** The place of an arc out of {@code v}; −1 where there is none. */
  int draw(FastRandom random, int v) {
    int from = offsets[v];
    int to = offsets[v + 1];
    if (from == to) {
      return -1;
    }
    return alias == null ? from + random.nextInt(to - from) : alias.draw(random, from, to);
  }
}

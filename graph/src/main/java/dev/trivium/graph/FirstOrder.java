package dev.trivium.graph;

import dev.trivium.core.math.AliasTable;
import dev.trivium.core.math.FastRandom;
import org.jspecify.annotations.Nullable;

/**
 * The step that forgets: a neighbour in proportion to the weight of the arc, uniform where
 * unweighted. Constant time; 8 bytes an arc where weighted, nothing where not.
 */
final class FirstOrder implements Stepper {
  private final int[] offsets;
  private final int[] neighbors;
  private final @Nullable AliasTable alias;

  FirstOrder(Adjacency graph) {
    this(graph.offsets(), graph.neighbors(), graph.weights());
  }

  /**
   * @param weights one for each arc; empty where all are 1
   */
  FirstOrder(int[] offsets, int[] neighbors, float[] weights) {
    this.offsets = offsets;
    this.neighbors = neighbors;
    this.alias = weights.length > 0 ? AliasTable.ofRows(offsets, weights) : null;
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

  @Override
  public void walk(WalkBatch batch) {
    while (batch.walking() > 0) {
      for (int i = batch.walking() - 1; i >= 0; i--) {
        int arc = draw(batch.random(i), batch.head(i));
        if (arc < 0 || batch.go(i, batch.restarts(i) ? batch.start(i) : neighbors[arc])) {
          batch.end(i);
        }
      }
    }
  }

  /** The node at the end of an arc. */
  int target(int arc) {
    return neighbors[arc];
  }
}

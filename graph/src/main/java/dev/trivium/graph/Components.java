package dev.trivium.graph;

import java.util.Arrays;

/** Which nodes hang together: union and find with halved paths (Tarjan 1975). */
final class Components {
  private final int[] parents;

  Components(int nodes) {
    parents = new int[nodes];
    Arrays.setAll(parents, v -> v);
  }

  /** Joins the components of two nodes; false where they were one already. */
  boolean join(int u, int v) {
    int a = root(u);
    int b = root(v);
    parents[a] = b;
    return a != b;
  }

  int root(int v) {
    while (parents[v] != v) {
      parents[v] = parents[parents[v]];
      v = parents[v];
    }
    return v;
  }
}

package dev.trivium.graph;

import java.util.Arrays;

/**
 * Whether an arc exists, in about one look at memory: a hash table for each row, open addressing
 * with linear probing (Knuth, <i>The Art of Computer Programming</i> 3, 6.4), each row's places
 * found from the graph's own offsets. 6 bytes an arc and 4 a node; a row is full to two thirds.
 */
final class ArcIndex {
  private static final int EMPTY = -1;
  private static final int GOLDEN = 0x9e3779b9;

  private final int[] offsets;
  private final int[] table;

  /** Whether so many arcs and nodes fit into one Java array. */
  static boolean holds(Adjacency graph) {
    return graph.arcs() + graph.arcs() / 2L + graph.size() < Integer.MAX_VALUE - 8;
  }

  ArcIndex(Adjacency graph) {
    offsets = graph.offsets();
    table = new int[begin(graph.size())];
    Arrays.fill(table, EMPTY);
    int[] neighbors = graph.neighbors();
    for (int u = 0; u < graph.size(); u++) {
      for (int a = offsets[u]; a < offsets[u + 1]; a++) {
        put(u, neighbors[a]);
      }
    }
  }

  /** Each row has at least one place more than arcs, so that a search ends. */
  private int begin(int u) {
    return offsets[u] + (offsets[u] >>> 1) + u;
  }

  private void put(int u, int v) {
    int slot = slot(u, v);
    while (table[slot] != EMPTY) {
      slot = next(u, slot);
    }
    table[slot] = v;
  }

  private int next(int u, int slot) {
    return slot + 1 < begin(u + 1) ? slot + 1 : begin(u);
  }

  /** Where a search for u→v begins. */
  int slot(int u, int v) {
    int begin = begin(u);
    int places = begin(u + 1) - begin;
    int hash = v * GOLDEN;
    return begin + (int) ((Integer.toUnsignedLong(hash) * places) >>> 32);
  }

  boolean contains(int u, int v) {
    int slot = slot(u, v);
    return contains(u, v, slot, at(slot));
  }

  /** What lies there. */
  int at(int slot) {
    return table[slot];
  }

  /** Goes on with a search that begins at {@code slot}, where {@code found} lies. */
  boolean contains(int u, int v, int slot, int found) {
    while (found != v) {
      if (found == EMPTY) {
        return false;
      }
      slot = next(u, slot);
      found = table[slot];
    }
    return true;
  }
}

package dev.trivium.graph;

import java.util.Arrays;

/** A set of pairs of node numbers, by open addressing; 16 to 32 bytes a pair. */
final class PairSet {
  private static final long FREE = -1;

  private long[] slots;
  private int size;

  PairSet(int expected) {
    slots = free(Integer.highestOneBit(Math.max(8, expected)) * 4L);
  }

  private static long[] free(long slots) {
    long[] table = new long[(int) Math.min(1 << 30, slots)];
    Arrays.fill(table, FREE);
    return table;
  }

  /** Adds a pair; false where it was there. */
  boolean add(int u, int v) {
    if (size >= slots.length / 2) {
      grow();
    }
    return put(((long) u << 32) | v);
  }

  private boolean put(long pair) {
    int i = place(pair);
    while (slots[i] != FREE) {
      if (slots[i] == pair) {
        return false;
      }
      i = (i + 1) & (slots.length - 1);
    }
    slots[i] = pair;
    size++;
    return true;
  }

  private int place(long pair) {
    return (int) ((pair * 0x9e3779b97f4a7c15L) >>> 32) & (slots.length - 1);
  }

  private void grow() {
    long[] before = slots;
    slots = free(2L * before.length);
    size = 0;
    for (long pair : before) {
      if (pair != FREE) {
        put(pair);
      }
    }
  }
}

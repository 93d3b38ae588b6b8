package dev.trivium.text.documents;

import java.util.Arrays;

/** Pairs of two numbers, numbered from 0: a hash table with open addressing. */
final class PairTable {
  private long[] keys = new long[64];
  private int[] ids = new int[64]; // plus 1; 0 is a free slot
  private long[] pairs = new long[32];
  private int size;

  int size() {
    return size;
  }

  /** The first of pair {@code id}. */
  int first(int id) {
    return (int) (pairs[id] >>> 32);
  }

  /** The second of pair {@code id}. */
  int second(int id) {
    return (int) pairs[id];
  }

  /** The number of a pair, or −1. */
  int find(int first, int second) {
    long key = key(first, second);
    int mask = keys.length - 1;
    for (int slot = slot(key, mask); ids[slot] != 0; slot = (slot + 1) & mask) {
      if (keys[slot] == key) {
        return ids[slot] - 1;
      }
    }
    return -1;
  }

  /** The number of a pair, which is new where it was not here. */
  int add(int first, int second) {
    int known = find(first, second);
    if (known >= 0) {
      return known;
    }
    if (2 * (size + 1) > keys.length) {
      grow();
    }
    if (size == pairs.length) {
      pairs = Arrays.copyOf(pairs, 2 * size);
    }
    pairs[size] = key(first, second);
    put(size);
    return size++;
  }

  private void grow() {
    keys = new long[2 * keys.length];
    ids = new int[keys.length];
    for (int id = 0; id < size; id++) {
      put(id);
    }
  }

  private void put(int id) {
    int mask = keys.length - 1;
    int slot = slot(pairs[id], mask);
    while (ids[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    keys[slot] = pairs[id];
    ids[slot] = id + 1;
  }

  private static long key(int first, int second) {
    return ((long) first << 32) | (second & 0xffffffffL);
  }

  private static int slot(long key, int mask) {
    long h = key * 0x9e3779b97f4a7c15L;
    return (int) (h ^ (h >>> 32)) & mask;
  }
}

package dev.trivium.text.documents;

import java.util.Arrays;

/**
 * Words and their numbers from 0, found by a stretch of chars without making a string of it: a hash
 * table with open addressing, a slot of 32 bits of the hash and the number. Reading is safe for
 * several threads once nothing is added any more.
 */
final class WordTable {
  private long[] slots = new long[64];
  private char[] pool = new char[256];
  private int[] ends = new int[32];
  private int size;

  int size() {
    return size;
  }

  /** The number of {@code chars[from .. to)}, or −1. */
  int find(char[] chars, int from, int to) {
    if (size == 0) {
      return -1;
    }
    int hash = hash(chars, from, to);
    int mask = slots.length - 1;
    int slot = hash & mask;
    for (long entry = slots[slot]; entry != 0; entry = slots[slot]) {
      int id = (int) entry - 1;
      if ((int) (entry >>> 32) == hash && is(id, chars, from, to)) {
        return id;
      }
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  /** The number of a word, which is new where it was not here. */
  int add(char[] chars, int from, int to) {
    int known = find(chars, from, to);
    if (known >= 0) {
      return known;
    }
    if (2 * (size + 1) > slots.length) {
      grow();
    }
    int start = start(size);
    int end = Math.addExact(start, to - from);
    if (end > pool.length) {
      pool = Arrays.copyOf(pool, (int) Math.max(end, Math.min(2L * pool.length, 1 << 30)));
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
    }
    System.arraycopy(chars, from, pool, start, to - from);
    ends[size] = end;
    put(slots, hash(chars, from, to), size);
    return size++;
  }

  String word(int id) {
    return new String(pool, start(id), ends[id] - start(id));
  }

  private int start(int id) {
    return id == 0 ? 0 : ends[id - 1];
  }

  private boolean is(int id, char[] chars, int from, int to) {
    int start = start(id);
    return Arrays.equals(pool, start, ends[id], chars, from, to);
  }

  private void grow() {
    long[] wider = new long[2 * slots.length];
    for (long entry : slots) {
      if (entry != 0) {
        put(wider, (int) (entry >>> 32), (int) entry - 1);
      }
    }
    slots = wider;
  }

  private static void put(long[] slots, int hash, int id) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = ((long) hash << 32) | (id + 1);
  }

  private static int hash(char[] chars, int from, int to) {
    long h = (long) to - from;
    for (int i = from; i < to; i++) {
      h = (h + chars[i]) * 0x9e3779b97f4a7c15L;
    }
    return (int) (h ^ (h >>> 32));
  }
}

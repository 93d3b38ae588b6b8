package dev.trivium.text.documents;

import java.util.Arrays;

/**
 * Words and their numbers from 0, found by a stretch of chars without making a string of it: a hash
 * table with open addressing, a slot of two longs, a key and the number plus 1. The key of a word
 * of up to seven chars below 256 is the word itself; others have a hash there, and are compared.
 * Reading is safe for several threads once nothing is added any more.
 */
final class WordTable {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  /** Longest word that is its own key: a byte a char, and one for how many there are. */
  private static final int SHORT = Long.BYTES - 1;

  private long[] slots = new long[2 * 64];
  private char[] pool = new char[256];
  private int[] ends = new int[32];
  private int size;

  int size() {
    return size;
  }

  /** The number of {@code chars[from .. to)}, or −1. */
  int find(char[] chars, int from, int to) {
    return size == 0 ? -1 : find(key(chars, from, to), chars, from, to);
  }

  private int find(long key, char[] chars, int from, int to) {
    int mask = slots.length - 1;
    for (int slot = slot(key, mask); slots[slot + 1] != 0; slot = (slot + 2) & mask) {
      if (slots[slot] == key) {
        int id = (int) slots[slot + 1] - 1;
        if (key >= 0 || is(id, chars, from, to)) {
          return id;
        }
      }
    }
    return -1;
  }

  /** The number of a word, which is new where it was not here. */
  int add(char[] chars, int from, int to) {
    long key = key(chars, from, to);
    int known = find(key, chars, from, to);
    if (known >= 0) {
      return known;
    }
    if (4 * (size + 1) > slots.length) {
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
    put(slots, key, ++size);
    return size - 1;
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
    for (int slot = 0; slot < slots.length; slot += 2) {
      if (slots[slot + 1] != 0) {
        put(wider, slots[slot], slots[slot + 1]);
      }
    }
    slots = wider;
  }

  private static void put(long[] slots, long key, long number) {
    int mask = slots.length - 1;
    int slot = slot(key, mask);
    while (slots[slot + 1] != 0) {
      slot = (slot + 2) & mask;
    }
    slots[slot] = key;
    slots[slot + 1] = number;
  }

  private static int slot(long key, int mask) {
    long h = key * GOLDEN;
    return (int) (h ^ (h >>> 32)) & mask & ~1;
  }

  /** At least 0 where it is the word itself, with its length above its chars. */
  private static long key(char[] chars, int from, int to) {
    long key = (long) to - from;
    if (key <= SHORT) {
      int all = 0;
      for (int i = from; i < to; i++) {
        key = key << Byte.SIZE | chars[i];
        all |= chars[i];
      }
      if (all < 1 << Byte.SIZE) {
        return key;
      }
    }
    return hash(chars, from, to) | Long.MIN_VALUE;
  }

  private static long hash(char[] chars, int from, int to) {
    long h = (long) to - from;
    for (int i = from; i < to; i++) {
      h = (h + chars[i]) * GOLDEN;
    }
    return h ^ (h >>> 32);
  }
}

package dev.trivium.text.words;

import dev.trivium.core.TriviumException;
import java.util.Arrays;

/**
 * Counts by key, in one array of open addressing: key + 1 and count side by side. Doubles until it
 * has as many slots as it may; then it is for its owner to empty it when it is full.
 */
final class PairCounts {
  private static final int FIRST = 1 << 10;

  private final int most;
  private long[] slots;
  private int size;

  /**
   * @param most slots: a power of two, from {@value #FIRST} to 2²⁹
   */
  PairCounts(int most) {
    this.most = most;
    this.slots = new long[2 * FIRST];
  }

  /**
   * As many slots as so many bytes hold, with half as many again for doubling and for the keys in
   * order; not fewer than the fewest.
   */
  static int slots(long bytes) {
    return (int) Long.highestOneBit(Math.max(FIRST, Math.min(1 << 29, bytes / 24)));
  }

  /** Adds to the count of a key, which is 0 or more. */
  void add(long key, long count) {
    int slot = slot(slots, key);
    if (slots[slot] == 0) {
      requireRoom();
      slots[slot] = key + 1;
      size++;
    }
    slots[slot + 1] += count;
    if (crowded() && slots.length / 2 < most) {
      grow();
    }
  }

  /** One slot stays free, at which the search for a key that is not there ends. */
  private void requireRoom() {
    if (size + 1 == slots.length / 2) {
      throw new TriviumException(
          "there are more than %d pairs of words to count in one table; leave out more rare words, or take a smaller window"
              .formatted(size));
    }
  }

  private boolean crowded() {
    return size > slots.length / 20 * 7;
  }

  private void grow() {
    long[] wider = new long[2 * slots.length];
    for (int s = 0; s < slots.length; s += 2) {
      if (slots[s] != 0) {
        int slot = slot(wider, slots[s] - 1);
        wider[slot] = slots[s];
        wider[slot + 1] = slots[s + 1];
      }
    }
    slots = wider;
  }

  private static int slot(long[] slots, long key) {
    int mask = slots.length / 2 - 1;
    long mixed = (key ^ key >>> 29) * 0x9e3779b97f4a7c15L;
    int slot = (int) (mixed >>> 32) & mask;
    while (slots[2 * slot] != 0 && slots[2 * slot] != key + 1) {
      slot = slot + 1 & mask;
    }
    return 2 * slot;
  }

  /** Whether no more keys should come; it still takes a few. */
  boolean isFull() {
    return crowded() && slots.length / 2 == most;
  }

  int size() {
    return size;
  }

  /** All keys, rising. */
  long[] keys() {
    long[] keys = new long[size];
    int n = 0;
    for (int s = 0; s < slots.length; s += 2) {
      if (slots[s] != 0) {
        keys[n++] = slots[s] - 1;
      }
    }
    Arrays.sort(keys);
    return keys;
  }

  long count(long key) {
    return slots[slot(slots, key) + 1];
  }

  void clear() {
    Arrays.fill(slots, 0);
    size = 0;
  }
}

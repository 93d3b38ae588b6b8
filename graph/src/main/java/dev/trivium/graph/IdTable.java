package dev.trivium.graph;

import java.util.Arrays;

/**
 * Gives each id the number of its first appearance: a hash table with open addressing over bytes.
 * An id that is a plain decimal below 2³¹ is kept as that number and nothing else: 4 bytes an id,
 * and about 12 to 24 more while the table grows. Any other is kept as its UTF-8 bytes and 4 more.
 */
final class IdTable {
  private static final int TEXT = 0x80000000;
  private static final int GOLDEN = 0x9e3779b9;
  private static final byte[] NONE = {};

  /** Decimals as they are, texts as the complement of their place among the texts. */
  private int[] codes;

  private int size;
  private byte[] bytes;
  private int[] starts;
  private int texts;

  /** A key (the decimal, or a text's hash with its highest bit set) and, below it, number + 1. */
  private long[] slots;

  IdTable() {
    this(new int[16], 0, new byte[64], new int[16], 0);
  }

  /** The table of ids that are known to differ; the arrays are shared, and must not be added to. */
  IdTable(int[] codes, int size, byte[] bytes, int[] starts, int texts) {
    this.codes = codes;
    this.size = size;
    this.bytes = bytes;
    this.starts = starts;
    this.texts = texts;
    this.slots = new long[room(size)];
    for (int v = 0; v < size; v++) {
      put(slots, key(codes[v]), v);
    }
  }

  /** The power of two of which {@code ids} fill at most two thirds. */
  private static int room(int ids) {
    int room = 64;
    while (room < 1 << 30 && ids > room / 3 * 2) {
      room *= 2;
    }
    return room;
  }

  int size() {
    return size;
  }

  /** Forgets all ids and keeps the room for others. */
  void clear() {
    size = 0;
    texts = 0;
    Arrays.fill(slots, 0);
  }

  /** The number of an id, which gets the next one where it is new. */
  int add(byte[] from, int begin, int end) {
    int decimal = decimal(from, begin, end);
    return decimal >= 0 ? addDecimal(decimal) : addText(from, begin, end);
  }

  /** The number here of id {@code v} of another table. */
  int add(IdTable other, int v) {
    int code = other.codes[v];
    return code >= 0
        ? addDecimal(code)
        : addText(other.bytes, other.starts[~code], other.starts[~code + 1]);
  }

  /** The number of an id, or −1. */
  int find(byte[] from, int begin, int end) {
    int decimal = decimal(from, begin, end);
    int key = decimal >= 0 ? decimal : hash(from, begin, end);
    return (int) slots[slot(key, from, begin, end)] - 1;
  }

  /** The ids so far, as a list. */
  NodeIds list() {
    return new NodeIds(
        Arrays.copyOf(codes, size),
        Arrays.copyOf(bytes, texts == 0 ? 0 : starts[texts]),
        Arrays.copyOf(starts, texts + 1),
        texts);
  }

  private int addDecimal(int decimal) {
    int slot = slot(decimal, NONE, 0, 0);
    int number = (int) slots[slot] - 1;
    return number >= 0 ? number : append(slot, decimal, decimal);
  }

  private int addText(byte[] from, int begin, int end) {
    int key = hash(from, begin, end);
    int slot = slot(key, from, begin, end);
    int number = (int) slots[slot] - 1;
    return number >= 0 ? number : append(slot, key, ~keep(from, begin, end));
  }

  private int append(int slot, int key, int code) {
    if (size == codes.length) {
      codes = Arrays.copyOf(codes, EdgeColumns.grown(size));
    }
    codes[size++] = code;
    slots[slot] = (long) key << 32 | size;
    if (size > slots.length / 3 * 2) {
      rehash();
    }
    return size - 1;
  }

  private int keep(byte[] from, int begin, int end) {
    int at = starts[texts];
    if (at + end - begin > bytes.length || at + end - begin < 0) {
      bytes = Arrays.copyOf(bytes, EdgeColumns.grown(Math.addExact(at, end - begin)));
    }
    if (texts + 1 == starts.length) {
      starts = Arrays.copyOf(starts, EdgeColumns.grown(texts + 1));
    }
    System.arraycopy(from, begin, bytes, at, end - begin);
    starts[++texts] = at + end - begin;
    return texts - 1;
  }

  /** The slot that holds the id, or the free one where it belongs. */
  private int slot(int key, byte[] from, int begin, int end) {
    int mask = slots.length - 1;
    for (int s = home(key, slots.length); ; s = (s + 1) & mask) {
      long slot = slots[s];
      if (slot == 0 || ((int) (slot >>> 32) == key && same((int) slot - 1, from, begin, end))) {
        return s;
      }
    }
  }

  private boolean same(int number, byte[] from, int begin, int end) {
    int code = codes[number];
    return code >= 0 || Arrays.equals(bytes, starts[~code], starts[~code + 1], from, begin, end);
  }

  private void rehash() {
    long[] wider = new long[slots.length * 2];
    for (long slot : slots) {
      if (slot != 0) {
        put(wider, (int) (slot >>> 32), (int) slot - 1);
      }
    }
    slots = wider;
  }

  private static void put(long[] slots, int key, int number) {
    int s = home(key, slots.length);
    while (slots[s] != 0) {
      s = (s + 1) & (slots.length - 1);
    }
    slots[s] = (long) key << 32 | (number + 1);
  }

  private static int home(int key, int slots) {
    return (key * GOLDEN) >>> (Integer.numberOfLeadingZeros(slots) + 1);
  }

  private int key(int code) {
    return code >= 0 ? code : hash(bytes, starts[~code], starts[~code + 1]);
  }

  private static int hash(byte[] from, int begin, int end) {
    int hash = 1;
    for (int i = begin; i < end; i++) {
      hash = hash * 31 + from[i];
    }
    return ((hash ^ (hash >>> 15)) * 0x2c1b3c6d) | TEXT;
  }

  /** The number that the bytes spell, where they are exactly how Java spells it; −1 otherwise. */
  private static int decimal(byte[] from, int begin, int end) {
    int length = end - begin;
    if (length < 1 || length > 10 || (from[begin] == '0' && length > 1)) {
      return -1;
    }
    long value = 0;
    for (int i = begin; i < end; i++) {
      int digit = from[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value <= Integer.MAX_VALUE ? (int) value : -1;
  }
}

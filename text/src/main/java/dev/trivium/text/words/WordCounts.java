package dev.trivium.text.words;

import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.IdEncoding;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Words in bytes, numbered in the order they come, and how often each has come: an open-addressing
 * table over one pool of bytes, without an object a word. About 30 bytes a word and its letters.
 */
final class WordCounts {
  private static final IdEncoding LENIENT =
      new IdEncoding(StandardCharsets.UTF_8, IdEncoding.Malformed.ESCAPE);
  private static final int MOST_BYTES = Integer.MAX_VALUE - 16;

  private byte[] pool = new byte[1 << 16];
  private int[] ends = new int[1 << 12];
  private int[] hashes = new int[1 << 12];
  private long[] counts = new long[1 << 12];
  private int[] slots = new int[1 << 13];
  private int size;

  /** Counts a word; returns its number. */
  int count(byte[] bytes, int from, int to) {
    return count(bytes, from, to, hash(bytes, from, to), 1);
  }

  /** Counts all words of others, in their order; returns their numbers here. */
  int[] countAll(WordCounts others) {
    int[] numbers = new int[others.size];
    for (int w = 0; w < numbers.length; w++) {
      numbers[w] =
          count(others.pool, others.start(w), others.ends[w], others.hashes[w], others.counts[w]);
    }
    return numbers;
  }

  private int count(byte[] bytes, int from, int to, int hash, long times) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0) {
      int word = slots[slot] - 1;
      if (hashes[word] == hash && is(word, bytes, from, to)) {
        counts[word] += times;
        return word;
      }
      slot = (slot + 1) & mask;
    }
    int word = add(bytes, from, to, hash, times);
    slots[slot] = word + 1;
    if (2 * size > slots.length) {
      grow();
    }
    return word;
  }

  /** Forgets all words, and keeps the room for others. */
  void clear() {
    Arrays.fill(slots, 0);
    size = 0;
  }

  int size() {
    return size;
  }

  long count(int word) {
    return counts[word];
  }

  /** In UTF-8; bytes that are none come as escapes, so that different words stay different. */
  String word(int word) {
    int start = start(word);
    try {
      return LENIENT.decode(pool, start, ends[word]);
    } catch (CharacterCodingException e) {
      throw new IllegalStateException("bytes that are no UTF-8 are escaped", e);
    }
  }

  private int start(int word) {
    return word == 0 ? 0 : ends[word - 1];
  }

  private boolean is(int word, byte[] bytes, int from, int to) {
    return Arrays.equals(pool, start(word), ends[word], bytes, from, to);
  }

  private int add(byte[] bytes, int from, int to, int hash, long times) {
    int start = size == 0 ? 0 : ends[size - 1];
    long end = (long) start + to - from;
    if (end > MOST_BYTES) {
      throw new TriviumException(
          "the corpus has more than "
              + size
              + " different words, two gigabytes of letters; part its tokens by blanks, or give less");
    }
    if (end > pool.length) {
      pool = Arrays.copyOf(pool, (int) Math.min(MOST_BYTES, Math.max(end, 2L * pool.length)));
    }
    System.arraycopy(bytes, from, pool, start, to - from);
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
      hashes = Arrays.copyOf(hashes, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    ends[size] = (int) end;
    hashes[size] = hash;
    counts[size] = times;
    return size++;
  }

  private void grow() {
    slots = new int[2 * slots.length];
    int mask = slots.length - 1;
    for (int word = 0; word < size; word++) {
      int slot = hashes[word] & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = word + 1;
    }
  }

  private static int hash(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + bytes[i];
    }
    hash *= 0x9e3779b9;
    return hash ^ (hash >>> 15);
  }
}

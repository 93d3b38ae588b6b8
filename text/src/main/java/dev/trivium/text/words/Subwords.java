package dev.trivium.text.words;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The character n-grams of a word, hashed into buckets exactly as fastText does it (Bojanowski et
 * al., <i>Enriching word vectors with subword information</i>, TACL 2017): the word between {@code
 * <} and {@code >}, n-grams of {@code minN} to {@code maxN} UTF-8 code points but not {@code <} or
 * {@code >} alone, each by FNV-1a over its bytes as signed numbers, modulo the number of buckets.
 *
 * @param minN the fewest characters of an n-gram
 * @param maxN the most; 0 for no n-grams at all
 * @param buckets how many rows the n-grams share
 */
public record Subwords(int minN, int maxN, int buckets) {
  /** fastText's mark of the end of a sentence, which has no n-grams. */
  public static final String END_OF_SENTENCE = "</s>";

  private static final int HASH_START = 0x811c9dc5;
  private static final int HASH_FACTOR = 16777619;
  private static final byte[] END = END_OF_SENTENCE.getBytes(StandardCharsets.UTF_8);

  public Subwords {
    require(minN >= 0, "minN", minN, "0 or more, say 3");
    require(maxN >= 0, "maxN", maxN, "0 for no n-grams, or more, say 6");
    require(buckets >= 0, "buckets", buckets, "0 or more, say 2000000");
    require(buckets > 0 || maxN == 0, "buckets", buckets, "1 or more where there are n-grams");
  }

  private static void require(boolean holds, String setting, int value, String remedy) {
    if (!holds) {
      throw new IllegalArgumentException(setting + " is " + value + "; choose " + remedy);
    }
  }

  /** The buckets of a word's n-grams, in fastText's order; one may come twice. */
  public int[] of(String word) {
    return of(word.getBytes(StandardCharsets.UTF_8));
  }

  /** The same of a word in bytes, which need not be UTF-8. */
  public int[] of(byte[] word) {
    return Arrays.equals(word, END) ? new int[0] : ofAny(word);
  }

  /** The n-grams of the end of a sentence too, as the first versions of fastText had it. */
  int[] ofAny(byte[] word) {
    byte[] marked = new byte[word.length + 2];
    marked[0] = '<';
    System.arraycopy(word, 0, marked, 1, word.length);
    marked[word.length + 1] = '>';
    int[] found = new int[16];
    int count = 0;
    for (int from = 0; from < marked.length; from = next(marked, from)) {
      int hash = HASH_START;
      int to = from;
      for (int n = 1; n <= maxN && to < marked.length; n++) {
        int end = next(marked, to);
        while (to < end) {
          hash = (hash ^ marked[to++]) * HASH_FACTOR;
        }
        boolean mark = n == 1 && (from == 0 || to == marked.length);
        if (n >= minN && !mark) {
          found = count == found.length ? Arrays.copyOf(found, 2 * count) : found;
          found[count++] = Integer.remainderUnsigned(hash, buckets);
        }
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** fastText's hash of a string: 32 bits, FNV-1a but for bytes of 128 and more. */
  public static int hash(byte[] string) {
    int hash = HASH_START;
    for (byte b : string) {
      hash = (hash ^ b) * HASH_FACTOR;
    }
    return hash;
  }

  /** Where the character after that at {@code at} begins. */
  private static int next(byte[] bytes, int at) {
    int next = at + 1;
    while (next < bytes.length && (bytes[next] & 0xC0) == 0x80) {
      next++;
    }
    return next;
  }
}

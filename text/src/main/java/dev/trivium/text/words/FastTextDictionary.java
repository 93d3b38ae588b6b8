package dev.trivium.text.words;

import dev.trivium.core.embedding.IdEncoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words of a fastText model as their file has them: in bytes, for these are what is hashed, and
 * as they read.
 */
final class FastTextDictionary {
  private final IdEncoding encoding;
  private final List<byte[]> entries;
  private final List<String> words;
  private final List<String> labels;
  private final long[] counts;
  private final long tokens;
  private final @Nullable Map<Integer, Integer> kept;
  private final Map<String, Integer> rows = new HashMap<>();

  /**
   * @param entries the words, then the labels
   * @param counts one for each entry
   * @param kept of a pruned model, where a bucket went; the others are gone
   */
  FastTextDictionary(
      IdEncoding encoding,
      List<byte[]> entries,
      List<String> words,
      List<String> labels,
      long[] counts,
      long tokens,
      @Nullable Map<Integer, Integer> kept) {
    this.encoding = encoding;
    this.entries = entries;
    this.words = List.copyOf(words);
    this.labels = List.copyOf(labels);
    this.counts = counts;
    this.tokens = tokens;
    this.kept = kept;
    for (int r = 0; r < words.size(); r++) {
      rows.putIfAbsent(words.get(r), r);
    }
  }

  static FastTextDictionary of(List<String> words, long[] counts, long tokens) {
    if (words.size() != counts.length) {
      throw new IllegalArgumentException(
          counts.length + " counts for " + words.size() + " words; give one for each");
    }
    IdEncoding utf8 = IdEncoding.UTF_8;
    List<byte[]> entries = new ArrayList<>(words.size());
    for (String word : words) {
      if (word.isEmpty() || word.indexOf('\0') >= 0) {
        throw new IllegalArgumentException(
            "word '" + word + "' cannot stand in a fastText model; drop it");
      }
      entries.add(word.getBytes(utf8.charset()));
    }
    return new FastTextDictionary(utf8, entries, words, List.of(), counts.clone(), tokens, null);
  }

  int size() {
    return words.size();
  }

  List<String> words() {
    return words;
  }

  List<String> labels() {
    return labels;
  }

  /** Of the words. */
  long[] counts() {
    return Arrays.copyOf(counts, words.size());
  }

  long tokens() {
    return tokens;
  }

  /** The row of a word, or −1. */
  int row(String word) {
    return rows.getOrDefault(word, -1);
  }

  byte[] bytes(int row) {
    return entries.get(row);
  }

  byte[] bytes(String word) {
    return word.getBytes(encoding.charset());
  }

  /** Words, then labels, with their counts. */
  List<byte[]> entries() {
    return entries;
  }

  long count(int entry) {
    return counts[entry];
  }

  /** How many rows the n-grams have, where there are so many buckets. */
  int rowsOfBuckets(int buckets) {
    return kept == null ? buckets : kept.size();
  }

  boolean isPruned() {
    return kept != null;
  }

  /** The rows of these buckets; those of a pruned model that are gone are left out. */
  int[] rows(int[] buckets) {
    Map<Integer, Integer> places = kept;
    if (places == null) {
      return Arrays.stream(buckets).map(b -> size() + b).toArray();
    }
    return Arrays.stream(buckets)
        .filter(places::containsKey)
        .map(b -> size() + places.getOrDefault(b, 0))
        .toArray();
  }
}

package dev.trivium.text.words;

import dev.trivium.core.TriviumException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The words that are kept, numbered by falling count; of one count, in the order they came in. */
final class Vocabulary {
  private final List<String> words;
  private final long[] counts;
  private final int[] ids;
  private final long tokens;

  private Vocabulary(List<String> words, long[] counts, int[] ids, long tokens) {
    this.words = words;
    this.counts = counts;
    this.ids = ids;
    this.tokens = tokens;
  }

  static Vocabulary of(WordCounts all, int minCount) {
    int[] kept =
        IntStream.range(0, all.size())
            .filter(word -> all.count(word) >= minCount)
            .boxed()
            .sorted(Comparator.comparingLong((Integer word) -> -all.count(word)))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] ids = new int[all.size()];
    Arrays.fill(ids, -1);
    long[] counts = new long[kept.length];
    for (int i = 0; i < kept.length; i++) {
      ids[kept[i]] = i;
      counts[i] = all.count(kept[i]);
    }
    long tokens = IntStream.range(0, all.size()).mapToLong(all::count).sum();
    List<String> words = IntStream.of(kept).mapToObj(all::word).toList();
    requireDifferent(words);
    return new Vocabulary(words, counts, ids, tokens);
  }

  /** Refuses a word in letters that are the escape of another's bytes. */
  private static void requireDifferent(List<String> words) {
    Set<String> escaped = new HashSet<>();
    for (String word : words) {
      if (word.contains("\\x") && !escaped.add(word)) {
        throw new TriviumException(
            "the corpus has the word '%s' both in these letters and in bytes that are no UTF-8; convert it first, say with iconv -f latin1 -t utf8"
                .formatted(word));
      }
    }
  }

  int size() {
    return counts.length;
  }

  List<String> words() {
    return words;
  }

  /** A copy. */
  long[] counts() {
    return counts.clone();
  }

  /** The id of a word by its number in the order of coming; −1 where it is left out. */
  int id(int word) {
    return ids[word];
  }

  /** All tokens, of words left out too. */
  long tokens() {
    return tokens;
  }
}

package dev.trivium.text.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Words without regard to case: of those that differ in case alone the first counts. */
final class Folded {
  private final Map<String, Integer> places = new HashMap<>();
  private final int[] rows;

  /**
   * @param most how many distinct words to take, from the first on
   */
  Folded(List<String> words, int most) {
    int[] kept = new int[Math.min(words.size(), most)];
    int count = 0;
    for (int r = 0; r < words.size() && count < kept.length; r++) {
      String word = fold(words.get(r));
      if (!word.equals(Subwords.END_OF_SENTENCE) && places.putIfAbsent(word, count) == null) {
        kept[count++] = r;
      }
    }
    rows = Arrays.copyOf(kept, count);
  }

  static String fold(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  /** The place of a word among those taken, or −1. */
  int place(String word) {
    return places.getOrDefault(fold(word), -1);
  }

  /** The row of each place. */
  int[] rows() {
    return rows;
  }

  /** The places of these words; none where one is missing. */
  List<int[]> places(List<String[]> questions) {
    List<int[]> found = new ArrayList<>();
    for (String[] question : questions) {
      int[] at = Arrays.stream(question).mapToInt(this::place).toArray();
      if (Arrays.stream(at).allMatch(p -> p >= 0)) {
        found.add(at);
      }
    }
    return found;
  }
}

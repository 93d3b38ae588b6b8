package dev.trivium.core;

import java.util.Collection;
import java.util.List;

/** Letters to insert, delete or exchange to make one word of another (Levenshtein, 1966). */
public final class EditDistance {
  private EditDistance() {}

  /** The words at a distance of at most a third of their length, in alphabetical order. */
  public static List<String> near(String word, Collection<String> known) {
    return known.stream().filter(k -> between(word, k) <= k.length() / 3).sorted().toList();
  }

  /** How many letters apart two words are. */
  public static int between(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int exchanged = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(exchanged, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}

package dev.trivium.text.documents;

import java.util.Arrays;
import java.util.List;

/**
 * A list of terms, found by the numbers of their words: a word is a number, and a term of n words a
 * pair of the term of its first n − 1 and of its last. No string is made on the way.
 */
final class TermTable implements Terms {
  private final WordTable words = new WordTable();
  private final PairTable pairs = new PairTable();
  private final int minLength;
  private final int maxLength;
  private final List<String> terms;
  private int[] wordColumns = new int[0];
  private int[] pairColumns = new int[0];

  /**
   * @param found all terms that were found
   * @param kept the nodes of those that are kept, in the order of their columns
   */
  TermTable(TermCounts found, int[] kept, List<String> terms, TermSettings settings) {
    this.terms = terms;
    this.minLength = settings.minLength();
    this.maxLength = settings.maxLength();
    int[] nodes = new int[kept.length];
    for (int column = 0; column < kept.length; column++) {
      nodes[column] = copied(found, kept[column]);
    }
    wordColumns = none(words.size());
    pairColumns = none(pairs.size());
    for (int column = 0; column < kept.length; column++) {
      int node = nodes[column];
      if (node >= 0) {
        wordColumns[node] = column;
      } else {
        pairColumns[~node] = column;
      }
    }
  }

  private static int[] none(int size) {
    int[] columns = new int[size];
    Arrays.fill(columns, -1);
    return columns;
  }

  private int copied(TermCounts found, int node) {
    if (node >= 0) {
      char[] word = found.words().word(node).toCharArray();
      return words.add(word, 0, word.length);
    }
    int first = copied(found, found.pairs().first(~node));
    return ~pairs.add(first, copied(found, found.pairs().second(~node)));
  }

  List<String> terms() {
    return terms;
  }

  @Override
  public int columns() {
    return terms.size();
  }

  @Override
  public int find(Tokens tokens, int[] ids, int[] into) {
    int count = tokens.count();
    for (int i = 0; i < count; i++) {
      ids[i] = words.find(tokens.chars(), tokens.start(i), tokens.end(i));
    }
    int found = 0;
    for (int i = 0; i < count; i++) {
      if (ids[i] < 0) {
        continue;
      }
      if (minLength == 1 && wordColumns[ids[i]] >= 0) {
        into[found++] = 2 * wordColumns[ids[i]];
      }
      int node = ids[i];
      int last = Math.min(count, i + maxLength);
      for (int next = i + 1; next < last && ids[next] >= 0; next++) {
        int pair = pairs.find(node, ids[next]);
        if (pair < 0) {
          break; // a longer term's beginnings are all here
        }
        if (pairColumns[pair] >= 0) {
          into[found++] = 2 * pairColumns[pair];
        }
        node = ~pair;
      }
    }
    return found;
  }
}

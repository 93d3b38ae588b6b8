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
   * @param terms in the order of their columns
   */
  TermTable(List<String> terms, TermSettings settings) {
    this.terms = List.copyOf(terms);
    this.minLength = settings.minLength();
    this.maxLength = settings.maxLength();
    boolean ofWords = settings.unit() == TermSettings.Unit.WORDS;
    int[] nodes = new int[terms.size()];
    for (int column = 0; column < nodes.length; column++) {
      nodes[column] = node(terms.get(column).toCharArray(), ofWords);
    }
    wordColumns = none(words.size());
    pairColumns = none(pairs.size());
    for (int column = 0; column < nodes.length; column++) {
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

  /** The node of a term, its words or characters put down where they are new. */
  private int node(char[] term, boolean ofWords) {
    int node = 0;
    boolean first = true;
    for (int from = 0; from < term.length; ) {
      int to = end(term, from, ofWords);
      int unit = words.add(term, from, to);
      node = first ? unit : ~pairs.add(node, unit);
      first = false;
      from = ofWords ? to + 1 : to;
    }
    return node;
  }

  /** Where the word, up to a blank, or the code point ends that begins at {@code from}. */
  private static int end(char[] term, int from, boolean ofWords) {
    int to = from + 1;
    if (!ofWords) {
      boolean pair = to < term.length && Character.isSurrogatePair(term[from], term[to]);
      return pair ? to + 1 : to;
    }
    while (to < term.length && term[to] != ' ') {
      to++;
    }
    return to;
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

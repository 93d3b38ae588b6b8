package dev.trivium.text.documents;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds the words of a text: the longest stretches of letters, digits and underscores, of any
 * script (Unicode's categories L and N), in lower case. With a shortest word of 2 these are
 * scikit-learn's tokens, {@code \b\w\w+\b}. Texts of scripts without spaces, such as Chinese, come
 * out as stretches between punctuation marks. Immutable; cost: one look at each char.
 */
public final class Tokenizer {
  /** Words of two or more chars in lower case, as scikit-learn's vectorizers take them. */
  public static final Tokenizer DEFAULT = new Tokenizer(true, 2, Set.of());

  /** In the tables: a char that needs a closer look. */
  private static final char SPECIAL = 1;

  private static final char SIGMA = 'Σ';
  private static final char DOTTED_I = 'İ';
  private static final char[] LOWER = table(true);
  private static final char[] AS_IS = table(false);

  private final boolean lowerCase;
  private final int shortest;
  private final Set<String> stopWords;
  private final WordTable stops = new WordTable();

  /**
   * @param lowerCase whether words are brought to lower case
   * @param shortest the fewest code points of a word; shorter ones are left out
   * @param stopWords words that are left out, as they are after lower-casing
   */
  public Tokenizer(boolean lowerCase, int shortest, Set<String> stopWords) {
    if (shortest < 1) {
      throw new IllegalArgumentException("shortest is " + shortest + "; choose 1 or more, say 2");
    }
    this.lowerCase = lowerCase;
    this.shortest = shortest;
    this.stopWords = Set.copyOf(stopWords);
    stopWords.forEach(word -> stops.add(word.toCharArray(), 0, word.length()));
  }

  public Tokenizer withLowerCase(boolean value) {
    return new Tokenizer(value, shortest, stopWords);
  }

  public Tokenizer withShortest(int value) {
    return new Tokenizer(lowerCase, value, stopWords);
  }

  public Tokenizer withStopWords(Set<String> value) {
    return new Tokenizer(lowerCase, shortest, value);
  }

  public boolean lowerCase() {
    return lowerCase;
  }

  public int shortest() {
    return shortest;
  }

  public Set<String> stopWords() {
    return stopWords;
  }

  /** The words of a text, in their order. */
  public List<String> tokenize(String text) {
    Tokens tokens = new Tokens();
    scan(tokens, text);
    return tokens.toList();
  }

  /** Leaves in {@code tokens} the words of a text, one blank between two. */
  void scan(Tokens tokens, String text) {
    String plain = lowerCase && hasUnevenCase(text) ? text.toLowerCase(Locale.ROOT) : text;
    char[] chars = tokens.load(plain);
    char[] table = lowerCase ? LOWER : AS_IS;
    int end = plain.length();
    int start = 0; // of the word that is being written, over what was read
    int at = 0;
    int pairs = 0;
    for (int i = 0; i < end; ) {
      int run = plainRun(chars, table, i, end, at);
      at += run;
      i += run;
      if (i < end && table[chars[i]] == SPECIAL) {
        int point = point(chars, i, end);
        i += Character.charCount(point);
        if (isWord(point)) {
          at += Character.toChars(lowerCase ? Character.toLowerCase(point) : point, chars, at);
          pairs++;
          continue;
        }
      } else {
        i++;
      }
      if (at > start) {
        at = closed(tokens, start, at, pairs);
        start = at;
        pairs = 0;
      }
    }
    if (at > start) {
      closed(tokens, start, at, pairs);
    }
  }

  /** Writes to {@code at} the chars from {@code from} on that are of a word; how many they are. */
  private static int plainRun(char[] chars, char[] table, int from, int end, int at) {
    int i = from;
    for (int to = at; i < end; i++) {
      char c = table[chars[i]];
      if (c <= SPECIAL) {
        break;
      }
      chars[to++] = c;
    }
    return i - from;
  }

  private int closed(Tokens tokens, int start, int end, int pairs) {
    if (end - start - pairs < shortest || stops.find(tokens.chars(), start, end) >= 0) {
      return start;
    }
    tokens.add(start, end);
    tokens.chars()[end] = ' ';
    return end + 1;
  }

  private static int point(char[] chars, int i, int end) {
    return i + 1 < end && Character.isSurrogatePair(chars[i], chars[i + 1])
        ? Character.toCodePoint(chars[i], chars[i + 1])
        : chars[i];
  }

  /** Whether lower case depends on what stands around a char, or is longer than it. */
  static boolean hasUnevenCase(String text) {
    return text.indexOf(SIGMA) >= 0 || text.indexOf(DOTTED_I) >= 0;
  }

  private static boolean isWord(int point) {
    int type = Character.getType(point);
    return Character.isLetter(point)
        || type == Character.DECIMAL_DIGIT_NUMBER
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER
        || point == '_';
  }

  /** For each char itself or its lower case; 0 where it belongs to no word. */
  private static char[] table(boolean lowerCase) {
    char[] table = new char[1 << 16];
    for (int c = 0; c < table.length; c++) {
      if (Character.isSurrogate((char) c)) {
        table[c] = SPECIAL;
      } else if (isWord(c)) {
        table[c] = (char) (lowerCase ? Character.toLowerCase(c) : c);
      }
    }
    return table;
  }
}

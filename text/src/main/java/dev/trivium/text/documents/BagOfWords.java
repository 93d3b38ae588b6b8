package dev.trivium.text.documents;

import dev.trivium.core.TriviumException;
import dev.trivium.core.io.Fingerprint;
import dev.trivium.core.math.SparseMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Texts as counts of their terms (words, n-grams of words, or n-grams of characters), one column a
 * term. Immutable, and safe for several threads.
 *
 * <p>Cost: one look at each char and one in a hash table for each term, texts in parallel by blocks
 * of {@value #BLOCK}; the same numbers whatever the number of threads. The numbers are those of
 * scikit-learn's {@code CountVectorizer} and {@code HashingVectorizer(norm=None)}.
 */
public final class BagOfWords {
  private static final int BLOCK = 256;
  private static final int FEW = 64;

  private final TermSettings settings;
  private final Terms terms;

  private BagOfWords(TermSettings settings, Terms terms) {
    this.settings = settings;
    this.terms = terms;
  }

  /** Learns the terms of a corpus; their columns are in alphabetical order. */
  public static BagOfWords fit(List<String> texts, TermSettings settings) {
    if (texts.isEmpty()) {
      throw new TriviumException("there is no text to learn terms from; give at least one");
    }
    return new BagOfWords(settings, new TermCounts(texts, settings).table());
  }

  /**
   * Learns nothing: a hash of each term says its column and whether it counts 1 or −1, so that
   * terms that share a column cancel out on average (Weinberger et al., <i>Feature hashing</i>,
   * ICML 2009).
   *
   * @param columns 1 to 2³⁰, say 2²⁰
   * @param settings without bounds on how often terms come
   */
  public static BagOfWords hashing(int columns, TermSettings settings) {
    if (columns < 1 || columns > 1 << 30) {
      throw new IllegalArgumentException(
          "columns is " + columns + "; choose 1 to 1073741824, say 1048576");
    }
    TermSettings unbounded =
        settings.withMinDocuments(1).withMaxShare(1).withMaxTerms(Integer.MAX_VALUE);
    if (!unbounded.equals(settings)) {
      throw new IllegalArgumentException(
          "minDocuments, maxShare and maxTerms want a list of terms, which hashing does without;"
              + " leave them as they are by default");
    }
    return new BagOfWords(
        settings, new HashedTerms(columns, settings.minLength(), settings.maxLength()));
  }

  /** One whose terms are known already, in the order of their columns. */
  static BagOfWords of(List<String> terms, TermSettings settings) {
    return new BagOfWords(settings, new TermTable(terms, settings));
  }

  public TermSettings settings() {
    return settings;
  }

  public int columns() {
    return terms.columns();
  }

  /** Whether a hash says the columns of terms, of which there is no list then. */
  public boolean isHashing() {
    return !(terms instanceof TermTable);
  }

  /** The terms, in the order of their columns; hashing has no list of them, and refuses. */
  public List<String> terms() {
    if (terms instanceof TermTable table) {
      return table.terms();
    }
    throw new IllegalStateException("hashed terms are not listed; fit a bag of words to have them");
  }

  /**
   * How often each term comes in each text {@code [texts × columns]}. A text without a known term
   * has an empty row.
   */
  public SparseMatrix transform(List<String> texts) {
    int blocks = (texts.size() + BLOCK - 1) / BLOCK;
    Counts[] counted = new Counts[blocks];
    IntStream.range(0, blocks)
        .parallel()
        .forEach(
            b -> {
              int from = b * BLOCK;
              int to = Math.min(texts.size(), from + BLOCK);
              counted[b] = new Counts(texts.subList(from, to));
            });
    return joined(counted, texts.size());
  }

  /** Adds what changes the numbers. */
  void fingerprint(Fingerprint print) {
    Tokenizer words = settings.tokenizer();
    print.add(words.shortest()).add(Boolean.toString(words.lowerCase()));
    words.stopWords().stream().sorted().forEach(print::add);
    print.add(settings.unit().name()).add(settings.minLength()).add(settings.maxLength());
    print.add(columns());
    if (terms instanceof TermTable table) {
      table.terms().forEach(print::add);
    }
  }

  private SparseMatrix joined(Counts[] blocks, int rows) {
    long all = Arrays.stream(blocks).mapToLong(block -> block.size).sum();
    if (all > Integer.MAX_VALUE - 8) {
      throw new TriviumException(
          "the %d texts have %d terms, more than one array holds, %d; give fewer texts at a time"
              .formatted(rows, all, Integer.MAX_VALUE - 8));
    }
    int[] offsets = new int[rows + 1];
    int[] indices = new int[(int) all];
    float[] values = new float[(int) all];
    int row = 0;
    int at = 0;
    for (Counts block : blocks) {
      for (int end : block.ends) {
        offsets[++row] = at + end;
      }
      System.arraycopy(block.indices, 0, indices, at, block.size);
      System.arraycopy(block.values, 0, values, at, block.size);
      at += block.size;
    }
    return SparseMatrix.of(terms.columns(), offsets, indices, values);
  }

  /** By insertion where there are few, which is soon compiled. */
  private static void sort(int[] keys, int count) {
    if (count > FEW) {
      Arrays.sort(keys, 0, count);
      return;
    }
    for (int i = 1; i < count; i++) {
      int key = keys[i];
      int to = i;
      for (; to > 0 && keys[to - 1] > key; to--) {
        keys[to] = keys[to - 1];
      }
      keys[to] = key;
    }
  }

  /** The rows of a block of texts. */
  private final class Counts {
    private final Tokens.Scan scan = settings.scan();
    private final Tokens tokens = new Tokens();
    private final int[] ends;
    private int[] ids = new int[0];
    private int[] keys = new int[0];
    private int[] indices = new int[BLOCK * 32];
    private float[] values = new float[BLOCK * 32];
    private int size;

    Counts(List<String> texts) {
      ends = new int[texts.size()];
      for (int t = 0; t < ends.length; t++) {
        add(texts.get(t));
        ends[t] = size;
      }
    }

    /** A method of its own, so that it is compiled for all blocks and not in the midst of one. */
    private void add(String text) {
      scan.into(tokens, text);
      long most = (long) tokens.count() * (settings.maxLength() - settings.minLength() + 1);
      if (keys.length < most) {
        keys = new int[Math.toIntExact(2 * most)];
        ids = new int[2 * tokens.count()];
      }
      add(terms.find(tokens, ids, keys));
    }

    /** Counts the terms of a text, and adds its row. */
    private void add(int count) {
      sort(keys, count);
      if (indices.length - size < count) {
        int wider = (int) Math.min(Integer.MAX_VALUE - 8, 2L * (size + count));
        indices = Arrays.copyOf(indices, wider);
        values = Arrays.copyOf(values, wider);
      }
      for (int k = 0; k < count; ) {
        int column = keys[k] >> 1;
        int sum = 0;
        for (; k < count && keys[k] >> 1 == column; k++) {
          sum += 1 - 2 * (keys[k] & 1);
        }
        if (sum != 0) {
          indices[size] = column;
          values[size++] = sum;
        }
      }
    }
  }
}

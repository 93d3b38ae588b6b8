package dev.trivium.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Texts of about one length that go through the network together: {@code [rows × width]} token ids,
 * shorter ones padded with zeros on the right.
 */
final class TokenBatch {
  private final int[] rows;
  private final int[][] tokens;
  private final int width;

  private TokenBatch(int[] rows, int[][] tokens) {
    this.rows = rows;
    this.tokens = tokens;
    int longest = Arrays.stream(rows).map(r -> tokens[r].length).max().orElse(0);
    this.width = Math.max(1, longest);
  }

  /** These of the texts together, in this order. */
  static TokenBatch of(int[][] tokens, int... rows) {
    return new TokenBatch(rows, tokens);
  }

  /**
   * Packs texts, the longest first, into batches of at most {@code budget} places, padding
   * included; a text longer than the budget is a batch of its own, one without tokens in none.
   */
  static List<TokenBatch> pack(int[][] tokens, int budget) {
    int[] order =
        IntStream.range(0, tokens.length)
            .filter(i -> tokens[i].length > 0)
            .boxed()
            .sorted(Comparator.comparingInt((Integer i) -> tokens[i].length).reversed())
            .mapToInt(Integer::intValue)
            .toArray();
    List<TokenBatch> batches = new ArrayList<>();
    for (int from = 0; from < order.length; ) {
      int size = Math.max(1, budget / tokens[order[from]].length);
      int to = Math.min(order.length, from + size);
      batches.add(new TokenBatch(Arrays.copyOfRange(order, from, to), tokens));
      from = to;
    }
    return batches;
  }

  /** Texts in the batch. */
  int size() {
    return rows.length;
  }

  /** Tokens of its longest text; 1 where none has any. */
  int width() {
    return width;
  }

  /** Which of the packed texts row {@code r} is. */
  int row(int r) {
    return rows[r];
  }

  int length(int r) {
    return tokens[rows[r]].length;
  }

  /** The same texts read from their ends, in this order. */
  TokenBatch reversed() {
    int[][] reversed = new int[size()][];
    for (int r = 0; r < size(); r++) {
      int[] text = tokens[rows[r]];
      reversed[r] = new int[text.length];
      for (int i = 0; i < text.length; i++) {
        reversed[r][i] = text[text.length - 1 - i];
      }
    }
    return of(reversed, IntStream.range(0, size()).toArray());
  }

  boolean padded() {
    return Arrays.stream(rows).anyMatch(r -> tokens[r].length < width);
  }

  /** Token ids {@code [size × width]}, row after row. */
  int[] ids() {
    int[] ids = new int[size() * width];
    for (int r = 0; r < size(); r++) {
      System.arraycopy(tokens[rows[r]], 0, ids, r * width, length(r));
    }
    return ids;
  }

  /**
   * What to add where attention or a maximum may not look: 0 at tokens, {@code hidden} at padding.
   */
  float[] mask(float hidden) {
    float[] mask = new float[size() * width];
    for (int r = 0; r < size(); r++) {
      Arrays.fill(mask, r * width + length(r), (r + 1) * width, hidden);
    }
    return mask;
  }

  /** Weights {@code [size × width]} that make a mean of the tokens of each text. */
  float[] meanWeights() {
    float[] weights = new float[size() * width];
    for (int r = 0; r < size(); r++) {
      Arrays.fill(weights, r * width, r * width + length(r), 1f / length(r));
    }
    return weights;
  }

  /** Weights {@code [size × width]} that pick the last token of each text. */
  float[] lastWeights() {
    float[] weights = new float[size() * width];
    for (int r = 0; r < size(); r++) {
      if (length(r) > 0) {
        weights[r * width + length(r) - 1] = 1;
      }
    }
    return weights;
  }
}

package dev.trivium.text;

import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.text.sentences.WordAverage;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of the words of a text in a table; unknown ones are skipped.
 *
 * @param most words of a text that are read
 */
record KnownWords(EmbeddingTable table, int most) implements TokenEncoder {
  @Override
  public int[][] encode(List<String> texts) {
    return texts.stream()
        .map(text -> WordAverage.rows(table, text))
        .map(rows -> rows.length > most ? Arrays.copyOf(rows, most) : rows)
        .toArray(int[][]::new);
  }

  /** Nothing is held. */
  @Override
  public void close() {}
}

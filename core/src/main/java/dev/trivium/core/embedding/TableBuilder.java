package dev.trivium.core.embedding;

import dev.trivium.core.TriviumException;
import dev.trivium.core.io.ByteInput;
import dev.trivium.core.math.Matrix;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table as it comes out of a file, row by row. Of rows with one id the first counts, as gensim
 * has it; the others are left out with a warning.
 */
final class TableBuilder {
  private static final Logger LOG = LoggerFactory.getLogger(TableBuilder.class);
  private static final long MOST = Integer.MAX_VALUE - 8L;

  private final ByteInput in;
  private final IdEncoding encoding;
  private final int dimension;
  private final List<String> ids = new ArrayList<>();
  private final Set<String> known = new HashSet<>();
  private float[] numbers;
  private long repeated;
  private String firstRepeated = "";

  /**
   * @param expected rows for which there is room at once
   */
  TableBuilder(ByteInput in, IdEncoding encoding, long expected, int dimension) {
    this.in = in;
    this.encoding = encoding;
    this.dimension = dimension;
    requireRoom(expected);
    this.numbers = new float[(int) (expected * dimension)];
  }

  private void requireRoom(long rows) {
    if (rows > MOST / dimension) {
      throw new TriviumException(
          "%s holds %d vectors of %d numbers, more than the 2³¹−9 numbers of one table; cut it"
              .formatted(in.file(), rows, dimension));
    }
  }

  /** Where the next row's numbers go in {@link #numbers()}. */
  int offset() {
    int end = (ids.size() + 1) * dimension;
    if (end > numbers.length) {
      requireRoom(ids.size() + 1L);
      long wanted = Math.max(16L * dimension, numbers.length + (numbers.length >> 1));
      numbers = Arrays.copyOf(numbers, (int) Math.min(MOST / dimension * dimension, wanted));
    }
    return end - dimension;
  }

  float[] numbers() {
    return numbers;
  }

  /**
   * Takes the numbers at {@link #offset()} as those of an id.
   *
   * @param where the place in the file
   */
  void add(byte[] bytes, int from, int to, String where) {
    String id = id(bytes, from, to, where);
    int offset = ids.size() * dimension;
    for (int i = 0; i < dimension; i++) {
      if (!Float.isFinite(numbers[offset + i])) {
        throw new TriviumException(
            "%s: the vector of '%s' holds %s at position %d; expected finite numbers, look at what made it"
                .formatted(where, id, numbers[offset + i], i));
      }
    }
    if (known.add(id)) {
      ids.add(id);
    } else if (repeated++ == 0) {
      firstRepeated = id;
    }
  }

  private String id(byte[] bytes, int from, int to, String where) {
    try {
      return encoding.decode(bytes, from, to);
    } catch (CharacterCodingException e) {
      String seen = encoding.escaped(bytes, from, to);
      throw new TriviumException(
          "%s: the id '%s' is not %s text; name the encoding it is in, or have such bytes replaced, left out or escaped"
              .formatted(where, seen, encoding.charset()),
          e);
    }
  }

  /** The table; its space is named after the file. */
  EmbeddingTable build(String maker) {
    if (repeated > 0) {
      LOG.warn(
          "{}: {} of the vectors have an id that stands above them, such as '{}'; the first counts",
          in.file(),
          repeated,
          firstRepeated);
    }
    int size = ids.size() * dimension;
    float[] array = size == numbers.length ? numbers : Arrays.copyOf(numbers, size);
    return EmbeddingTable.of(
        ids,
        Matrix.of(ids.size(), dimension, array),
        Provenance.of(String.valueOf(in.file().getFileName()), maker));
  }
}

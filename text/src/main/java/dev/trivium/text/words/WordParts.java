package dev.trivium.text.words;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Words ranked by falling count, and dealt by rank to parts, there and back, so that parts have
 * like work. A word is known by its rank; its row is its place when the words of part 0 come first,
 * then those of part 1 and so on.
 */
final class WordParts {
  /** Words of a part, so that a part and a place in it are two shorts. */
  private static final int MOST_WORDS = 1 << 16;

  /** With vectors of 100 numbers, the rows of two such parts stay in a core's cache. */
  private static final int FEWEST_WORDS = 512;

  private static final int MOST = 64;

  private final int[] rankOf;
  private final int count;
  private final int[] starts;

  WordParts(long[] counts) {
    int n = counts.length;
    this.count = fitting(n);
    this.rankOf = new int[n];
    int[] falling =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingLong((Integer id) -> -counts[id]))
            .mapToInt(Integer::intValue)
            .toArray();
    this.starts = new int[count + 1];
    for (int rank = 0; rank < n; rank++) {
      rankOf[falling[rank]] = rank;
      starts[part(rank) + 1]++;
    }
    for (int p = 0; p < count; p++) {
      starts[p + 1] += starts[p];
    }
  }

  private static int fitting(int vocabulary) {
    int parts = Integer.highestOneBit(Math.max(1, Math.min(MOST, vocabulary / FEWEST_WORDS)));
    while ((long) parts * MOST_WORDS < vocabulary) {
      parts *= 2;
    }
    return parts;
  }

  /** How many parts there are, a power of two. */
  int count() {
    return count;
  }

  int words() {
    return rankOf.length;
  }

  int rank(int id) {
    return rankOf[id];
  }

  int part(int rank) {
    int place = rank % (2 * count);
    return place < count ? place : 2 * count - 1 - place;
  }

  /** The place of a rank in its part. */
  int place(int rank) {
    return rank / count;
  }

  /** The rank at a place in a part. */
  int rank(int part, int place) {
    return place * count + (place % 2 == 0 ? part : count - 1 - part);
  }

  /** The first row of a part. */
  int start(int part) {
    return starts[part];
  }

  int size(int part) {
    return starts[part + 1] - starts[part];
  }

  int row(int rank) {
    return starts[part(rank)] + place(rank);
  }
}

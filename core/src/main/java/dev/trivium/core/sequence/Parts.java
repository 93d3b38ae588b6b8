package dev.trivium.core.sequence;

import dev.trivium.core.math.AliasTable;
import dev.trivium.core.math.FastRandom;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The ids dealt to parts of like work: by falling count, there and back (a snake draft), so that
 * parts differ in tokens by no more than the largest count, and have nearly the same law of noise.
 * An id that is most of all tokens, the hub of a star, makes its part that much heavier; the others
 * wait for it, and it is noise to its own part alone.
 */
final class Parts {
  private static final int MOST = 16;
  private static final int FEWEST_IDS = 256;

  private final int count;
  private final byte[] partOf;
  private final int[] members;
  private final int[] offsets;
  private final AliasTable noise;

  /**
   * As many parts as the ids seen allow: a power of two, at most {@value #MOST}, of at least
   * {@value #FEWEST_IDS} ids, since a part is all that noise is drawn from at a time. It does not
   * depend on the number of threads.
   */
  static int fitting(long[] counts) {
    int seen = (int) Arrays.stream(counts).filter(c -> c > 0).count();
    return Math.max(1, Integer.highestOneBit(Math.min(MOST, seen / FEWEST_IDS)));
  }

  /**
   * @param noiseWeights of the ids, 0 for those that never come
   */
  Parts(long[] counts, float[] noiseWeights, int count) {
    this.count = count;
    int[] falling =
        IntStream.range(0, counts.length)
            .boxed()
            .sorted(Comparator.comparingLong((Integer id) -> -counts[id]))
            .mapToInt(Integer::intValue)
            .toArray();
    this.partOf = new byte[counts.length];
    this.offsets = new int[count + 1];
    for (int i = 0; i < falling.length; i++) {
      int place = i % (2 * count);
      int part = place < count ? place : 2 * count - 1 - place;
      partOf[falling[i]] = (byte) part;
      offsets[part + 1]++;
    }
    Arrays.parallelPrefix(offsets, Integer::sum);
    this.members = new int[counts.length];
    int[] next = offsets.clone();
    float[] weights = new float[counts.length];
    for (int id = 0; id < counts.length; id++) {
      int place = next[partOf[id]]++;
      members[place] = id;
      weights[place] = noiseWeights[id];
    }
    this.noise = AliasTable.ofRows(offsets, weights);
  }

  int count() {
    return count;
  }

  int of(int id) {
    return partOf[id];
  }

  /** A noise id of the part. */
  int draw(int part, FastRandom random) {
    return members[noise.draw(random, offsets[part], offsets[part + 1])];
  }
}

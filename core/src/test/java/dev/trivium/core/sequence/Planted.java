package dev.trivium.core.sequence;

import dev.trivium.core.math.FastRandom;

/** Sequences that stay within one of several communities; id v belongs to community v mod n. */
record Planted(int communities, int members, int sequences, int length) implements SequenceSource {
  @Override
  public int vocabulary() {
    return communities * members + 1;
  }

  /** The last id never comes. */
  @Override
  public long[] counts() {
    long[] counts = new long[vocabulary()];
    stream(
        0,
        0,
        1,
        (ids, from, to) -> {
          for (int i = from; i < to; i++) {
            counts[ids[i]]++;
          }
        });
    return counts;
  }

  @Override
  public void stream(int epoch, int shard, int shards, SequenceSink sink) {
    int[] ids = new int[length];
    for (int s = shard; s < sequences; s += shards) {
      FastRandom random = FastRandom.of(8, epoch, s, 0);
      int community = random.nextInt(communities);
      for (int i = 0; i < length; i++) {
        ids[i] = random.nextInt(members) * communities + community;
      }
      sink.accept(ids, 0, length);
    }
  }
}

package dev.trivium.recommender.baseline;

import dev.trivium.core.data.Interactions;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.sequence.SequenceSink;
import dev.trivium.core.sequence.SequenceSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The items of each user as sequences: by time, or shuffled anew in each epoch. */
final class Baskets implements SequenceSource {
  private final Interactions train;
  private final boolean ordered;
  private final long seed;

  Baskets(Interactions train, boolean ordered, long seed) {
    this.train = train;
    this.ordered = ordered;
    this.seed = seed;
  }

  @Override
  public int vocabulary() {
    return train.itemCount();
  }

  @Override
  public long[] counts() {
    return Arrays.stream(train.itemDegrees()).asLongStream().toArray();
  }

  @Override
  public void stream(int epoch, int shard, int shards, SequenceSink sink) {
    for (int u = shard; u < train.userCount(); u += shards) {
      int[] items = ordered ? byTime(u) : train.itemsOf(u);
      if (!ordered) {
        FastRandom.of(seed, epoch, u, 3).shuffle(items);
      }
      sink.accept(items, 0, items.length);
    }
  }

  private int[] byTime(int u) {
    return IntStream.range(train.from(u), train.to(u))
        .boxed()
        .sorted(Comparator.comparingLong(train::timeAt))
        .mapToInt(train::itemAt)
        .toArray();
  }
}

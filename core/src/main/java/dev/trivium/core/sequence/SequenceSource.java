package dev.trivium.core.sequence;

/**
 * Sequences of ids in {@code [0, vocabulary)}, made or read anew each time they are asked for,
 * never stored: walks on a graph, sentences of a corpus, sessions of users.
 *
 * <p>Repeatable: two calls of {@link #stream} with the same arguments hand over the same sequences
 * in the same order, and the shards of an epoch together hold each of its sequences once, whatever
 * their number. Several threads stream different shards at once.
 */
public interface SequenceSource {
  /** How many ids there are; they run from 0. */
  int vocabulary();

  /**
   * How often each id comes in an epoch {@code [vocabulary]}, exactly or by a good estimate; 0 for
   * ids that never come. The law of the negatives and the subsampling follow from it, and its sum
   * measures the work and the fall of the learning rate. Asked for once in a training.
   */
  long[] counts();

  /** Hands over the sequences of shard {@code shard} in [0, shards) of epoch {@code epoch} ≥ 0. */
  void stream(int epoch, int shard, int shards, SequenceSink sink);
}

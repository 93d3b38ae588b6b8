package dev.trivium.core.sequence;

/** Takes sequences, one at a time. */
@FunctionalInterface
public interface SequenceSink {
  /**
   * One sequence: {@code ids[from .. to)}. The array is the caller's and may be reused after the
   * call.
   */
  void accept(int[] ids, int from, int to);
}

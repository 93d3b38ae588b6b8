package dev.trivium.core.sequence;

/** Learns from one window. */
@FunctionalInterface
interface WindowUpdate {
  /**
   * {@code inputs[0 .. count)} are the ids around {@code target}; the draws that come with them are
   * the update's own.
   */
  void apply(int[] inputs, int count, int target, float rate);
}

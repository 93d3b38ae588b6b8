package dev.trivium.core.sequence;

/** Learns from one window, or a part of it. */
@FunctionalInterface
interface WindowUpdate {
  /**
   * The first id of {@code targets} is the one in the middle, the rest are noise; {@code
   * inputs[from .. to)} are ids around it.
   */
  void apply(int[] inputs, int from, int to, int[] targets, int targetCount, float rate);
}

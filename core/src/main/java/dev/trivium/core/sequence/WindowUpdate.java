package dev.trivium.core.sequence;

/** Learns from one window. */
@FunctionalInterface
interface WindowUpdate {
  /**
   * The first id of {@code targets} is the one in the middle, the rest are noise; {@code inputs}
   * are the ids around.
   */
  void apply(int[] inputs, int inputCount, int[] targets, int targetCount, float rate);
}

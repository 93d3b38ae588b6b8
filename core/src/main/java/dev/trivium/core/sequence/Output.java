package dev.trivium.core.sequence;

/**
 * The other side of training: tells how likely ids are beside a vector, and steps down the loss.
 * For one thread.
 */
interface Output {
  /**
   * Steps for the ids {@code ids[from .. from+count)}, each of which came beside the vector {@code
   * hidden}, and adds to {@code step} what the vector is to move by. The vector stays as it is.
   */
  void learn(float[] hidden, int[] ids, int from, int count, float rate, float[] step);
}

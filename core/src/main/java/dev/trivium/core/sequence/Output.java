package dev.trivium.core.sequence;

/**
 * The other side of training: tells how likely ids are beside a vector, and steps down the loss.
 * For one thread.
 */
interface Output {
  /** How many ids may be told from a vector before it moves. */
  int MOST = 2;

  /**
   * Steps for the ids {@code ids[from .. from+count)}, at most {@value #MOST}, each of which came
   * beside the vector {@code hidden}, and adds to {@code step} what the vector is to move by. The
   * vector stays as it is.
   */
  void learn(float[] hidden, int[] ids, int from, int count, float rate, float[] step);
}

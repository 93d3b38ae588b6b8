package dev.trivium.core.sequence;

import dev.trivium.core.math.Vectors;
import java.util.Arrays;

/**
 * Skip-gram of ids whose vectors are means of several rows, as fastText has it: the ids around are
 * told by the id in the middle. The mean is taken and its rows step once a window, where fastText
 * does both for each id around; in between the mean moves as its rows would. (A row that a mean has
 * twice would move it twice as far; this is left out.) Cost: 2·(R + 3·C·(K+1)/2)·d multiply-adds
 * for R rows, C ids around, K negatives.
 */
final class BagSkipGram implements WindowUpdate {
  private final Mean mean;
  private final Output output;
  private final int[] middle = new int[1];
  private final float[] step;

  BagSkipGram(Mean mean, Output output) {
    this.mean = mean;
    this.output = output;
    this.step = new float[mean.step().length];
  }

  @Override
  public void apply(int[] ids, int count, int target, float rate) {
    middle[0] = target;
    float[] hidden = mean.of(middle, 0, 1);
    for (int from = 0; from < count; from += Output.MOST) {
      Arrays.fill(step, 0);
      output.learn(hidden, ids, from, Math.min(Output.MOST, count - from), rate, step);
      Vectors.axpy(1, step, 0, hidden, 0, step.length);
      Vectors.axpy(1, step, 0, mean.step(), 0, step.length);
    }
    mean.move();
  }
}

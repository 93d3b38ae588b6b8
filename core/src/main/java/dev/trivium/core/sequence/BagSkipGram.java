package dev.trivium.core.sequence;

/**
 * Skip-gram of ids whose vectors are means of several rows, as fastText has it: the ids around are
 * told by the id in the middle. Its mean is taken once for up to {@value #GROUP} of them, and its
 * rows step once; fastText does both for each. In a window of hundreds one step would be the sum of
 * too many. Cost: 2·(R + 3·(C + K·C/4)/2)·d multiply-adds for R rows, C ids around, K negatives.
 */
final class BagSkipGram implements WindowUpdate {
  private static final int GROUP = 32;

  private final Mean mean;
  private final Output output;
  private final int[] middle = new int[1];

  BagSkipGram(Mean mean, Output output) {
    this.mean = mean;
    this.output = output;
  }

  @Override
  public void apply(int[] ids, int count, int target, float rate) {
    middle[0] = target;
    for (int from = 0; from < count; from += GROUP) {
      float[] hidden = mean.of(middle, 0, 1);
      output.learn(hidden, ids, from, Math.min(GROUP, count - from), rate, mean.step());
      mean.move();
    }
  }
}

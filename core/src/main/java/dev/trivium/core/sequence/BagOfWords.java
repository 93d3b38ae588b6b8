package dev.trivium.core.sequence;

/**
 * The continuous bag of words (CBOW; Mikolov et al., <i>Efficient estimation of word
 * representations in vector space</i>, ICLR 2013): the id in the middle is told by the mean of the
 * vectors around it. Cost: 2·(B + 3·(K+1)/2)·d multiply-adds a window of B rows, K negatives.
 */
final class BagOfWords implements WindowUpdate {
  private final Mean mean;
  private final Output output;
  private final int[] middle = new int[1];

  BagOfWords(Mean mean, Output output) {
    this.mean = mean;
    this.output = output;
  }

  @Override
  public void apply(int[] ids, int count, int target, float rate) {
    float[] hidden = mean.of(ids, 0, count);
    middle[0] = target;
    output.learn(hidden, middle, 0, 1, rate, mean.step());
    mean.move();
  }
}

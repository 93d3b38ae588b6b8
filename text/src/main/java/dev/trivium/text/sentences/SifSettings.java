package dev.trivium.text.sentences;

/**
 * How smooth inverse frequency weighs words.
 *
 * @param a a word of probability p weighs a / (a + p): the smaller, the less frequent words count
 * @param components how many common directions are taken out of all vectors
 * @param centered whether the mean is taken out first, and the directions are those around it
 * @param wordComponents how many common directions are taken out of the words' own vectors, after
 *     their mean (Mu and Viswanath, <i>All-but-the-top</i>, ICLR 2018; there a hundredth of the
 *     dimension), before each is brought to length 1 (ours), at most one for ten numbers of a
 *     vector and for ten words; 0 leaves them as they are
 * @param unknownWords whether a word that the table lacks, such as a number, counts by a direction
 *     of its own, drawn by chance, as one of probability 0 would (ours): texts that share it come
 *     nearer, and others stay where they are; otherwise it is left out
 */
public record SifSettings(
    double a, int components, boolean centered, int wordComponents, boolean unknownWords) {
  /** The paper's: a = 0.001, one direction, no mean, words as they are. */
  public static final SifSettings PAPER = new SifSettings(1e-3, 1, false, 0, false);

  /**
   * a = 0.0003, the mean and six directions, eight of the words', unknown words by a direction of
   * their own: best on the training half of the STS benchmark.
   */
  public static final SifSettings DEFAULT = new SifSettings(3e-4, 6, true, 8, true);

  public SifSettings {
    if (!(a > 0 && a < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a is " + a + "; choose a finite number above 0, say 1e-3");
    }
    require("components", components);
    require("wordComponents", wordComponents);
  }

  private static void require(String setting, int value) {
    if (value < 0) {
      throw new IllegalArgumentException(
          "%s is %d; choose 0 (none) or more, say 1".formatted(setting, value));
    }
  }
}

package dev.trivium.text.sentences;

/**
 * How smooth inverse frequency weighs words.
 *
 * @param a a word of probability p weighs a / (a + p): the smaller, the less frequent words count
 * @param components how many common directions are taken out of all vectors
 * @param centered whether the mean is taken out first, and the directions are those around it
 */
public record SifSettings(double a, int components, boolean centered) {
  /** The paper's: a = 0.001, one direction, no mean. */
  public static final SifSettings PAPER = new SifSettings(1e-3, 1, false);

  /** a = 0.0003, the mean and eight directions: best on the training half of the STS benchmark. */
  public static final SifSettings DEFAULT = new SifSettings(3e-4, 8, true);

  public SifSettings {
    if (!(a > 0 && a < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a is " + a + "; choose a finite number above 0, say 1e-3");
    }
    if (components < 0) {
      throw new IllegalArgumentException(
          "components is " + components + "; choose 0 (none) or more, say 1");
    }
  }
}

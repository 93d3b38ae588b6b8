package dev.trivium.text.sentences;

/**
 * How smooth inverse frequency weighs words.
 *
 * @param a a word of probability p weighs a / (a + p): the smaller, the less frequent words count
 * @param components how many common directions are taken out of all vectors
 */
public record SifSettings(double a, int components) {
  /** The paper's: a = 0.001, one direction. */
  public static final SifSettings DEFAULT = new SifSettings(1e-3, 1);

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

package dev.trivium.text.words;

/**
 * How the answer to an analogy is scored (Levy and Goldberg, <i>Linguistic regularities in sparse
 * and explicit word representations</i>, CoNLL 2014).
 */
public enum Analogy {
  /** The cosine with the sum of the unit vectors, those of the other side taken away. */
  THREE_COS_ADD("add"),
  /** The product of the cosines, moved to 0 to 1, over the product of those of the other side. */
  THREE_COS_MUL("mul");

  private static final double EPSILON = 1e-3;

  private final String name;

  Analogy(String name) {
    this.name = name;
  }

  /** A cosine, in 0 to 1. */
  static double moved(float cosine) {
    return (1 + cosine) / 2;
  }

  /** A quotient of products. */
  static float quotient(double positive, double negative) {
    return (float) (positive / (negative + EPSILON));
  }

  @Override
  public String toString() {
    return name;
  }
}

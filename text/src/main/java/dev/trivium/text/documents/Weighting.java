package dev.trivium.text.documents;

/**
 * How counts of terms are weighted. With n texts, of which a term is in m:
 *
 * @param sublinear 1 + ln(count) stands for the count
 * @param inverse times the inverse document frequency, 1 + ln(n / m)
 * @param smooth as if one more text had every term: 1 + ln((1 + n) / (1 + m))
 * @param normalize rows are then brought to Euclidean length 1
 */
public record Weighting(boolean sublinear, boolean inverse, boolean smooth, boolean normalize) {
  /** Counts times smooth inverse document frequencies, at length 1, as scikit-learn's. */
  public static final Weighting DEFAULT = new Weighting(false, true, true, true);

  public Weighting withSublinear(boolean value) {
    return new Weighting(value, inverse, smooth, normalize);
  }

  public Weighting withInverse(boolean value) {
    return new Weighting(sublinear, value, smooth, normalize);
  }

  public Weighting withSmooth(boolean value) {
    return new Weighting(sublinear, inverse, value, normalize);
  }

  public Weighting withNormalize(boolean value) {
    return new Weighting(sublinear, inverse, smooth, value);
  }
}

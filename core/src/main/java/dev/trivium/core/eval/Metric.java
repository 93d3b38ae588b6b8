package dev.trivium.core.eval;

/**
 * A measure of an outcome.
 *
 * @param <O> what is measured: {@link Rankings}, {@link Scores}, {@link LabelSets} or {@link
 *     Partitions}
 */
public interface Metric<O> {
  /** As the literature writes it: {@code NDCG@10}. */
  String name();

  /** Whether more is better. */
  default boolean higherIsBetter() {
    return true;
  }

  Figure of(O outcome);

  /** The values of single cases where the figure is their mean; empty where it is none. */
  default double[] cases(O outcome) {
    return new double[0];
  }
}

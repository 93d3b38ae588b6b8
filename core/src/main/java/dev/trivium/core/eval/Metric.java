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
}

package dev.trivium.core;

/**
 * Hears how far a long piece of work has come. Called now and then (about once for each hundredth
 * of the work), by one thread at a time though not always the same one, with {@code done} never
 * falling.
 */
@FunctionalInterface
public interface Progress {
  /** Hears nothing. */
  Progress NONE = (done, total) -> {};

  /** {@code done} of {@code total} units of work are behind us. */
  void at(long done, long total);
}

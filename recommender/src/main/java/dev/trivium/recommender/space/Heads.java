package dev.trivium.recommender.space;

import dev.trivium.core.tensor.TensorRuntime;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** How the projections from content to factors are made once the factors have settled. */
public final class Heads {
  /** Ridge regressions in closed form, as they are while the factors still move. */
  public static final Heads LINEAR =
      new Heads(Collections.emptySortedMap(), (ridge, seed) -> ridge);

  private final SortedMap<String, String> settings;
  private final Maker maker;

  /** Makes of the linear heads of one pattern those to be used. */
  private interface Maker {
    Regression of(RidgeRegression ridge, long seed);
  }

  private Heads(SortedMap<String, String> settings, Maker maker) {
    this.settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    this.maker = maker;
  }

  /**
   * The linear heads and, beside each, a layer of rectified units that learns what they miss. Where
   * that does not carry over to held-out things the heads stay linear. The runtime is asked for
   * when a space is fitted.
   */
  public static Heads neural(Supplier<TensorRuntime> runtime, NeuralSettings settings) {
    return new Heads(
        settings.asMap(),
        (ridge, seed) ->
            new NeuralRegression(() -> runtime.get().newManager(), settings, ridge, seed));
  }

  /** By name, for a provenance; the linear ones have none. */
  SortedMap<String, String> asMap() {
    return settings;
  }

  Regression regression(RidgeRegression ridge, long seed) {
    return maker.of(ridge, seed);
  }

  @Override
  public String toString() {
    return settings.isEmpty() ? "linear" : settings.toString();
  }
}

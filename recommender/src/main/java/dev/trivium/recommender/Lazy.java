package dev.trivium.recommender;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that is made once, when it is first asked for. */
final class Lazy<T> implements Supplier<T> {
  private @Nullable Supplier<? extends T> maker;
  private volatile @Nullable T made;

  Lazy(Supplier<? extends T> maker) {
    this.maker = maker;
  }

  /** What is there already. */
  static <T> Lazy<T> made(T value) {
    Lazy<T> lazy = new Lazy<>(() -> value);
    lazy.made = value;
    return lazy;
  }

  @Override
  public T get() {
    T there = made;
    return there == null ? make() : there;
  }

  private synchronized T make() {
    T there = made;
    if (there == null && maker != null) {
      there = maker.get();
      made = there;
      maker = null; // with what it holds on to
    }
    if (there == null) {
      throw new IllegalStateException("made from nothing");
    }
    return there;
  }
}

package dev.trivium.core;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is made when it is first asked for. Those who ask at once may each make it, and
 * all get the same: a lock held meanwhile would be waited for by the very threads that its maker
 * waits for, where it works in parallel.
 */
public final class Lazy<T> implements Supplier<T> {
  private volatile @Nullable Supplier<? extends T> maker;
  private volatile @Nullable T made;

  public Lazy(Supplier<? extends T> maker) {
    this.maker = maker;
  }

  /** What is there already. */
  public static <T> Lazy<T> made(T value) {
    Lazy<T> lazy = new Lazy<>(() -> value);
    lazy.made = value;
    return lazy;
  }

  @Override
  public T get() {
    T there = made;
    return there == null ? make() : there;
  }

  private T make() {
    Supplier<? extends T> from = maker;
    return first(from == null ? null : from.get());
  }

  private synchronized T first(@Nullable T fresh) {
    T there = made == null ? fresh : made;
    if (there == null) {
      throw new IllegalStateException("made from nothing");
    }
    made = there;
    maker = null; // with what it holds on to
    return there;
  }
}

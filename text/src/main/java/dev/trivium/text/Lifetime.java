package dev.trivium.text;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** Of something native that several threads use: its end waits for those still at work. */
final class Lifetime {
  private final String name;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean ended;

  /**
   * @param name what it is of, for messages
   */
  Lifetime(String name) {
    this.name = name;
  }

  /** Works with it, which is an error after its end. */
  <T> T use(Supplier<T> work) {
    lock.readLock().lock();
    try {
      if (ended) {
        throw new IllegalStateException(
            name + " is closed; open another, or close it after the last text");
      }
      return work.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Frees it; a second time does nothing. */
  void end(Runnable free) {
    lock.writeLock().lock();
    try {
      if (!ended) {
        ended = true;
        free.run();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}

package dev.trivium.text.words;

import dev.trivium.core.Progress;
import java.util.concurrent.CancellationException;

/** Counts the work done by several threads, and tells of it. */
final class Tally {
  private static final int REPORTS = 100;

  private final String work;
  private final long total;
  private final Progress progress;
  private long done;
  private long told;

  /**
   * @param work what is done, for the sentence on an interrupt
   */
  Tally(String work, long total, Progress progress) {
    this.work = work;
    this.total = total;
    this.progress = progress;
  }

  /** Adds to the work done; throws where the thread has been interrupted. */
  synchronized void add(long units) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException(work + " was interrupted; nothing was kept");
    }
    done += units;
    long now = Math.min(done, total);
    if (now > told && (now - told >= total / REPORTS || now == total)) {
      told = now;
      progress.at(now, total);
    }
  }

  /** The work is over, whatever the estimate of its size was. */
  synchronized void finish() {
    if (told < total) {
      told = total;
      progress.at(total, total);
    }
  }
}

package dev.trivium.core.sequence;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the work done by all threads, and derives from it the learning rate and the progress. */
final class TrainingClock {
  private static final int REPORTS = 100;
  private static final int LOOKS = 64;

  private final SkipGramSettings settings;
  private final long total;
  private final Progress progress;
  private final Rows rows;
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong nextReport;
  private long reported;

  /**
   * @param total tokens of the whole work
   * @param rows that are trained, looked at for numbers beyond bounds with each report
   */
  TrainingClock(SkipGramSettings settings, long total, Progress progress, Rows rows) {
    this.settings = settings;
    this.total = Math.max(1, total);
    this.progress = progress;
    this.rows = rows;
    this.nextReport = new AtomicLong(this.total / REPORTS);
  }

  /** From the first rate to the last in a straight line over the whole work, flat past its end. */
  float rate() {
    return rateAt((double) done.get());
  }

  /** The rate when so much is done. */
  float rateAt(double tokens) {
    float share = Math.min(1, (float) (tokens / total));
    return settings.learningRate() + (settings.minimumRate() - settings.learningRate()) * share;
  }

  /** The tokens of the whole work. */
  long total() {
    return total;
  }

  /** The tokens done. */
  long done() {
    return done.get();
  }

  /** Adds {@code tokens} to the work done; throws where the thread has been interrupted. */
  void advance(int tokens) {
    requireGoingOn();
    long now = done.addAndGet(tokens);
    long due = nextReport.get();
    if (now >= due && nextReport.compareAndSet(due, now + Math.max(1, total / REPORTS))) {
      report(now);
    }
  }

  /** Throws where the thread has been interrupted. */
  void requireGoingOn() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException(
          "training was interrupted after " + done + " of " + total + " tokens; nothing was kept");
    }
  }

  /** The work is over, whatever the estimate of its size was. */
  void finish() {
    report(total);
  }

  /** A few rows tell, for a number that is none spreads to all. */
  private void requireBounds() {
    int step = Math.max(1, rows.count() / LOOKS);
    for (int r = 0; r < rows.count(); r += step) {
      if (!Float.isFinite(rows.array()[rows.of(r)])) {
        throw new TriviumException(
            "training diverged within %d of %d tokens: its numbers have grown beyond all bounds; choose a lower learning rate than %s"
                .formatted(reported, total, settings.learningRate()));
      }
    }
  }

  private synchronized void report(long now) {
    if (Math.min(now, total) > reported) {
      reported = Math.min(now, total);
      requireBounds();
      progress.at(reported, total);
    }
  }
}

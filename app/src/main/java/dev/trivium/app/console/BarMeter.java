package dev.trivium.app.console;

import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar that is gone when the stage is over. */
final class BarMeter implements Stages.Meter {
  private final Line line;
  private final ProgressBar bar;

  BarMeter(PrintStream out, String name, int columns) {
    line = new Line(out, columns - 1);
    bar =
        new ProgressBarBuilder()
            .setTaskName(name)
            .setInitialMax(-1)
            .setStyle(ProgressBarStyle.ASCII)
            .setSpeedUnit(ChronoUnit.SECONDS)
            .showSpeed()
            .setUpdateIntervalMillis(200)
            .setConsumer(line)
            .build();
  }

  @Override
  public void at(long done, long total) {
    bar.maxHint(total);
    bar.stepTo(done);
  }

  @Override
  public void close() {
    bar.close();
    line.erase();
  }

  /**
   * The line of the bar, which another thread draws, perhaps too late: once erased, it stays so.
   */
  private static final class Line extends ConsoleProgressBarConsumer {
    private boolean erased;

    Line(PrintStream out, int columns) {
      super(out, columns);
    }

    @Override
    public synchronized void accept(String drawn) {
      if (!erased) {
        super.accept(drawn);
      }
    }

    synchronized void erase() {
      clear();
      erased = true;
    }

    /** Would end the line, where the stage's own is to stand. */
    @Override
    public void close() {}
  }
}

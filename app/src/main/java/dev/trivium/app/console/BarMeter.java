package dev.trivium.app.console;

import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar that is gone when the stage is over. */
final class BarMeter implements Stages.Meter {
  private final ProgressBar bar;

  BarMeter(PrintStream out, String name, int columns) {
    bar =
        new ProgressBarBuilder()
            .setTaskName(name)
            .setInitialMax(-1)
            .setStyle(ProgressBarStyle.ASCII)
            .setSpeedUnit(ChronoUnit.SECONDS)
            .showSpeed()
            .setUpdateIntervalMillis(200)
            .clearDisplayOnFinish()
            .setConsumer(new Line(out, columns - 1))
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
  }

  /**
   * The line of the bar, which another thread draws, perhaps too late: once cleared, it stays so.
   */
  private static final class Line extends ConsoleProgressBarConsumer {
    private boolean cleared;

    Line(PrintStream out, int columns) {
      super(out, columns);
    }

    @Override
    public synchronized void accept(String drawn) {
      if (!cleared) {
        super.accept(drawn);
      }
    }

    @Override
    public synchronized void clear() {
      super.clear();
      cleared = true;
    }
  }
}

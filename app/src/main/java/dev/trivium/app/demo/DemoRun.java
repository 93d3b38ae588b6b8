package dev.trivium.app.demo;

import dev.trivium.app.console.Stages;
import java.io.PrintWriter;

/** What the demonstration does with its data. */
final class DemoRun {
  private final DemoSettings settings;
  private final Stages stages;
  private final PrintWriter out;

  DemoRun(DemoSettings settings, Stages stages, PrintWriter out) {
    this.settings = settings;
    this.stages = stages;
    this.out = out;
  }

  /** Prints what the catalogue holds. */
  void run(EmojiCatalogue catalogue) {
    long categories =
        stages.stage(
            "count categories",
            progress -> catalogue.emoji().stream().map(Emoji::category).distinct().count());
    out.printf(
        "%d emoji of %d categories, %s, seed %d%n",
        catalogue.emoji().size(), categories, catalogue.interactions(), settings.seed());
    out.flush();
  }
}

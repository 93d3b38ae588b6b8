package dev.trivium.app.text;

import dev.trivium.app.console.Options;
import dev.trivium.app.console.Stages;
import dev.trivium.text.words.Analogy;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code text analogy}. */
@Command(
    name = "analogy",
    description =
        "Prints what C is to as A is to B: analogy man king woman. Answers and their scores,"
            + " separated by tabs, best first.",
    sortOptions = false)
final class AnalogyCommand implements Callable<Integer> {
  private final Stages stages;
  private final PrintWriter print;

  @Parameters(index = "0", paramLabel = "A", description = "The first word.")
  private String first = "";

  @Parameters(index = "1", paramLabel = "B", description = "What it is to.")
  private String second = "";

  @Parameters(index = "2", paramLabel = "C", description = "The word to complete.")
  private String third = "";

  @Mixin private WordsOption vectors = new WordsOption();

  @Option(
      names = "--method",
      paramLabel = "NAME",
      description = "add for 3CosAdd, mul for 3CosMul (${DEFAULT-VALUE}).")
  private String method = "add";

  @Option(names = "--k", paramLabel = "N", description = "How many answers (${DEFAULT-VALUE}).")
  private int k = 5;

  AnalogyCommand(Stages stages, PrintWriter print) {
    this.stages = stages;
    this.print = print;
  }

  @Override
  public Integer call() {
    VectorOptions.positive("--k", k, 5);
    Analogy how = Options.one("--method", method, List.of(Analogy.values()));
    vectors
        .read(stages)
        .analogy(first, second, third, k, how)
        .forEach(n -> print.printf(Locale.ROOT, "%s\t%.4f%n", n.id(), n.score()));
    print.flush();
    return 0;
  }
}

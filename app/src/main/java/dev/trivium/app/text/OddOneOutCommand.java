package dev.trivium.app.text;

import dev.trivium.app.console.Stages;
import dev.trivium.app.console.UsageException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verb {@code text odd-one-out}. */
@Command(
    name = "odd-one-out",
    description = "Prints the word that is least like the others.",
    sortOptions = false)
final class OddOneOutCommand implements Callable<Integer> {
  private final Stages stages;
  private final PrintWriter print;

  @Parameters(paramLabel = "WORD", arity = "1..*", description = "Three words or more.")
  private List<String> words = List.of();

  @Mixin private WordsOption vectors = new WordsOption();

  OddOneOutCommand(Stages stages, PrintWriter print) {
    this.stages = stages;
    this.print = print;
  }

  @Override
  public Integer call() {
    if (words.size() < 3) {
      throw new UsageException(
          "the odd one out of " + words.size() + " words is no question; give three or more");
    }
    print.println(vectors.read(stages).oddOneOut(words));
    print.flush();
    return 0;
  }
}

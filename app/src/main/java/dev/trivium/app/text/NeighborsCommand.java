package dev.trivium.app.text;

import dev.trivium.app.console.Stages;
import dev.trivium.text.words.WordVectors;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code text neighbors}. */
@Command(
    name = "neighbors",
    description =
        "Prints the words most like each word, by the cosine of their vectors: word, neighbor and"
            + " cosine, separated by tabs.",
    sortOptions = false)
final class NeighborsCommand implements Callable<Integer> {
  private final Stages stages;
  private final PrintWriter print;

  @Parameters(paramLabel = "WORD", arity = "1..*", description = "One word or several.")
  private List<String> words = List.of();

  @Mixin private WordsOption vectors = new WordsOption();

  @Option(names = "--k", paramLabel = "N", description = "How many neighbors (${DEFAULT-VALUE}).")
  private int k = 10;

  NeighborsCommand(Stages stages, PrintWriter print) {
    this.stages = stages;
    this.print = print;
  }

  @Override
  public Integer call() {
    VectorOptions.positive("--k", k, 10);
    WordVectors known = vectors.read(stages);
    words.forEach(known::vector);
    for (String word : words) {
      known
          .similar(word, k)
          .forEach(n -> print.printf(Locale.ROOT, "%s\t%s\t%.4f%n", word, n.id(), n.score()));
    }
    print.flush();
    return 0;
  }
}

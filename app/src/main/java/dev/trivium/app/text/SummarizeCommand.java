package dev.trivium.app.text;

import dev.trivium.app.console.Options;
import dev.trivium.app.console.Stages;
import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.math.Matrix;
import dev.trivium.text.tasks.Summary;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code text summarize}. */
@Command(
    name = "summarize",
    description =
        "Chooses the sentences of a text that say most of it: TextRank for what is central, maximal"
            + " marginal relevance against saying it twice.",
    sortOptions = false)
final class SummarizeCommand implements Callable<Integer> {
  private final Stages stages;
  private final PrintWriter print;

  @Option(names = "--in", paramLabel = "FILE|-", required = true, description = "The text.")
  private String in = "";

  @Option(
      names = "--sentences",
      paramLabel = "N",
      description = "How many sentences to choose (${DEFAULT-VALUE}).")
  private int sentences = 3;

  @Option(
      names = "--relevance",
      paramLabel = "X",
      description =
          "1 for the most central sentences, less for sentences less like each other"
              + " (${DEFAULT-VALUE}).")
  private double relevance = 0.7;

  @Option(
      names = "--language",
      paramLabel = "TAG",
      description = "The language, for where sentences end (${DEFAULT-VALUE}).")
  private String language = "en";

  @Mixin private EncoderOption encoder = new EncoderOption();

  SummarizeCommand(Stages stages, PrintWriter print) {
    this.stages = stages;
    this.print = print;
  }

  @Override
  public Integer call() {
    Options.checked(() -> Summary.of(Matrix.zeros(0, 1), sentences, relevance));
    String text = TextFile.text("--in", in);
    List<String> all = Summary.sentences(text, Locale.forLanguageTag(language));
    if (all.isEmpty()) {
      throw new TriviumException(
          TextFile.name(in) + " has no sentence in it; --in wants a text to summarise");
    }
    try (Embedder<String> embedder = encoder.open(all, stages)) {
      int[] chosen =
          stages.stage(
              "summarise", progress -> Summary.of(embedder.embed(all), sentences, relevance));
      for (int sentence : chosen) {
        print.println(all.get(sentence).replaceAll("\\s+", " "));
      }
    }
    print.flush();
    return 0;
  }
}

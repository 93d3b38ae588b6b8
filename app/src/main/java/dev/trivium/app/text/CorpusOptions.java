package dev.trivium.app.text;

import dev.trivium.app.console.Stages;
import dev.trivium.app.console.UsageException;
import dev.trivium.text.words.Corpus;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What is learnt from. */
final class CorpusOptions {
  private static final String STREAM = "-";

  @Option(
      names = "--corpus",
      paramLabel = "PATH",
      required = true,
      arity = "1..*",
      description =
          "Texts of words parted by blanks, a sentence or a paragraph a line: files, also .gz, folders"
              + " of them, or - for standard input. Words are taken as they are; lower-case them before"
              + " if case is not to count.")
  private List<String> paths = List.of();

  @Option(
      names = "--min-count",
      paramLabel = "N",
      description = "Words that come less often are left out (${DEFAULT-VALUE}).")
  private int minCount = 5;

  int minCount() {
    return minCount;
  }

  /** Reads it, telling of its size. */
  Corpus read(Stages stages) {
    boolean stream = paths.contains(STREAM);
    if (stream && paths.size() > 1) {
      throw new UsageException(
          "--corpus names - beside others; give standard input alone, or files");
    }
    if (minCount < 1) {
      throw new UsageException("--min-count is " + minCount + "; choose 1 or more, say 5");
    }
    Corpus corpus =
        stages.stage(
            "read corpus",
            progress ->
                stream
                    ? Corpus.read(System.in, "standard input", minCount)
                    : Corpus.read(paths.stream().map(Path::of).toList(), minCount, progress));
    stages.say(
        "corpus: %,d tokens, %,d words that come %d times or more"
            .formatted(corpus.tokens(), corpus.vocabulary(), minCount));
    return corpus;
  }
}

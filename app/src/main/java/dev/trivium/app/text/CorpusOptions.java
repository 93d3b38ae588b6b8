package dev.trivium.app.text;

import dev.trivium.app.console.Count;
import dev.trivium.app.console.Stages;
import dev.trivium.app.console.UsageException;
import dev.trivium.text.words.Corpus;
import dev.trivium.text.words.Phrases;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What is learnt from. */
final class CorpusOptions {
  private static final String STREAM = "-";
  private static final String STANDARD_INPUT = "standard input";
  private static final int MOST_PHRASES = 10;

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

  @Option(
      names = "--phrases",
      paramLabel = "N",
      description =
          "Joins words that come together more often than by chance, new_york, in so many passes, each"
              + " making them longer (${DEFAULT-VALUE}).")
  private int phrases;

  int minCount() {
    return minCount;
  }

  /** All lines, each a document. */
  List<String> lines(Stages stages) {
    requireMinCount();
    boolean stream = stream();
    return stages.stage(
        "read corpus",
        progress ->
            stream ? Corpus.lines(System.in, STANDARD_INPUT) : Corpus.lines(files(), progress));
  }

  /** Whether it is standard input. */
  private boolean stream() {
    boolean stream = paths.contains(STREAM);
    if (stream && paths.size() > 1) {
      throw new UsageException(
          "--corpus names - beside others; give standard input alone, or files");
    }
    return stream;
  }

  private List<Path> files() {
    return paths.stream().map(Path::of).toList();
  }

  private void requireMinCount() {
    if (minCount < 1) {
      throw new UsageException("--min-count is " + minCount + "; choose 1 or more, say 5");
    }
  }

  /** Reads it, telling of its size, phrases joined. */
  Corpus read(Stages stages) {
    if (phrases < 0 || phrases > MOST_PHRASES) {
      throw new UsageException(
          "--phrases is %d; choose 0 to %d, say 1".formatted(phrases, MOST_PHRASES));
    }
    if (phrases == 0) {
      return read(stages, minCount);
    }
    requireMinCount();
    Corpus corpus = read(stages, 1);
    for (int pass = 1; pass <= phrases; pass++) {
      try (Corpus before = corpus) {
        int least = pass < phrases ? 1 : minCount;
        corpus =
            stages.stage("find phrases", progress -> Phrases.learn(before).join(before, least));
      }
    }
    stages.say(
        "corpus: %s, %s or phrases that come %s or more"
            .formatted(
                Count.of(corpus.tokens(), "token"),
                Count.of(corpus.vocabulary(), "word"),
                Count.of(minCount, "time")));
    return corpus;
  }

  private Corpus read(Stages stages, int minCount) {
    boolean stream = stream();
    requireMinCount();
    Corpus corpus =
        stages.stage(
            "read corpus",
            progress ->
                stream
                    ? Corpus.read(System.in, STANDARD_INPUT, minCount)
                    : Corpus.read(files(), minCount, progress));
    stages.say(
        "corpus: %s, %s that come %s or more"
            .formatted(
                Count.of(corpus.tokens(), "token"),
                Count.of(corpus.vocabulary(), "word"),
                Count.of(minCount, "time")));
    return corpus;
  }
}

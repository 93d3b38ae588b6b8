package dev.trivium.app.text;

import dev.trivium.app.console.Options;
import dev.trivium.app.console.RunOptions;
import dev.trivium.app.console.Stages;
import dev.trivium.app.console.UsageException;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.sequence.SkipGramSettings;
import dev.trivium.text.words.Corpus;
import dev.trivium.text.words.FastText;
import dev.trivium.text.words.FastTextBinary;
import dev.trivium.text.words.FastTextModel;
import dev.trivium.text.words.Subwords;
import dev.trivium.text.words.Word2Vec;
import dev.trivium.text.words.WordVectors;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code text train}. */
@Command(
    name = "train",
    description = "Learns a vector for each word of a corpus.",
    sortOptions = false)
final class TrainCommand implements Callable<Integer> {
  private final Stages stages;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      required = true,
      description = "word2vec, or fasttext, which has vectors for words never seen too.")
  private String model = "";

  @Mixin private CorpusOptions corpora = new CorpusOptions();

  @Option(
      names = "--out",
      paramLabel = "PATH",
      required = true,
      description =
          "Where the vectors are written; what was there is replaced once they are whole.")
  private String out = "";

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description =
          "text or binary (word2vec's), fasttext (a .bin of fastText's, with n-grams) or folder. By"
              + " the name of --out where it is not given: no extension or a slash at the end is a"
              + " folder, .bin is fasttext or binary, by the model; all else text.")
  private @Nullable String format;

  @Option(
      names = "--from",
      paramLabel = "PATH",
      description =
          "word2vec: vectors that words start from where they are known, to go on with a new corpus.")
  private @Nullable Path from;

  @Mixin private TrainingOptions training = new TrainingOptions();
  @Mixin private RunOptions run = new RunOptions();

  TrainCommand(Stages stages) {
    this.stages = stages;
  }

  @Override
  public Integer call() {
    switch (model.strip().toLowerCase(Locale.ROOT)) {
      case "word2vec" -> word2Vec();
      case "fasttext" -> fastText();
      default ->
          throw new UsageException("--model is '" + model + "'; choose word2vec or fasttext");
    }
    return 0;
  }

  private void word2Vec() {
    SkipGramSettings settings = training.settings(false, run.threads(), run.seed());
    TableFormat written = TableFormat.of(format, out);
    if (written == TableFormat.FASTTEXT) {
      throw new UsageException(
          "--format fasttext is for --model fasttext alone; choose text, binary or folder");
    }
    Path path = written.path(out);
    try (Corpus corpus = corpora.read(stages)) {
      EmbeddingTable vectors =
          from == null
              ? stages.stage("word2vec", progress -> new Word2Vec(settings).train(corpus, progress))
              : continued(corpus, settings, from);
      stages.stage(
          "write " + path.getFileName(),
          progress -> {
            written.write(vectors, path, progress);
            return path;
          });
    }
  }

  private EmbeddingTable continued(Corpus corpus, SkipGramSettings settings, Path start) {
    EmbeddingTable known =
        stages.stage("read " + start.getFileName(), progress -> WordVectors.read(start).table());
    long both = corpus.words().stream().filter(known::contains).count();
    stages.say("start: %,d of the corpus' words are known".formatted(both));
    return stages.stage(
        "word2vec",
        progress -> Options.checked(() -> new Word2Vec(settings).train(corpus, known, progress)));
  }

  private void fastText() {
    if (from != null) {
      throw new UsageException("--from is for --model word2vec alone; leave it out");
    }
    SkipGramSettings settings = training.settings(true, run.threads(), run.seed());
    Subwords subwords = training.subwords();
    TableFormat named = TableFormat.of(format, out);
    TableFormat written =
        named == TableFormat.BINARY && format == null ? TableFormat.FASTTEXT : named;
    Path path = written.path(out);
    try (Corpus corpus = corpora.read(stages)) {
      FastTextModel vectors =
          stages.stage(
              "fasttext",
              progress ->
                  new FastText(settings, subwords).train(corpus, corpora.minCount(), progress));
      stages.stage(
          "write " + path.getFileName(),
          progress -> {
            if (written == TableFormat.FASTTEXT) {
              FastTextBinary.write(vectors, path);
            } else {
              written.write(vectors.table(), path, progress);
            }
            return path;
          });
    }
  }
}

package dev.trivium.app.text;

import dev.trivium.app.console.Options;
import dev.trivium.app.console.OutFile;
import dev.trivium.app.console.RunOptions;
import dev.trivium.app.console.Stages;
import dev.trivium.app.console.UsageException;
import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Provenance;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.sequence.SkipGramSettings;
import dev.trivium.text.documents.Doc2Vec;
import dev.trivium.text.documents.Doc2VecSettings;
import dev.trivium.text.documents.TermSettings;
import dev.trivium.text.documents.TfIdf;
import dev.trivium.text.words.Corpus;
import dev.trivium.text.words.FastText;
import dev.trivium.text.words.FastTextBinary;
import dev.trivium.text.words.FastTextModel;
import dev.trivium.text.words.GloVe;
import dev.trivium.text.words.Subwords;
import dev.trivium.text.words.Word2Vec;
import dev.trivium.text.words.WordVectors;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The verb {@code text train}. */
@Command(
    name = "train",
    description = "Learns a vector for each word of a corpus, or for each line.",
    sortOptions = false)
final class TrainCommand implements Callable<Integer> {
  private static final List<String> MODELS =
      List.of("word2vec", "fasttext", "glove", "doc2vec", "tfidf");

  private final Stages stages;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      required = true,
      description =
          "word2vec; fasttext, which has vectors for words never seen too; glove, from counts of words"
              + " beside each other; doc2vec, a vector for each line, named by its number; or"
              + " tfidf, the same from the weights of its words, folded to --dimensions by hashing"
              + " where there are more.")
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
          "text or binary (word2vec's), npy (NumPy's, the words in NAME.ids.txt beside it), fasttext (a .bin of fastText's, with n-grams) or folder, which"
              + " of doc2vec and tfidf keeps the model too, as an --encoder for new texts. By"
              + " the name of --out where it is not given: no extension or a slash at the end is a"
              + " folder, .bin is fasttext or binary, by the model; .npy is npy; all else text, -"
              + " for standard output too.")
  private @Nullable String format;

  @Option(
      names = "--from",
      paramLabel = "PATH",
      description =
          "word2vec: vectors that words start from where they are known, to go on with a new corpus.")
  private @Nullable Path from;

  @Mixin private TrainingOptions training = new TrainingOptions();
  @Mixin private RunOptions run = new RunOptions();

  @Spec private @Nullable CommandSpec spec;

  TrainCommand(Stages stages) {
    this.stages = stages;
  }

  @Override
  public Integer call() {
    return run.within(this::trained);
  }

  private int trained() {
    String name = model.strip().toLowerCase(Locale.ROOT);
    if (!MODELS.contains(name)) {
      throw new UsageException(
          "--model is '" + model + "'; choose word2vec, fasttext, glove, doc2vec or tfidf");
    }
    OptionOwners.require(spec, name, training, stages);
    switch (name) {
      case "word2vec" -> word2Vec();
      case "fasttext" -> fastText();
      case "glove" -> gloVe();
      case "doc2vec" -> doc2Vec();
      default -> tfIdf();
    }
    return 0;
  }

  private void word2Vec() {
    SkipGramSettings settings = training.settings(false, run.threads(), run.seed());
    TableFormat written = table();
    Path path = written.path(out);
    EmbeddingTable known = from == null ? null : known(from, settings.dimension());
    try (Corpus corpus = corpora.read(stages)) {
      Word2Vec trainer = new Word2Vec(settings);
      if (known != null) {
        long both = corpus.words().stream().filter(known::contains).count();
        stages.say("start: %,d of the corpus' words are known".formatted(both));
      }
      EmbeddingTable vectors =
          stages.stage(
              "word2vec",
              progress ->
                  known == null
                      ? trainer.train(corpus, progress)
                      : trainer.train(corpus, known, progress));
      write(vectors, written, path);
    }
  }

  /** What training starts from, looked at before the corpus, which may be long. */
  private EmbeddingTable known(Path start, int dimension) {
    EmbeddingTable known =
        stages.stage("read " + start.getFileName(), progress -> WordVectors.read(start).table());
    if (known.dimension() != dimension) {
      throw new UsageException(
          "--dimensions is %d, and the vectors of %s have %d numbers; choose %d"
              .formatted(dimension, start, known.dimension(), known.dimension()));
    }
    return known;
  }

  private void gloVe() {
    GloVe trainer = new GloVe(training.gloVe(run.threads(), run.seed()));
    TableFormat written = table();
    Path path = written.path(out);
    Path temporary = Path.of(System.getProperty("java.io.tmpdir", "."));
    try (Corpus corpus = corpora.read(stages)) {
      EmbeddingTable vectors =
          stages.stage(
              "glove",
              progress ->
                  trainer.table(corpus, trainer.train(corpus, temporary, Progress.NONE, progress)));
      write(vectors, written, path);
    }
  }

  private void doc2Vec() {
    Doc2VecSettings settings =
        Options.checked(
            () ->
                Doc2VecSettings.DEFAULT
                    .withMinCount(corpora.minCount())
                    .withTraining(training.ofDocuments(run.threads(), run.seed())));
    TableFormat written = table();
    Path path = written.path(out);
    List<String> texts = corpora.lines(stages);
    Doc2Vec learnt =
        stages.stage("doc2vec", progress -> named(() -> Doc2Vec.fit(texts, settings, progress)));
    EmbeddingTable vectors =
        documents("doc2vec", texts, learnt.documents(), settings.training().asMap());
    write(vectors, learnt::writeInto, written, path);
  }

  private void tfIdf() {
    int dimensions = training.dimensions();
    TableFormat written = table();
    Path path = written.path(out);
    List<String> texts = corpora.lines(stages);
    TermSettings terms = TermSettings.DEFAULT.withMinDocuments(corpora.minCount());
    TfIdf learnt = stages.stage("tfidf", progress -> named(() -> TfIdf.fit(texts, terms)));
    Matrix rows;
    try (Embedder<String> embedder = learnt.embedder(dimensions)) {
      rows = stages.stage("embed", progress -> embedder.embed(texts));
    }
    EmbeddingTable vectors = documents("tfidf", texts, rows, Map.of("terms", terms.toString()));
    write(vectors, learnt::writeInto, written, path);
  }

  /** The vectors of texts, and in a folder what gives vectors to others. */
  private void write(
      EmbeddingTable vectors, SavedModel.Content model, TableFormat written, Path path) {
    if (written == TableFormat.FOLDER) {
      SavedModel.write(vectors, model, path, stages);
    } else {
      write(vectors, written, path);
    }
  }

  /** Calls the least count in a sentence as its option is called. */
  private static <T> T named(Supplier<T> learning) {
    try {
      return learning.get();
    } catch (TriviumException e) {
      String sentence = String.valueOf(e.getMessage());
      throw new TriviumException(
          sentence.replaceAll("lower (minDocuments|minCount)", "lower --min-count"), e);
    }
  }

  /** A row for each text, named by its place. */
  private EmbeddingTable documents(
      String maker, List<String> texts, Matrix rows, Map<String, String> settings) {
    List<String> numbers =
        IntStream.rangeClosed(1, texts.size()).mapToObj(Integer::toString).toList();
    String input = Provenance.fingerprint(String.join("\n", texts));
    return EmbeddingTable.of(numbers, rows, Provenance.trained(maker, settings, run.seed(), input));
  }

  private void fastText() {
    SkipGramSettings settings = training.settings(true, run.threads(), run.seed());
    Subwords subwords = training.subwords();
    TableFormat named = TableFormat.of(format, out);
    TableFormat written =
        named == TableFormat.BINARY && format == null ? TableFormat.FASTTEXT : named;
    Path path = written.path(out);
    try (Corpus corpus = corpora.read(stages)) {
      FastText trainer = new FastText(settings, subwords);
      FastTextModel vectors =
          stages.stage("fasttext", progress -> trainer.train(corpus, corpora.minCount(), progress));
      if (written == TableFormat.FASTTEXT) {
        stages.stage(
            "write " + OutFile.name(path),
            progress -> {
              FastTextBinary.write(vectors, path);
              return path;
            });
      } else {
        write(vectors.table(), written, path);
      }
    }
  }

  /** The form of a table, which has no n-grams. */
  private TableFormat table() {
    TableFormat written = TableFormat.of(format, out);
    if (written == TableFormat.FASTTEXT) {
      throw new UsageException(
          "--format fasttext is for --model fasttext alone; choose text, binary, npy or folder");
    }
    return written;
  }

  private void write(EmbeddingTable vectors, TableFormat written, Path path) {
    stages.stage(
        "write " + OutFile.name(path),
        progress -> {
          written.write(vectors, path, progress);
          return path;
        });
  }
}

package dev.trivium.app.text;

import dev.trivium.app.console.Options;
import dev.trivium.app.console.UsageException;
import dev.trivium.core.sequence.SkipGramSettings;
import dev.trivium.text.words.GloVeSettings;
import dev.trivium.text.words.Subwords;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How vectors of words are trained. */
final class TrainingOptions {
  private static final int MOST_DIMENSIONS = 10_000;

  /** The losses by the names of word2vec and fastText. */
  private static final Map<String, SkipGramSettings.Loss> LOSSES =
      Map.of(
          "ns", SkipGramSettings.Loss.NEGATIVE_SAMPLING,
          "hs", SkipGramSettings.Loss.HIERARCHICAL_SOFTMAX);

  @Option(
      names = "--mode",
      paramLabel = "NAME",
      description =
          "skipgram tells words from each word around them, better for rare words; cbow from all"
              + " around at once, faster (${DEFAULT-VALUE}).")
  private String mode = "skipgram";

  @Option(
      names = "--loss",
      paramLabel = "NAME",
      description = "ns, negative sampling, or hs, hierarchical softmax (${DEFAULT-VALUE}).")
  private String loss = "ns";

  @Option(
      names = "--dimensions",
      paramLabel = "N",
      description = "Numbers in a vector, at most " + MOST_DIMENSIONS + " (${DEFAULT-VALUE}).")
  private int dimensions = 100;

  @Option(
      names = "--window",
      paramLabel = "N",
      description =
          "The most words to either side that are context; of doc2vec with cbow alone (5; glove:"
              + " 15).")
  private @Nullable Integer window;

  @Option(
      names = "--negatives",
      paramLabel = "N",
      description = "With ns: noise words drawn for each pair of words (${DEFAULT-VALUE}).")
  private int negatives = 5;

  @Option(
      names = "--sample",
      paramLabel = "T",
      description =
          "Words that are more than this share of all are thinned out; 0 keeps all (1e-4).")
  private double sample = 1e-4;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the corpus (5; glove: 15).")
  private @Nullable Integer epochs;

  @Option(
      names = "--rate",
      paramLabel = "X",
      description = "The first learning rate, falling in a straight line (${DEFAULT-VALUE}).")
  private float rate = 0.05f;

  @Option(
      names = "--min-n",
      paramLabel = "N",
      description = "fasttext: the fewest characters of an n-gram (${DEFAULT-VALUE}).")
  private int minN = 3;

  @Option(
      names = "--max-n",
      paramLabel = "N",
      description = "fasttext: the most characters of an n-gram, 0 for none (${DEFAULT-VALUE}).")
  private int maxN = 6;

  @Option(
      names = "--buckets",
      paramLabel = "N",
      description = "fasttext: the rows that n-grams are hashed to (${DEFAULT-VALUE}).")
  private int buckets = 2_000_000;

  @Option(
      names = "--repeatable",
      description =
          "The same seed gives the same bytes. skipgram with ns and glove do so at any number of"
              + " threads in any case; all else then takes one thread.")
  private boolean repeatable;

  int dimensions() {
    if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
      throw new UsageException(
          "--dimensions is %d; choose 1 to %d, say 100".formatted(dimensions, MOST_DIMENSIONS));
    }
    return dimensions;
  }

  Subwords subwords() {
    if (maxN > 0 && minN > maxN) {
      throw new UsageException(
          "--min-n is %d, more than --max-n %d; choose 3 and 6".formatted(minN, maxN));
    }
    return Options.checked(() -> new Subwords(minN, maxN, buckets));
  }

  /**
   * As the engine takes them.
   *
   * @param subwords whether rows are shared, and so cannot be parted among threads
   */
  SkipGramSettings settings(boolean subwords, int threads, long seed) {
    return settings(loss(), subwords, threads, seed);
  }

  /** As vectors of documents take them, which know no loss but negative sampling. */
  SkipGramSettings ofDocuments(int threads, long seed) {
    return settings(SkipGramSettings.Loss.NEGATIVE_SAMPLING, false, threads, seed);
  }

  private SkipGramSettings settings(
      SkipGramSettings.Loss kind, boolean subwords, int threads, long seed) {
    SkipGramSettings.Mode chosen = mode();
    boolean skipGram = chosen == SkipGramSettings.Mode.SKIP_GRAM;
    boolean parted = skipGram && !subwords && kind == SkipGramSettings.Loss.NEGATIVE_SAMPLING;
    return Options.checked(
        () ->
            SkipGramSettings.WORDS
                .withMode(chosen)
                .withLoss(kind)
                .withDimension(dimensions())
                .withWindow(window == null ? 5 : window)
                .withNegatives(negatives)
                .withSubsampling(sample)
                .withEpochs(epochs == null ? 5 : epochs)
                .withMinimumRate(0)
                .withLearningRate(rate)
                .withMinimumRate(Math.min(1e-4f, rate))
                .withThreads(threads)
                .withRepeatable(repeatable || parted)
                .withSeed(seed));
  }

  /** As GloVe takes them. */
  GloVeSettings gloVe(int threads, long seed) {
    return Options.checked(
        () ->
            GloVeSettings.DEFAULT
                .withDimension(dimensions())
                .withWindow(window == null ? GloVeSettings.DEFAULT.window() : window)
                .withEpochs(epochs == null ? GloVeSettings.DEFAULT.epochs() : epochs)
                .withLearningRate(rate)
                .withThreads(threads)
                .withSeed(seed));
  }

  SkipGramSettings.Loss loss() {
    SkipGramSettings.Loss named = LOSSES.get(loss.strip().toLowerCase(Locale.ROOT));
    if (named == null) {
      throw new UsageException("--loss is '" + loss + "'; choose ns or hs");
    }
    return named;
  }

  SkipGramSettings.Mode mode() {
    return switch (mode.strip().toLowerCase(Locale.ROOT)) {
      case "skipgram" -> SkipGramSettings.Mode.SKIP_GRAM;
      case "cbow" -> SkipGramSettings.Mode.CBOW;
      default -> throw new UsageException("--mode is '" + mode + "'; choose skipgram or cbow");
    };
  }
}

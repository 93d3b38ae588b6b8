package dev.trivium.text.words;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.sequence.Bags;
import dev.trivium.core.sequence.SkipGram;
import dev.trivium.core.sequence.SkipGramModel;
import dev.trivium.core.sequence.SkipGramSettings;
import java.util.List;

/**
 * Vectors of words and of their character n-grams (Bojanowski et al., <i>Enriching word vectors
 * with subword information</i>, TACL 2017). As in fastText, but that the mean of a word's rows is
 * taken once for all words around it, and follows their steps in between. Memory: {@code [(words +
 * buckets) × d]} floats, twice while it is handed over.
 */
public final class FastText {
  private final SkipGramSettings training;
  private final Subwords subwords;

  public FastText(SkipGramSettings training, Subwords subwords) {
    this.training = training;
    this.subwords = subwords;
  }

  /**
   * Trains on a corpus.
   *
   * @param minCount what the corpus was read with, to be noted in the model
   */
  public FastTextModel train(Corpus corpus, int minCount, Progress progress) {
    List<String> words = corpus.words();
    SkipGramModel model = new SkipGram(training).train(corpus, bags(words), progress);
    return new FastTextModel(
        settings(minCount),
        words,
        corpus.counts(),
        corpus.tokens(),
        model.vectors(),
        model.contexts());
  }

  private FastTextSettings settings(int minCount) {
    return new FastTextSettings(
        training.dimension(),
        training.window(),
        training.epochs(),
        minCount,
        training.negatives(),
        1,
        training.loss() == SkipGramSettings.Loss.NEGATIVE_SAMPLING
            ? FastTextSettings.Loss.NEGATIVE_SAMPLING
            : FastTextSettings.Loss.HIERARCHICAL_SOFTMAX,
        training.mode() == SkipGramSettings.Mode.SKIP_GRAM
            ? FastTextSettings.Mode.SKIP_GRAM
            : FastTextSettings.Mode.CBOW,
        subwords,
        100,
        training.subsampling());
  }

  /** A word's own row, then those of its n-grams. */
  private Bags bags(List<String> words) {
    int[][] grams = new int[words.size()][];
    int[] offsets = new int[words.size() + 1];
    for (int i = 0; i < grams.length; i++) {
      grams[i] = subwords.maxN() > 0 ? subwords.of(words.get(i)) : new int[0];
      offsets[i + 1] = Math.addExact(offsets[i], 1 + grams[i].length);
    }
    long count = (long) words.size() + (subwords.maxN() > 0 ? subwords.buckets() : 0);
    if (count > Integer.MAX_VALUE) {
      throw new TriviumException(
          "%d words and %d buckets are too many rows; choose fewer buckets, say 2000000"
              .formatted(words.size(), subwords.buckets()));
    }
    int[] rows = new int[offsets[words.size()]];
    for (int i = 0; i < grams.length; i++) {
      rows[offsets[i]] = i;
      for (int k = 0; k < grams[i].length; k++) {
        rows[offsets[i] + 1 + k] = words.size() + grams[i][k];
      }
    }
    return new Bags(offsets, rows, (int) count);
  }
}

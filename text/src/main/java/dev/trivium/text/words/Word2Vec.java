package dev.trivium.text.words;

import dev.trivium.core.Progress;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Provenance;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.sequence.SkipGram;
import dev.trivium.core.sequence.SkipGramSettings;
import java.util.Arrays;
import java.util.List;

/**
 * Vectors of words from the words around them (Mikolov et al., <i>Efficient estimation of word
 * representations in vector space</i>, ICLR 2013), skip-gram or CBOW, with negative sampling or
 * hierarchical softmax; see {@link SkipGram} for cost and threads.
 */
public final class Word2Vec {
  private final SkipGramSettings settings;

  public Word2Vec(SkipGramSettings settings) {
    this.settings = settings;
  }

  /** The vectors of a corpus' words, {@code [words × d]}, the most frequent first. */
  public EmbeddingTable train(Corpus corpus, Progress progress) {
    return table(corpus, new SkipGram(settings).train(corpus, progress).vectors());
  }

  /**
   * Goes on from vectors learnt elsewhere: words that they have begin where they stand, the others
   * at random.
   */
  public EmbeddingTable train(Corpus corpus, EmbeddingTable from, Progress progress) {
    if (from.dimension() != settings.dimension()) {
      throw new IllegalArgumentException(
          "dimension is %d, and the vectors to start from have %d numbers; choose %d"
              .formatted(settings.dimension(), from.dimension(), from.dimension()));
    }
    List<String> words = corpus.words();
    Matrix start = Matrix.zeros(words.size(), settings.dimension());
    for (int i = 0; i < words.size(); i++) {
      int o = start.offset(i);
      if (from.contains(words.get(i))) {
        System.arraycopy(from.vector(words.get(i)), 0, start.array(), o, settings.dimension());
      } else {
        Arrays.fill(start.array(), o, o + settings.dimension(), Float.NaN);
      }
    }
    return table(corpus, new SkipGram(settings).train(corpus, start, progress).vectors());
  }

  private EmbeddingTable table(Corpus corpus, Matrix vectors) {
    return EmbeddingTable.of(
        corpus.words(),
        vectors,
        Provenance.trained("word2vec", settings.asMap(), settings.seed(), corpus.fingerprint()));
  }
}

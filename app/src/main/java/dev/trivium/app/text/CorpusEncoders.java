package dev.trivium.app.text;

import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.text.documents.TermSettings;
import dev.trivium.text.documents.TfIdf;
import dev.trivium.text.sentences.SifSettings;
import dev.trivium.text.sentences.WordAverage;
import dev.trivium.text.words.WordVectors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Encoders that first learn from the texts at hand. */
final class CorpusEncoders {
  static final String TF_IDF = "tfidf";

  /** Numbers of a row of weighted terms, which are folded where there are more. */
  static final int MOST_NUMBERS = 4096;

  private CorpusEncoders() {}

  /** Whether a name is that of an encoder here. */
  static boolean known(String encoder) {
    return encoder.equals(TF_IDF) || isWords(encoder);
  }

  /** Whether it is the path of a file or folder of word vectors. */
  static boolean isWords(String encoder) {
    Path path = Path.of(encoder);
    return (Files.isRegularFile(path.resolve("ids.txt")) && !SavedModel.isIn(path))
        || (Files.isRegularFile(path) && !encoder.endsWith(".jar"));
  }

  /**
   * The encoder of that name, fitted to the texts: {@code tfidf}, or a file or folder of word
   * vectors in any format that {@link WordVectors} reads, the most frequent first, averaged by SIF.
   * Empty where the name says neither.
   */
  static Optional<Embedder<String>> open(String encoder, List<String> texts) {
    if (encoder.equals(TF_IDF)) {
      return Optional.of(TfIdf.fit(texts, TermSettings.DEFAULT).embedder(MOST_NUMBERS));
    }
    Path path = Path.of(encoder);
    return known(encoder)
        ? Optional.of(sif(WordVectors.read(path).table(), texts))
        : Optional.empty();
  }

  /** The plain average of word vectors. */
  static Embedder<String> mean(String words) {
    return WordAverage.mean(WordVectors.read(Path.of(words)).table());
  }

  private static Embedder<String> sif(EmbeddingTable words, List<String> texts) {
    return WordAverage.sif(words, WordAverage.zipf(words.size()), texts, SifSettings.DEFAULT);
  }
}

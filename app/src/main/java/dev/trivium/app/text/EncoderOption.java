package dev.trivium.app.text;

import dev.trivium.app.console.Stages;
import dev.trivium.app.console.UsageException;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.text.SentenceTransformer;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that says what turns texts into vectors. */
public final class EncoderOption {
  @Option(
      names = "--encoder",
      paramLabel = "NAME|PATH",
      description =
          "What turns texts into vectors: tfidf, learnt from the texts; minilm; or a file or folder"
              + " of word vectors, averaged by SIF (${DEFAULT-VALUE}).")
  private String encoder = CorpusEncoders.TF_IDF;

  /** What was given. */
  public String name() {
    return encoder;
  }

  /** Opens the encoder, which may learn from the texts; the caller closes it. */
  public Embedder<String> open(List<String> texts, Stages stages) {
    return stages.stage("open " + encoder, progress -> open(texts));
  }

  private Embedder<String> open(List<String> texts) {
    Optional<Embedder<String>> fitted = CorpusEncoders.open(encoder, texts);
    if (fitted.isPresent()) {
      return fitted.get();
    }
    if (!encoder.equals("minilm")) {
      throw new UsageException(
          "--encoder is '%s', which is neither a file or folder of word vectors nor tfidf or minilm"
              .formatted(encoder));
    }
    return SentenceTransformer.miniLm(new TensorRuntime());
  }
}

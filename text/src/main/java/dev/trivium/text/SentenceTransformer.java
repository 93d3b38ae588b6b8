package dev.trivium.text;

import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.tensor.TensorRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;

/**
 * Sentences to vectors by a transformer: subword tokens, a BERT encoder, the token vectors pooled
 * into one (Reimers and Gurevych, <i>Sentence-BERT</i>, 2019). Texts are sorted by length and
 * packed into batches of a number of tokens, so that little is padded; rows come back in the order
 * of the texts, and differ by rounding only from those of the texts one by one.
 *
 * <p>Safe for several threads; they share one set of weights. {@link #close()} waits for those
 * still at work.
 */
public final class SentenceTransformer implements Embedder<String> {
  private final String space;
  private final int hidden;
  private final int dimension;
  private final String prompt;
  private final SentenceSettings settings;
  private final SentenceNetwork network;
  private final SubwordTokenizer tokenizer;
  private final Lifetime lifetime;

  /** A network under a checkpoint's name; closes network and tokenizer with itself. */
  SentenceTransformer(
      Checkpoint checkpoint,
      SentenceSettings settings,
      SentenceNetwork network,
      SubwordTokenizer tokenizer) {
    this.space = settings.space(checkpoint.name(), checkpoint.settings());
    this.hidden = checkpoint.shape().hidden();
    this.dimension = settings.dimensions() == 0 ? hidden : settings.dimensions();
    this.prompt = checkpoint.prompt(settings);
    this.settings = settings;
    this.network = network;
    this.tokenizer = tokenizer;
    this.lifetime = new Lifetime(space);
  }

  /**
   * all-MiniLM-L6-v2: 22.6 million parameters, 384 numbers a text, English. Reads 90 MB from the
   * class path, about a second.
   */
  public static SentenceTransformer miniLm(TensorRuntime runtime) {
    return miniLm(runtime, SentenceSettings.DEFAULT);
  }

  /** all-MiniLM-L6-v2 under other settings. */
  public static SentenceTransformer miniLm(TensorRuntime runtime, SentenceSettings settings) {
    return open(runtime, Pretrained.MINI_LM, own -> settings);
  }

  /**
   * A model whose artifact is on the class path.
   *
   * @param change its authors' settings to those wanted; {@code own -> own} leaves them
   */
  public static SentenceTransformer open(
      TensorRuntime runtime, Pretrained model, UnaryOperator<SentenceSettings> change) {
    return open(runtime, model.read(), change);
  }

  /**
   * A model of the user's own: a folder as Hugging Face's libraries save it, of the family of BERT
   * or RoBERTa, or the jar of a {@link Pretrained} one. Of the folder are read {@code config.json},
   * {@code model.safetensors} (fp32, fp16 or bf16), {@code tokenizer.json}, and where they are
   * there {@code modules.json}, {@code 1_Pooling/config.json}, {@code sentence_bert_config.json},
   * {@code tokenizer_config.json} and {@code config_sentence_transformers.json}. Without them the
   * mean of the tokens is taken, at the length it has.
   *
   * @param change the folder's settings to those wanted; {@code own -> own} leaves them
   */
  public static SentenceTransformer open(
      TensorRuntime runtime, Path model, UnaryOperator<SentenceSettings> change) {
    Checkpoint checkpoint =
        Files.isDirectory(model) ? HuggingFaceFolder.read(model) : Pretrained.read(model);
    return open(runtime, checkpoint, change);
  }

  /** Copies a checkpoint to the runtime's device. */
  static SentenceTransformer open(
      TensorRuntime runtime, Checkpoint checkpoint, UnaryOperator<SentenceSettings> change) {
    SentenceSettings settings = change.apply(checkpoint.settings());
    requireFit(settings, checkpoint);
    SubwordTokenizer tokenizer = tokenizer(checkpoint, settings.maxTokens());
    try {
      SentenceNetwork network = checkpoint.network(runtime, settings.pooling());
      return new SentenceTransformer(checkpoint, settings, network, tokenizer);
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  static void requireFit(SentenceSettings settings, Checkpoint checkpoint) {
    int most = checkpoint.shape().mostTokens();
    if (settings.maxTokens() > most) {
      throw new IllegalArgumentException(
          "maxTokens is %d and %s reads at most %d; choose that or fewer"
              .formatted(settings.maxTokens(), checkpoint.name(), most));
    }
    int hidden = checkpoint.shape().hidden();
    if (settings.dimensions() > hidden) {
      throw new IllegalArgumentException(
          "dimensions is %d and %s has %d; choose that or fewer"
              .formatted(settings.dimensions(), checkpoint.name(), hidden));
    }
  }

  static SubwordTokenizer tokenizer(Checkpoint checkpoint, int maxTokens) {
    return new SubwordTokenizer(
        "the tokenizer of " + checkpoint.name(),
        checkpoint.tokenizer(),
        maxTokens,
        checkpoint.shape().vocabulary());
  }

  @Override
  public String space() {
    return space;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  public SentenceSettings settings() {
    return settings;
  }

  /**
   * One row for each text: {@code [texts × dimension]}. An empty text has the vector the model
   * gives to no words; zeros where its tokenizer gives it no token at all. About as many
   * multiplications a token as the layers have parameters. An interrupt of the thread ends it with
   * a {@link CancellationException}.
   */
  @Override
  public Matrix embed(List<? extends String> texts) {
    List<String> checked = checked(texts);
    return lifetime.use(
        () -> {
          int[][] tokens = tokenizer.encode(checked);
          Matrix rows = network.vectors(tokens, settings.batchTokens());
          Matrix kept = dimension < hidden ? rows.columns(0, dimension) : rows;
          return settings.normalize() ? kept.normalizedRows() : kept;
        });
  }

  private List<String> checked(List<? extends String> texts) {
    List<String> checked = new ArrayList<>(texts.size());
    for (String text : texts) {
      if (text == null) {
        throw new IllegalArgumentException(
            "text " + checked.size() + " is null; give an empty one where there is none");
      }
      checked.add(prompt.isEmpty() ? text : prompt + text);
    }
    return checked;
  }

  /** Frees the weights; a second time does nothing. */
  @Override
  public void close() {
    lifetime.end(
        () -> {
          network.close();
          tokenizer.close();
        });
  }

  /** Arrays that live as long as this: the parameters. A test sees that they do not grow. */
  int managedArrays() {
    return network.managedArrays();
  }
}

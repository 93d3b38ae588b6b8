package dev.trivium.text;

import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.tensor.TensorRuntime;
import java.nio.file.Path;
import java.util.List;

/**
 * Sentences to vectors by a recurrent network over the vectors of their words: a gated recurrent
 * unit (Cho et al., <i>Learning Phrase Representations using RNN Encoder–Decoder</i>, EMNLP 2014),
 * in both directions if wanted, its states pooled by their mean or the last. It has PyTorch's form,
 * in which the reset gate comes after the product with the state:
 *
 * <pre>
 * r = σ(W_r x + b_r + U_r h + c_r)          z = σ(W_z x + b_z + U_z h + c_z)
 * n = tanh(W_n x + b_n + r (U_n h + c_n))   h' = (1 − z) n + z h
 * </pre>
 *
 * <p>{@link FineTuning} trains one, on pairs or on labels. Words are looked up as they are written,
 * then in lower case; unknown ones are skipped, and a text of which no word is known has a row of
 * zeros. Vectors are not brought to length 1. Cost: 3h(d + h) multiplications a word and direction,
 * of word vectors of d numbers and states of h.
 *
 * <p>Safe for several threads; they share one set of weights. {@link #close()} waits for those
 * still at work.
 */
public final class RecurrentEncoder implements Embedder<String> {
  private final String space;
  private final RecurrentSettings settings;
  private final int batchTokens;
  private final KnownWords words;
  private final RecurrentNetwork network;
  private final Lifetime lifetime;

  private RecurrentEncoder(TensorRuntime runtime, RecurrentCheckpoint from) {
    space = from.name();
    settings = from.settings();
    batchTokens = from.batchTokens();
    words = from.tokens(settings.maxTokens());
    network = from.network(runtime);
    lifetime = new Lifetime(space);
  }

  /** Reads a folder that {@link FineTuning} wrote. */
  public static RecurrentEncoder open(TensorRuntime runtime, Path folder) {
    return open(runtime, RecurrentCheckpoint.read(folder));
  }

  static RecurrentEncoder open(TensorRuntime runtime, RecurrentCheckpoint from) {
    return new RecurrentEncoder(runtime, from);
  }

  /** Whether a folder says that it holds such an encoder. */
  public static boolean isIn(Path folder) {
    return RecurrentCheckpoint.isIn(folder);
  }

  public RecurrentSettings settings() {
    return settings;
  }

  /** A fingerprint of the words, the weights and the settings. */
  @Override
  public String space() {
    return space;
  }

  @Override
  public int dimension() {
    return settings.dimension();
  }

  /** One row for each text: {@code [texts × dimension]}; of zeros where no word is known. */
  @Override
  public Matrix embed(List<? extends String> texts) {
    int[][] rows = words.encode(List.copyOf(texts));
    return lifetime.use(() -> network.vectors(rows, batchTokens));
  }

  /** Frees the weights; a second time does nothing. */
  @Override
  public void close() {
    lifetime.end(network::close);
  }

  /** Arrays that live as long as this: the parameters. A test sees that they do not grow. */
  int managedArrays() {
    return network.managedArrays();
  }
}

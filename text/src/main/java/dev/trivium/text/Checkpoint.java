package dev.trivium.text;

import dev.trivium.core.tensor.Safetensors;
import dev.trivium.core.tensor.Tensor;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.core.tensor.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A sentence transformer as its authors left it, wherever it was read from.
 *
 * @param name the authors' name for it
 * @param shape the network
 * @param weights its weights, under Hugging Face's names for BERT's
 * @param tokenizer the bytes of its {@code tokenizer.json}
 * @param settings how its authors use it
 * @param prompts what its authors put in front of texts of a kind, by the kind's name
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Checkpoint(
    String name,
    BertShape shape,
    Weights weights,
    byte[] tokenizer,
    SentenceSettings settings,
    Map<String, String> prompts)
    implements Trainable {
  @Override
  public String prompt() {
    return prompt(settings);
  }

  @Override
  public SubwordTokenizer tokens(int most) {
    return SentenceTransformer.tokenizer(this, Math.min(most, settings.maxTokens()));
  }

  @Override
  public SentenceNetwork network(TensorRuntime runtime) {
    return network(runtime, settings.pooling());
  }

  SentenceNetwork network(TensorRuntime runtime, Pooling pooling) {
    return new SentenceNetwork(runtime, weights, shape, pooling);
  }

  @Override
  public int batchTokens() {
    return settings.batchTokens();
  }

  @Override
  public void write(Path folder, Map<String, Tensor> trained) throws IOException {
    HuggingFaceFolder.write(folder, this, trained);
  }

  @Override
  public Map<String, Tensor> weights(Path folder) {
    return Safetensors.read(folder.resolve("model.safetensors")).tensors();
  }

  /** What settings put in front of a text, the names of the authors' prompts resolved. */
  String prompt(SentenceSettings wanted) {
    return prompts.getOrDefault(wanted.prompt(), wanted.prompt());
  }
}

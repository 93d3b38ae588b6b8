package dev.trivium.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/** all-MiniLM-L6-v2 by ONNX Runtime, one text at a time, pooled in doubles. */
final class OnnxOracle implements AutoCloseable {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final HuggingFaceTokenizer tokenizer;

  OnnxOracle(int threads) {
    try (InputStream json = resource("/all-minilm-l6-v2-tokenizer.json");
        InputStream onnx = resource("/all-minilm-l6-v2.onnx");
        OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      session = environment.createSession(onnx.readAllBytes(), options);
      tokenizer =
          HuggingFaceTokenizer.newInstance(
              json, Map.of("padding", "false", "truncation", "true", "maxLength", "256"));
    } catch (IOException | OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  static InputStream resource(String name) {
    return Objects.requireNonNull(OnnxOracle.class.getResourceAsStream(name), name);
  }

  long[] ids(String text) {
    return tokenizer.encode(text).getIds();
  }

  /** The last layer's vectors {@code [tokens × 384]}. */
  float[][] states(String text) {
    long[][] ids = {ids(text)};
    long[][] ones = {new long[ids[0].length]};
    Arrays.fill(ones[0], 1);
    long[][] zeros = {new long[ids[0].length]};
    try (OnnxTensor i = OnnxTensor.createTensor(environment, ids);
        OnnxTensor m = OnnxTensor.createTensor(environment, ones);
        OnnxTensor t = OnnxTensor.createTensor(environment, zeros);
        OrtSession.Result result =
            session.run(Map.of("input_ids", i, "attention_mask", m, "token_type_ids", t))) {
      return ((float[][][]) result.get(0).getValue())[0];
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The mean of the states, at Euclidean length 1. */
  float[] sentence(String text) {
    float[][] states = states(text);
    double[] mean = new double[states[0].length];
    for (float[] state : states) {
      for (int d = 0; d < mean.length; d++) {
        mean[d] += state[d] / states.length;
      }
    }
    double norm = Math.sqrt(Arrays.stream(mean).map(v -> v * v).sum());
    float[] out = new float[mean.length];
    for (int d = 0; d < out.length; d++) {
      out[d] = (float) (mean[d] / norm);
    }
    return out;
  }

  @Override
  public void close() throws OrtException {
    tokenizer.close();
    session.close();
  }
}

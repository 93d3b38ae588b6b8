package dev.trivium.benchmarks;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.sun.management.OperatingSystemMXBean;
import dev.trivium.core.math.Vectors;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.core.tensor.TensorSettings;
import dev.trivium.text.SentenceTransformer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * Texts in a CPU second by all-MiniLM-L6-v2: Trivium's, all texts at once, beside ONNX Runtime's
 * fp32, one text at a time as LangChain4j has it. Each takes its turn {@code rounds} times after
 * one that is not counted; the time of all threads counts.
 *
 * <pre>SentenceEncoding FILE [texts 2000] [threads 2] [rounds 3] [OUT]</pre>
 *
 * OUT takes the peer's vectors, one a line, to be held against.
 */
public final class SentenceEncoding {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private SentenceEncoding() {}

  private interface Work {
    void run() throws OrtException;
  }

  public static void main(String[] args) throws IOException, OrtException {
    int texts = number(args, 1, 2000);
    int threads = number(args, 2, 2);
    int rounds = number(args, 3, 3);
    List<String> lines;
    try (var all = Files.lines(Path.of(args[0]))) {
      lines = all.limit(texts).toList();
    }
    TensorSettings settings = TensorSettings.DEFAULT.withThreads(threads);
    try (SentenceTransformer trivium = SentenceTransformer.miniLm(new TensorRuntime(settings));
        Peer peer = new Peer(threads)) {
      for (int round = 0; round <= rounds; round++) {
        String name = round == 0 ? "warm-up" : "round " + round;
        double ours = seconds(() -> trivium.embed(lines));
        double theirs =
            seconds(
                () -> {
                  for (String line : lines) {
                    peer.embed(line);
                  }
                });
        System.out.printf(
            Locale.ROOT,
            "%s: trivium %.0f texts/CPU-s, onnxruntime %.0f texts/CPU-s, ratio %.2f%n",
            name,
            lines.size() / ours,
            lines.size() / theirs,
            theirs / ours);
      }
      if (args.length > 4) {
        peer.write(lines, Path.of(args[4]));
      }
    }
  }

  private static int number(String[] args, int at, int otherwise) {
    return args.length > at ? Integer.parseInt(args[at]) : otherwise;
  }

  private static double seconds(Work work) throws OrtException {
    long start = SYSTEM.getProcessCpuTime();
    work.run();
    return (SYSTEM.getProcessCpuTime() - start) / 1e9;
  }

  private static final class Peer implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final HuggingFaceTokenizer tokenizer;

    Peer(int threads) throws IOException, OrtException {
      try (InputStream json = resource("/all-minilm-l6-v2-tokenizer.json");
          InputStream onnx = resource("/all-minilm-l6-v2.onnx");
          OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
        options.setIntraOpNumThreads(threads);
        session = environment.createSession(onnx.readAllBytes(), options);
        tokenizer =
            HuggingFaceTokenizer.newInstance(
                json, Map.of("padding", "false", "truncation", "true", "maxLength", "256"));
      }
    }

    private static InputStream resource(String name) {
      return Objects.requireNonNull(SentenceEncoding.class.getResourceAsStream(name), name);
    }

    float[] embed(String text) throws OrtException {
      Encoding encoding = tokenizer.encode(text);
      try (OnnxTensor ids = tensor(encoding.getIds());
          OnnxTensor mask = tensor(encoding.getAttentionMask());
          OnnxTensor types = tensor(encoding.getTypeIds());
          OrtSession.Result result =
              session.run(
                  Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
        float[][] states = ((float[][][]) result.get(0).getValue())[0];
        float[] mean = new float[states[0].length];
        for (float[] state : states) {
          Vectors.axpy(1f / states.length, state, 0, mean, 0, mean.length);
        }
        Vectors.normalize(mean, 0, mean.length);
        return mean;
      }
    }

    void write(List<String> texts, Path out) throws IOException, OrtException {
      try (BufferedWriter to = Files.newBufferedWriter(out)) {
        for (String text : texts) {
          StringJoiner line = new StringJoiner(" ", "", "\n");
          for (float x : embed(text)) {
            line.add(Float.toString(x));
          }
          to.write(line.toString());
        }
      }
    }

    private OnnxTensor tensor(long[] numbers) throws OrtException {
      return OnnxTensor.createTensor(environment, new long[][] {numbers});
    }

    @Override
    public void close() throws OrtException {
      tokenizer.close();
      session.close();
    }
  }
}

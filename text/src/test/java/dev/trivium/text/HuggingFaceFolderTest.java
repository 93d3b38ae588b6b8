package dev.trivium.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.trivium.core.TriviumException;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.tensor.Safetensors;
import dev.trivium.core.tensor.Tensor;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.core.tensor.TensorSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HuggingFaceFolderTest {
  private static final TensorRuntime RUNTIME =
      new TensorRuntime(TensorSettings.DEFAULT.withThreads(1));
  private static final List<String> TEXTS =
      List.of("Zog", "my dog is fun", "naïve café 你好 😀", "x", " two  blanks\tand\n\u0000 more");

  @TempDir Path folder;

  private SentenceTransformer open() {
    return SentenceTransformer.open(RUNTIME, folder, own -> own);
  }

  private void assertPlain(PlainBert plain, List<int[]> ids) {
    try (SentenceTransformer model = open()) {
      Matrix rows = model.embed(TEXTS);
      for (int i = 0; i < TEXTS.size(); i++) {
        double[][] states = plain.states(ids.get(i));
        for (int d = 0; d < TinyFolder.HIDDEN; d++) {
          double mean = 0;
          for (double[] state : states) {
            mean += state[d] / states.length;
          }
          assertThat((double) rows.get(i, d)).as("text %d", i).isCloseTo(mean, within(2e-5));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"'',gelu", "roberta.,gelu_new", "x.model.,relu"})
  void robertaIsThePlainNetwork(String prefix, String activation) throws IOException {
    TinyFolder tiny = TinyFolder.roberta(folder, prefix, activation);
    DoubleUnaryOperator act =
        switch (activation) {
          case "gelu" -> PlainBert::gelu;
          case "relu" -> x -> Math.max(0, x);
          default -> PlainBert::geluByTanh;
        };
    assertPlain(
        new PlainBert(tiny.weights(), prefix, 2, 1e-5, act),
        TEXTS.stream().map(TinyFolder::bytes).toList());
  }

  @ParameterizedTest
  @CsvSource({"''", "bert."})
  void bertIsThePlainNetwork(String prefix) throws IOException {
    TinyFolder tiny = TinyFolder.bert(folder, prefix);
    try (HuggingFaceTokenizer own =
        HuggingFaceTokenizer.newInstance(
            folder.resolve("tokenizer.json"), Map.of("padding", "false"))) {
      assertPlain(
          new PlainBert(tiny.weights(), prefix, 0, 1e-12, PlainBert::gelu),
          TEXTS.stream()
              .map(t -> Arrays.stream(own.encode(t).getIds()).mapToInt(i -> (int) i).toArray())
              .toList());
    }
  }

  @Test
  void byteLevelMergesAreThoseOfTheFile() throws IOException {
    TinyFolder.roberta(folder, "", "gelu");
    byte[] json = Files.readAllBytes(folder.resolve("tokenizer.json"));
    try (SubwordTokenizer tokenizer =
        new SubwordTokenizer("test", json, 64, TinyFolder.BYTE_VOCABULARY)) {
      int[][] ids = tokenizer.encode(List.of("the a", "", "<s> tha"));
      int blank = 4 + 32;
      assertThat(ids[0]).containsExactly(0, 262, 260, 2);
      assertThat(ids[1]).containsExactly(0, 2);
      assertThat(ids[2]).containsExactly(0, 0, blank, 261, 4 + 'a', 2);
    }
  }

  /** In RoBERTa a padding token that a text spells out stands on the padding's own place. */
  @Test
  void aPaddingTokenInATextHasNoPlaceOfItsOwn() throws IOException {
    TinyFolder.roberta(folder, "", "gelu");
    try (SentenceTransformer model = open()) {
      assertThat(model.embed(List.of("<pad>".repeat(60) + "x")).array()).hasSize(12);
    }
  }

  @Test
  void lengthPoolingPromptsAndDimensionsAreTheFolders() throws IOException {
    TinyFolder tiny = TinyFolder.roberta(folder, "", "gelu");
    try (SentenceTransformer bare = open()) {
      SentenceSettings settings = bare.settings();
      assertThat(settings).isEqualTo(new SentenceSettings(Pooling.MEAN, false, 40, 512, "", 0));
    }
    tiny.json("1_Pooling/config.json", Map.of("pooling_mode_cls_token", true));
    tiny.json("sentence_bert_config.json", Map.of("max_seq_length", 20));
    tiny.json(
        "config_sentence_transformers.json",
        Map.of("prompts", Map.of("query", "q: "), "default_prompt_name", "query"));
    tiny.json(
        "modules.json",
        List.of(
            Map.of("type", "sentence_transformers.models.Transformer", "path", ""),
            Map.of("type", "sentence_transformers.models.Pooling", "path", "1_Pooling"),
            Map.of("type", "sentence_transformers.models.Normalize", "path", "2_Normalize")));
    try (SentenceTransformer model = open();
        SentenceTransformer same =
            SentenceTransformer.open(RUNTIME, folder, own -> own.withPrompt(""));
        SentenceTransformer first =
            SentenceTransformer.open(RUNTIME, folder, own -> own.withDimensions(5))) {
      assertThat(model.settings())
          .isEqualTo(new SentenceSettings(Pooling.CLS, true, 20, 512, "query", 0));
      Matrix rows = model.embed(List.of("Zog", "again"));
      assertThat(rows).isEqualTo(same.embed(List.of("q: Zog", "q: again")));
      assertThat(first.dimension()).isEqualTo(5);
      assertThat(first.space()).endsWith(" dimensions=5");
      assertThat(first.embed(List.of("Zog", "again")).row(1))
          .containsExactly(rows.columns(0, 5).normalizedRows().row(1), within(1e-6f)); // Matryoshka
    }
  }

  @Test
  void oldNamesOfLayerNormAreKnown() throws IOException {
    TinyFolder tiny = TinyFolder.roberta(folder, "", "gelu");
    Matrix expected;
    try (SentenceTransformer model = open()) {
      expected = model.embed(TEXTS);
    }
    Map<String, Tensor> old = new LinkedHashMap<>();
    for (String name : tiny.weights().names()) {
      old.put(
          name.replace("LayerNorm.weight", "LayerNorm.gamma")
              .replace("LayerNorm.bias", "LayerNorm.beta"),
          tiny.weights().get(name));
    }
    try (OutputStream out = Files.newOutputStream(folder.resolve("model.safetensors"))) {
      Safetensors.write(out, old, Map.of());
    }
    try (SentenceTransformer model = open()) {
      assertThat(model.embed(TEXTS)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model_type|distilbert|config.json has model_type 'distilbert'; those of the families of",
        "hidden_act|swish|config.json: hidden_act is 'swish'; known are gelu, gelu_new",
        "hidden_size|0|config.json has 'hidden_size': \"0\" where a whole number above 0 is expected",
        "layer_norm_eps|much|config.json has 'layer_norm_eps': \"much\" where a number, 0 or more",
        "position_embedding_type|relative_key|config.json has 'position_embedding_type'"
      })
  void anOddConfigIsOneSentence(String field, String value, String sentence) throws IOException {
    TinyFolder.roberta(folder, "", "gelu").config(field, value);
    assertRefused(sentence);
  }

  @Test
  void aWrongShapeIsOneSentence() throws IOException {
    TinyFolder tiny = TinyFolder.roberta(folder, "", "gelu");
    tiny.config("num_attention_heads", 5);
    assertRefused("config.json: hidden is 12 and heads 5; choose heads that divide hidden");
    tiny.config("intermediate_size", 21);
    assertRefused("'encoder.layer.0.intermediate.dense.weight' has shape [20, 12], expected [21,");
    tiny.config("vocab_size", 200);
    assertRefused("has shape [263, 12], expected [200, 12]");
  }

  @Test
  void aTokenizerOfAnotherModelIsOneSentence() throws IOException {
    TinyFolder tiny = TinyFolder.roberta(folder, "", "gelu");
    TinyFolder other = TinyFolder.bert(Files.createDirectory(folder.resolve("other")), "");
    Files.copy(other.path.resolve("tokenizer.json"), folder.resolve("t"));
    Files.move(
        folder.resolve("t"),
        tiny.path.resolve("tokenizer.json"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    try (SentenceTransformer model = open()) {
      assertThatThrownBy(() -> model.embed(List.of("hello")))
          .isInstanceOf(TriviumException.class)
          .hasMessageContaining("and the network knows 263; is it the tokenizer of another model?");
    }
  }

  @Test
  void aMissingOrBrokenFileIsOneSentence() throws IOException {
    TinyFolder tiny = TinyFolder.roberta(folder, "", "gelu");
    tiny.json("1_Pooling/config.json", Map.of("pooling_mode_lasttoken", true));
    assertRefused("pools by lasttoken; known are cls_token, mean_tokens and max_tokens");
    Files.delete(folder.resolve("1_Pooling/config.json"));
    tiny.json("modules.json", List.of(Map.of("type", "sentence_transformers.models.Dense")));
    assertRefused("names a part 'sentence_transformers.models.Dense'; known are Transformer");
    Files.delete(folder.resolve("modules.json"));
    Files.delete(folder.resolve("model.safetensors"));
    assertRefused("model.safetensors; save the model again");
    Files.delete(folder.resolve("tokenizer.json"));
    assertRefused("tokenizer.json; save the tokenizer with save_pretrained of a fast tokenizer");
    Files.writeString(folder.resolve("config.json"), "{\"model_type\": ");
    assertRefused("config.json is not JSON; fetch or save it again");
    Files.delete(folder.resolve("config.json"));
    assertRefused("cannot read " + folder.resolve("config.json") + ": there is no file or folder");
    assertThatThrownBy(
            () -> SentenceTransformer.open(RUNTIME, folder.resolve("no.jar"), own -> own))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("no.jar as a jar");
  }

  private void assertRefused(String sentence) {
    assertThatThrownBy(this::open)
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining(sentence);
  }
}

package dev.trivium.text;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trivium.core.tensor.Safetensors;
import dev.trivium.core.tensor.Tensor;
import dev.trivium.core.tensor.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A folder of Hugging Face with a small network of random weights, of BERT's or RoBERTa's kind. */
final class TinyFolder {
  static final int HIDDEN = 12;
  static final int INTERMEDIATE = 20;
  static final int LAYERS = 2;
  static final int HEADS = 3;

  /** Ids of the byte-level tokenizer: 4 special ones, 256 bytes, 3 merged pairs. */
  static final int BYTE_VOCABULARY = 263;

  private static final ObjectMapper JSON = new ObjectMapper();

  final Path path;
  final Map<String, Object> config = new LinkedHashMap<>();

  private TinyFolder(Path path) {
    this.path = path;
  }

  /** A BERT with MiniLM's tokenizer; its weights are called {@code prefix…}. */
  static TinyFolder bert(Path path, String prefix) throws IOException {
    TinyFolder folder = new TinyFolder(path);
    folder.fill("bert", prefix, 30522, 40, 2, "gelu", 1e-12);
    try (InputStream in = OnnxOracle.resource("/all-minilm-l6-v2-tokenizer.json")) {
      Files.write(path.resolve("tokenizer.json"), in.readAllBytes());
    }
    return folder;
  }

  /** A RoBERTa with a byte-level BPE of its own. */
  static TinyFolder roberta(Path path, String prefix, String activation) throws IOException {
    TinyFolder folder = new TinyFolder(path);
    folder.fill("roberta", prefix, BYTE_VOCABULARY, 42, 1, activation, 1e-5);
    folder.config.put("pad_token_id", 1);
    folder.json("config.json", folder.config);
    folder.json("tokenizer.json", byteLevel());
    return folder;
  }

  void json(String name, Object content) throws IOException {
    Path file = path.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, JSON.writeValueAsBytes(content));
  }

  /** Writes {@code config.json} with one field otherwise. */
  void config(String field, Object value) throws IOException {
    Map<String, Object> changed = new LinkedHashMap<>(config);
    changed.put(field, value);
    json("config.json", changed);
  }

  Weights weights() {
    return Safetensors.read(path.resolve("model.safetensors"));
  }

  private void fill(
      String type, String prefix, int words, int places, int types, String act, double epsilon)
      throws IOException {
    config.put("model_type", type);
    config.put("vocab_size", words);
    config.put("max_position_embeddings", places);
    config.put("type_vocab_size", types);
    config.put("hidden_size", HIDDEN);
    config.put("intermediate_size", INTERMEDIATE);
    config.put("num_hidden_layers", LAYERS);
    config.put("num_attention_heads", HEADS);
    config.put("hidden_act", act);
    config.put("layer_norm_eps", epsilon);
    json("config.json", config);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Random random = new Random(7);
    String embeddings = prefix + "embeddings.";
    put(tensors, random, embeddings + "word_embeddings.weight", words, HIDDEN);
    put(tensors, random, embeddings + "position_embeddings.weight", places, HIDDEN);
    put(tensors, random, embeddings + "token_type_embeddings.weight", types, HIDDEN);
    both(tensors, random, embeddings + "LayerNorm", HIDDEN);
    for (int i = 0; i < LAYERS; i++) {
      String layer = prefix + "encoder.layer." + i + ".";
      for (String part : List.of("self.query", "self.key", "self.value", "output.dense")) {
        both(tensors, random, layer + "attention." + part, HIDDEN, HIDDEN);
      }
      both(tensors, random, layer + "attention.output.LayerNorm", HIDDEN);
      both(tensors, random, layer + "intermediate.dense", INTERMEDIATE, HIDDEN);
      both(tensors, random, layer + "output.dense", HIDDEN, INTERMEDIATE);
      both(tensors, random, layer + "output.LayerNorm", HIDDEN);
    }
    put(tensors, random, "lm_head.bias", words); // what is not the network's is passed over
    try (OutputStream out = Files.newOutputStream(path.resolve("model.safetensors"))) {
      Safetensors.write(out, tensors, Map.of("format", "pt"));
    }
  }

  private static void both(Map<String, Tensor> to, Random random, String name, int... shape) {
    put(to, random, name + ".weight", shape);
    put(to, random, name + ".bias", shape[0]);
  }

  private static void put(Map<String, Tensor> to, Random random, String name, int... shape) {
    int size = 1;
    for (int d : shape) {
      size *= d;
    }
    float[] data = new float[size];
    for (int i = 0; i < size; i++) {
      data[i] = (float) (0.4 * random.nextGaussian());
    }
    to.put(name, new Tensor(shape, data));
  }

  /** GPT-2's letters for bytes: printable ones stand for themselves, others from 256 upward. */
  static List<String> byteLetters() {
    List<String> letters = new ArrayList<>();
    int next = 256;
    for (int b = 0; b < 256; b++) {
      boolean printable = (b >= 33 && b <= 126) || (b >= 161 && b != 173);
      letters.add(String.valueOf((char) (printable ? b : next++)));
    }
    return letters;
  }

  /** As RoBERTa's tokenizer.json, with three merges: {@code "Ġa", "th", "the"}. */
  private static Map<String, Object> byteLevel() {
    Map<String, Integer> vocabulary = new LinkedHashMap<>();
    List.of("<s>", "<pad>", "</s>", "<unk>").forEach(t -> vocabulary.put(t, vocabulary.size()));
    byteLetters().forEach(t -> vocabulary.put(t, vocabulary.size()));
    List.of("Ġa", "th", "the").forEach(t -> vocabulary.put(t, vocabulary.size()));
    List<Object> added = new ArrayList<>();
    for (int id = 0; id < 4; id++) {
      Map<String, Object> token = new LinkedHashMap<>();
      token.put("id", id);
      token.put("content", List.copyOf(vocabulary.keySet()).get(id));
      List.of("single_word", "lstrip", "rstrip", "normalized").forEach(f -> token.put(f, false));
      token.put("special", true);
      added.add(token);
    }
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("type", "BPE");
    model.put("unk_token", "<unk>");
    model.put("fuse_unk", false);
    model.put("vocab", vocabulary);
    model.put("merges", List.of("Ġ a", "t h", "th e"));
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("version", "1.0");
    root.put("added_tokens", added);
    root.put(
        "pre_tokenizer",
        Map.of("type", "ByteLevel", "add_prefix_space", false, "trim_offsets", true));
    root.put(
        "post_processor",
        Map.of(
            "type",
            "RobertaProcessing",
            "sep",
            List.of("</s>", 2),
            "cls",
            List.of("<s>", 0),
            "trim_offsets",
            true,
            "add_prefix_space",
            false));
    root.put("model", model);
    return root;
  }

  /** The ids of a text whose words meet none of the merges. */
  static int[] bytes(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int[] ids = new int[utf8.length + 2];
    for (int i = 0; i < utf8.length; i++) {
      ids[i + 1] = 4 + (utf8[i] & 0xff);
    }
    ids[ids.length - 1] = 2;
    return ids;
  }
}

package dev.trivium.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trivium.core.TriviumException;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.core.io.JsonFile;
import dev.trivium.core.io.Reason;
import dev.trivium.core.tensor.Safetensors;
import dev.trivium.core.tensor.Tensor;
import dev.trivium.core.tensor.Weights;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A folder as Hugging Face's libraries save it: {@code config.json}, {@code model.safetensors},
 * {@code tokenizer.json}, and where sentence-transformers wrote it {@code modules.json}, {@code
 * 1_Pooling/config.json}, {@code sentence_bert_config.json} and {@code
 * config_sentence_transformers.json}. Networks of BERT's and RoBERTa's families.
 */
final class HuggingFaceFolder {
  private static final String WEIGHTS = "model.safetensors";
  private static final String WORDS = "embeddings.word_embeddings.weight";
  private static final List<String> BERTS = List.of("bert");
  private static final List<String> ROBERTAS = List.of("roberta", "xlm-roberta", "camembert");

  private final Path folder;

  /** Where the network lies: mostly the folder itself. */
  private Path network;

  private Path pooling;
  private boolean normalize;

  private HuggingFaceFolder(Path folder) {
    this.folder = folder;
    this.network = folder;
    this.pooling = folder.resolve("1_Pooling");
    this.normalize = Files.isDirectory(folder.resolve("2_Normalize"));
  }

  static Checkpoint read(Path folder) {
    return new HuggingFaceFolder(folder).read();
  }

  /**
   * Writes the files of a model, as sentence-transformers would, into a folder that is there.
   *
   * @param model whose name, shape, tokenizer, settings and prompts
   * @param tensors its weights as they now are
   */
  static void write(Path folder, Checkpoint model, Map<String, Tensor> tensors) throws IOException {
    SentenceSettings settings = model.settings();
    JsonFile.write(folder.resolve("config.json"), config(model.shape()));
    try (OutputStream out = AtomicFiles.open(folder.resolve(WEIGHTS))) {
      Safetensors.write(out, tensors, Map.of("format", "pt"));
    }
    Files.write(folder.resolve("tokenizer.json"), model.tokenizer());
    List<Object> modules = new ArrayList<>();
    modules.add(module(0, "", "Transformer"));
    modules.add(module(1, "1_Pooling", "Pooling"));
    if (settings.normalize()) {
      modules.add(module(2, "2_Normalize", "Normalize"));
    }
    JsonFile.write(folder.resolve("modules.json"), modules);
    Map<String, Object> pooling = new LinkedHashMap<>();
    pooling.put("word_embedding_dimension", model.shape().hidden());
    pooling.put("pooling_mode_cls_token", settings.pooling() == Pooling.CLS);
    pooling.put("pooling_mode_mean_tokens", settings.pooling() == Pooling.MEAN);
    pooling.put("pooling_mode_max_tokens", settings.pooling() == Pooling.MAX);
    Files.createDirectories(folder.resolve("1_Pooling"));
    JsonFile.write(folder.resolve("1_Pooling").resolve("config.json"), pooling);
    Map<String, Object> bert = new LinkedHashMap<>();
    bert.put("max_seq_length", settings.maxTokens());
    bert.put("do_lower_case", false);
    JsonFile.write(folder.resolve("sentence_bert_config.json"), bert);
    if (!model.prompts().isEmpty() || !settings.prompt().isEmpty()) {
      JsonFile.write(folder.resolve("config_sentence_transformers.json"), prompts(model));
    }
  }

  private static Map<String, Object> module(int index, String path, String type) {
    Map<String, Object> module = new LinkedHashMap<>();
    module.put("idx", index);
    module.put("name", Integer.toString(index));
    module.put("path", path);
    module.put("type", "sentence_transformers.models." + type);
    return module;
  }

  /** A prompt that the model has no name for is called {@code default}. */
  private static Map<String, Object> prompts(Checkpoint model) {
    Map<String, String> prompts = new TreeMap<>(model.prompts());
    String prompt = model.settings().prompt();
    String name =
        prompts.containsKey(prompt)
            ? prompt
            : prompts.entrySet().stream()
                .filter(e -> e.getValue().equals(prompt))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("default");
    Map<String, Object> file = new LinkedHashMap<>();
    if (!prompt.isEmpty()) {
      prompts.putIfAbsent(name, prompt);
      file.put("default_prompt_name", name);
    }
    file.put("prompts", prompts);
    return file;
  }

  private static Map<String, Object> config(BertShape shape) {
    boolean roberta = shape.firstPosition() > 0;
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("architectures", List.of(roberta ? "RobertaModel" : "BertModel"));
    config.put("model_type", roberta ? "roberta" : "bert");
    config.put("vocab_size", shape.vocabulary());
    config.put("max_position_embeddings", shape.positions());
    config.put("type_vocab_size", shape.types());
    config.put("hidden_size", shape.hidden());
    config.put("intermediate_size", shape.intermediate());
    config.put("num_hidden_layers", shape.layers());
    config.put("num_attention_heads", shape.heads());
    config.put("hidden_act", shape.activation().hubName());
    config.put("layer_norm_eps", shape.epsilon());
    config.put("hidden_dropout_prob", shape.dropout());
    config.put("attention_probs_dropout_prob", shape.attentionDropout());
    config.put("position_embedding_type", "absolute");
    config.put("pad_token_id", roberta ? shape.firstPosition() - 1 : 0);
    return config;
  }

  private Checkpoint read() {
    modules();
    JsonFile config = JsonFile.read(network.resolve("config.json"));
    BertShape shape = shape(config);
    byte[] tokenizer = tokenizer();
    Path name = folder.toAbsolutePath().normalize().getFileName();
    JsonFile prompts = JsonFile.readIfThere(folder.resolve("config_sentence_transformers.json"));
    return new Checkpoint(
        String.valueOf(name),
        shape,
        weights(),
        tokenizer,
        settings(shape, prompts),
        prompts(prompts));
  }

  /** What {@code modules.json} says of the parts, which run one after another. */
  private void modules() {
    Path file = folder.resolve("modules.json");
    for (JsonNode module : JsonFile.readIfThere(file).root()) {
      String type = module.path("type").asText();
      Path path = folder.resolve(module.path("path").asText());
      switch (type.substring(type.lastIndexOf('.') + 1)) {
        case "Transformer" -> network = path;
        case "Pooling" -> pooling = path;
        case "Normalize" -> normalize = true;
        default ->
            throw new TriviumException(
                "%s names a part '%s'; known are Transformer, Pooling and Normalize"
                    .formatted(file, type));
      }
    }
  }

  private static BertShape shape(JsonFile config) {
    String type = config.text("model_type", "nothing");
    boolean roberta = ROBERTAS.contains(type);
    if (!roberta && !BERTS.contains(type)) {
      throw new TriviumException(
          "%s has model_type '%s'; those of the families of BERT (bert) and RoBERTa (%s) can be read"
              .formatted(config.file(), type, String.join(", ", ROBERTAS)));
    }
    String places = config.text("position_embedding_type", "absolute");
    if (!places.equals("absolute")) {
      throw config.wrong("position_embedding_type", "absolute");
    }
    int padding = config.has("pad_token_id") ? config.root().path("pad_token_id").asInt() : 1;
    try {
      return new BertShape(
          config.count("vocab_size"),
          config.count("max_position_embeddings"),
          roberta ? padding + 1 : 0,
          config.count("type_vocab_size", 2),
          config.count("hidden_size"),
          config.count("intermediate_size"),
          config.count("num_hidden_layers"),
          config.count("num_attention_heads"),
          config.number("layer_norm_eps", 1e-12f),
          BertShape.Activation.named(config.text("hidden_act", "gelu")),
          config.number("hidden_dropout_prob", 0.1f),
          config.number("attention_probs_dropout_prob", 0.1f));
    } catch (IllegalArgumentException e) {
      throw new TriviumException(config.file() + ": " + e.getMessage(), e);
    }
  }

  private byte[] tokenizer() {
    Path file = network.resolve("tokenizer.json");
    if (!Files.exists(file) && Files.exists(folder.resolve("tokenizer.json"))) {
      file = folder.resolve("tokenizer.json");
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new TriviumException(
          "cannot read %s: %s; save the tokenizer with save_pretrained of a fast tokenizer"
              .formatted(file, Reason.of(e)),
          e);
    }
  }

  /**
   * The weights of the network alone, without what the whole model's name puts in front of theirs
   * ({@code bert.}, {@code roberta.}), old names of LayerNorm's made new.
   */
  private Weights weights() {
    Path file = network.resolve(WEIGHTS);
    if (!Files.exists(file)) {
      throw new TriviumException(
          "there is no %s; save the model again, in one file, with save_pretrained(…,"
                  .formatted(file)
              + " safe_serialization=True)");
    }
    Weights all = Safetensors.read(file);
    String prefix =
        all.names().stream()
            .filter(name -> name.endsWith(WORDS))
            .map(name -> name.substring(0, name.length() - WORDS.length()))
            .findFirst()
            .orElseThrow(
                () ->
                    new TriviumException(
                        "%s has no weight that ends in '%s'; is it the file of another network?"
                            .formatted(file, WORDS)));
    Map<String, Tensor> own = new LinkedHashMap<>();
    for (String name : all.names()) {
      if (name.startsWith(prefix)) {
        String bare =
            name.substring(prefix.length())
                .replaceFirst("LayerNorm\\.gamma$", "LayerNorm.weight")
                .replaceFirst("LayerNorm\\.beta$", "LayerNorm.bias");
        own.put(bare, all.get(name));
      }
    }
    return new Weights(file.toString(), own);
  }

  private SentenceSettings settings(BertShape shape, JsonFile sentences) {
    JsonFile bert = JsonFile.readIfThere(folder.resolve("sentence_bert_config.json"));
    JsonFile tokenizer = JsonFile.readIfThere(network.resolve("tokenizer_config.json"));
    double said = tokenizer.root().path("model_max_length").asDouble(shape.mostTokens());
    int most = (int) Math.min(shape.mostTokens(), Math.max(3, said));
    return new SentenceSettings(
        pooling(),
        normalize,
        Math.min(shape.mostTokens(), bert.count("max_seq_length", most)),
        SentenceSettings.DEFAULT.batchTokens(),
        sentences.text("default_prompt_name", ""),
        sentences.has("truncate_dim") ? sentences.count("truncate_dim") : 0);
  }

  /** The mean where nothing is said, as sentence-transformers has it. */
  private Pooling pooling() {
    JsonFile config = JsonFile.readIfThere(pooling.resolve("config.json"));
    String modes = config.text("pooling_mode", "");
    for (Map.Entry<String, JsonNode> field : config.root().properties()) {
      if (field.getKey().startsWith("pooling_mode_") && field.getValue().asBoolean()) {
        modes += (modes.isEmpty() ? "" : " and ") + field.getKey().substring(13);
      }
    }
    return switch (modes) {
      case "", "mean", "mean_tokens" -> Pooling.MEAN;
      case "cls", "cls_token" -> Pooling.CLS;
      case "max", "max_tokens" -> Pooling.MAX;
      default ->
          throw new TriviumException(
              "%s pools by %s; known are cls_token, mean_tokens and max_tokens, one of them"
                  .formatted(config.file(), modes));
    };
  }

  private static Map<String, String> prompts(JsonFile sentences) {
    Map<String, String> prompts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> e : sentences.root().path("prompts").properties()) {
      prompts.put(e.getKey(), e.getValue().asText());
    }
    return prompts;
  }
}

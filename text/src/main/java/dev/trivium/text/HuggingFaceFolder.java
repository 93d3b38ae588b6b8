package dev.trivium.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trivium.core.TriviumException;
import dev.trivium.core.io.Reason;
import dev.trivium.core.tensor.Safetensors;
import dev.trivium.core.tensor.Tensor;
import dev.trivium.core.tensor.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
